import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Problem, type Rest } from '../api/rest';
import { EN } from '../strings';
import { base } from '../style/base';
import { icon, logo } from './icons';

@customElement('pb-login')
export class PbLogin extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        place-items: center;
        min-height: 100dvh;
        padding: var(--s4);
        background:
          radial-gradient(60rem 30rem at 85% -10%, color-mix(in oklab, var(--accent) 14%, transparent), transparent 70%),
          radial-gradient(50rem 30rem at -10% 110%, color-mix(in oklab, var(--copper) 12%, transparent), transparent 70%);
      }
      main {
        width: min(100%, 24rem);
        padding: var(--s6);
        display: grid;
        gap: var(--s5);
        border-radius: 1.5rem;
        box-shadow: var(--lift-3);
      }
      .logo {
        width: 3rem;
        height: 3rem;
      }
      header {
        display: grid;
        gap: var(--s2);
      }
      header h1 {
        margin-top: var(--s3);
      }
      form {
        display: grid;
        gap: var(--s4);
      }
      .password {
        position: relative;
      }
      .password .btn {
        position: absolute;
        inset: 0.125rem 0.125rem auto auto;
      }
      .password .input {
        padding-right: 3rem;
      }
      .btn.primary {
        min-height: 2.9rem;
        margin-top: var(--s2);
      }
      .said {
        min-height: 2.6rem;
        margin-bottom: -1rem;
      }
    `,
  ];

  @property({ attribute: false }) rest!: Rest;
  @property({ type: Boolean }) ended = false;
  @state() private busy = false;
  @state() private shown = false;
  @state() private problem = '';
  @query('#user') private readonly user!: HTMLInputElement;
  @query('#password') private readonly password!: HTMLInputElement;

  override firstUpdated(): void {
    this.user.focus();
  }

  private async submit(e: Event): Promise<void> {
    e.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    try {
      const me = await this.rest.signIn(this.user.value.trim(), this.password.value);
      this.dispatchEvent(new CustomEvent('signed-in', { detail: me }));
    } catch (problem) {
      const status = problem instanceof Problem ? problem.status : 0;
      this.problem = status === 429 ? EN.login.slow : status === 0 || status >= 500 ? EN.login.offline : EN.login.wrong;
      this.password.value = '';
      this.password.focus();
    } finally {
      this.busy = false;
    }
  }

  override render() {
    const said = this.problem || (this.ended ? EN.login.ended : '');
    return html`<main class="card">
      <header>
        ${logo}
        <h1>${EN.login.title}</h1>
        <p class="lead">${EN.login.lead}</p>
      </header>
      <form @submit=${(e: Event) => void this.submit(e)} novalidate>
        <div class="field">
          <label for="user">${EN.login.user}</label>
          <input class="input" id="user" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required />
        </div>
        <div class="field">
          <label for="password">${EN.login.password}</label>
          <div class="password">
            <input class="input" id="password" name="password" type=${this.shown ? 'text' : 'password'} autocomplete="current-password" required aria-describedby="said" />
            <button type="button" class="btn ghost icon-only" aria-label=${this.shown ? EN.login.hide : EN.login.show} aria-pressed=${this.shown} @click=${() => (this.shown = !this.shown)}>
              ${icon('eye')}
            </button>
          </div>
        </div>
        <button class="btn primary" ?disabled=${this.busy}>${this.busy ? EN.login.going : EN.login.go}</button>
        <div class="said" id="said" role="alert">${said ? html`<p class="banner ${this.problem ? 'stop' : ''}">${icon('warn')}<span>${said}</span></p>` : nothing}</div>
      </form>
    </main>`;
  }
}
