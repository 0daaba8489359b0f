import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type People, type Person, search } from '../phone/people';
import { EN } from '../strings';
import { base } from '../style/base';
import { icon } from './icons';

/** A number or a name, with suggestions from the house. Tells `go` with a {@link Person}. */
@customElement('pb-who')
export class PbWho extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      form {
        display: grid;
        gap: var(--s4);
      }
      ul {
        display: grid;
        max-height: 14rem;
        overflow: auto;
        margin-top: var(--s2);
      }
      li button {
        display: flex;
        justify-content: space-between;
        gap: var(--s4);
        width: 100%;
        padding: var(--s2) var(--s3);
        border: 0;
        border-radius: var(--r-s);
        background: none;
        text-align: left;
      }
      li button:hover {
        background: var(--sunken);
      }
      li span {
        color: var(--ink-2);
      }
      .row {
        display: flex;
        gap: var(--s2);
        justify-content: flex-end;
        flex-wrap: wrap;
      }
    `,
  ];

  @property({ attribute: false }) people: People | undefined;
  @property() action = '';
  /** A second way to go on, with the same answer; tells `other`. */
  @property() other = '';
  @property() label = EN.phone.to as string;
  @state() private query_ = '';

  private go(kind: 'go' | 'other', person?: Person): void {
    const found = this.found();
    const typed = this.query_.trim();
    const to = person ?? found.find((p) => p.number === typed) ?? (/^\D*$/.test(typed) && !typed.includes(':') ? found[0] : undefined) ?? (typed ? { name: '', number: typed } : undefined);
    if (to) this.dispatchEvent(new CustomEvent(kind, { detail: to }));
  }

  /** The list is another one then: what is to be done now is behind Enter. */
  private take(p: Person): void {
    this.query_ = p.number;
    this.shadowRoot?.querySelector('input')?.focus();
  }

  private found(): Person[] {
    return search(this.query_, this.people?.all ?? [], []);
  }

  private submit(e: Event): void {
    e.preventDefault();
    this.go('go');
  }

  override render() {
    const found = this.found();
    return html`<form @submit=${this.submit}>
      <div class="field">
        <label for="to">${this.label}</label>
        <input class="input" id="to" autocomplete="off" spellcheck="false" autofocus .value=${this.query_} @input=${(e: InputEvent) => (this.query_ = (e.target as HTMLInputElement).value)} />
        ${found.length
          ? html`<ul aria-label=${EN.phone.people}>
              ${found.map((p) => html`<li><button type="button" @click=${() => this.take(p)}>${p.name || p.number}<span class="num">${p.number}</span></button></li>`)}
            </ul>`
          : nothing}
      </div>
      <div class="row">
        ${this.other ? html`<button type="button" class="btn" ?disabled=${!this.query_.trim()} @click=${() => this.go('other')}>${icon('phone')}${this.other}</button>` : nothing}
        <button class="btn primary" ?disabled=${!this.query_.trim()}>${this.action}</button>
      </div>
    </form>`;
  }

  override firstUpdated(): void {
    this.shadowRoot?.querySelector('input')?.focus();
  }
}
