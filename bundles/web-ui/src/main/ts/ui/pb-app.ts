import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type Call, type Me, mayOperate } from '../api/model';
import { Rest } from '../api/rest';
import { HouseStream } from '../house/stream';
import { PhoneEngine } from '../phone/engine';
import { tellNoMore, tellOf } from '../phone/notify';
import { People } from '../phone/people';
import { type Notice, ringing, talking } from '../phone/state';
import { EN, fill } from '../strings';
import { base } from '../style/base';
import { focused } from './focus';
import { nameOf, titleOf } from './format';
import { icon, type IconName, logo } from './icons';
import { noticeText } from './notice-text';
import type { PbPhone } from './pb-phone';
import { shell } from './shell';
import './pb-account';
import './pb-house';
import './pb-incoming';
import './pb-login';
import './pb-now';
import './pb-phone';

type Page = 'phone' | 'now' | 'house';

interface Toast {
  id: number;
  text: string;
  bad: boolean;
}

const PAGES: { page: Page; icon: IconName }[] = [
  { page: 'phone', icon: 'phone' },
  { page: 'now', icon: 'now' },
  { page: 'house', icon: 'house' },
];

/** The frame: who is signed in, where one is, and what must be seen from everywhere. */
@customElement('pb-app')
export class PbApp extends LitElement {
  static override styles = [base, shell];

  @state() private me: Me | null | undefined;
  @state() private page: Page = 'phone';
  @state() private trouble = false;
  @state() private ended = false;
  @state() private toasts: Toast[] = [];
  @state() private spoken = '';
  private readonly rest = new Rest();
  private engine: PhoneEngine | undefined;
  /** Of somebody whose session ended while he talked. */
  private resting: PhoneEngine | undefined;
  private stream: HouseStream | undefined;
  private people: People | undefined;
  private toastId = 0;
  private linked = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.rest.onSignedOut = () => this.left(true);
    window.addEventListener('popstate', () => this.route());
    this.addEventListener('toast', (e) => {
      const { text, bad } = (e as CustomEvent<{ text: string; bad?: boolean }>).detail;
      this.toast(text, bad ?? false);
    });
    this.addEventListener('listen', (e) => void this.listen((e as CustomEvent<Call>).detail));
    this.route();
    void this.begin();
  }

  private async listen(call: Call): Promise<void> {
    const { engine } = this;
    if (!engine) return;
    engine.wish({ in: 'expect', number: call.id, name: titleOf(call) });
    try {
      await this.rest.command(call.id, 'listen', {});
      this.toast(EN.now.listening, false);
    } catch (e) {
      engine.wish({ in: 'unexpect' });
      this.toast(e instanceof Error ? e.message : String(e), true);
    }
  }

  private route(): void {
    const name = location.pathname.split('/')[1];
    this.page = PAGES.find((p) => p.page === name)?.page ?? 'phone';
    document.title = `${EN.nav[this.page]} – ${EN.product}`;
  }

  private go(e: Event, page: Page): void {
    e.preventDefault();
    if (page !== this.page) history.pushState(null, '', `/${page}`);
    this.route();
    this.focusPage();
  }

  private focusPage(): void {
    this.shadowRoot?.getElementById('page')?.focus({ preventScroll: true });
  }

  /** The call that was answered is in front, and what is typed is meant for it. */
  private answered(e: Event): void {
    this.go(e, 'phone');
    void this.updateComplete.then(() => this.shadowRoot?.querySelector<PbPhone>('pb-phone')?.showSelected());
  }

  /** There is nothing else on the page then. */
  override updated(changed: PropertyValues): void {
    if (changed.has('trouble') && this.trouble) this.shadowRoot?.querySelector<HTMLElement>('.again')?.focus();
  }

  private async begin(): Promise<void> {
    this.trouble = false;
    try {
      const me = await this.rest.me();
      if (me) this.entered(me);
      else this.me = null;
    } catch {
      this.trouble = true;
    }
  }

  private entered(me: Me): void {
    this.me = me;
    this.ended = false;
    this.people = new People(this.rest);
    void this.people.load();
    const rests = this.resting;
    this.resting = undefined;
    if (rests && rests.user === me.user && me.phone) {
      this.engine = rests;
      rests.start();
    } else if (rests) {
      rests.stop();
    }
    if (me.phone && !this.engine) {
      const engine = new PhoneEngine(me.user);
      this.engine = engine;
      engine.addEventListener('change', () => this.phoneChanged());
      engine.addEventListener('notice', (e) => {
        this.toast(noticeText((e as CustomEvent<Notice>).detail, (number) => this.people?.named(number) ?? ''), true);
      });
      engine.start();
    }
    if (mayOperate(me.role)) {
      this.stream = new HouseStream(this.rest);
      this.stream.addEventListener('refused', () => void this.askWhoWeAre().catch(() => undefined));
      this.stream.open();
    }
  }

  private phoneChanged(): void {
    const engine = this.engine;
    if (!engine) return;
    if (this.linked && engine.state.link === 'down') this.askSoon();
    this.linked = engine.state.link === 'up';
    const call = ringing(engine.state);
    const spoken = call ? fill(EN.phone.incomingFrom, { who: nameOf(call.party) }) : '';
    if (spoken && spoken !== this.spoken) tellOf(call!.party);
    if (!spoken && this.spoken) tellNoMore();
    this.spoken = spoken;
    this.requestUpdate();
  }

  /** A socket that is closed does not say why: whether the session has ended is asked for. */
  private askSoon(): void {
    setTimeout(() => {
      if (this.me && this.engine?.state.link === 'down') {
        void this.askWhoWeAre().catch(() => this.askSoon());
      }
    }, 3000);
  }

  private async askWhoWeAre(): Promise<void> {
    if ((await this.rest.me()) === null) this.left(true);
  }

  private async signOut(): Promise<void> {
    this.engine?.stop();
    await this.rest.signOut().catch(() => undefined);
    this.left(false);
  }

  private left(ended: boolean): void {
    if (this.me === null) return;
    if (ended) {
      // Who talks goes on talking: the house keeps the call for a while, and whoever signs in anew has it back.
      this.engine?.rest();
      this.resting = this.engine;
    } else {
      this.engine?.stop();
    }
    this.stream?.close();
    this.engine = undefined;
    this.stream = undefined;
    this.me = null;
    this.ended = ended;
  }

  private toast(text: string, bad: boolean): void {
    const id = ++this.toastId;
    this.toasts = [...this.toasts.slice(-2), { id, text, bad }];
    setTimeout(() => (this.toasts = this.toasts.filter((t) => t.id !== id)), bad ? 7000 : 4000);
  }

  override render() {
    return html`${this.frame()}
      <div class="toasts" role="status" aria-live="polite">
        ${this.toasts.map((t) => html`<p class="toast ${t.bad ? 'bad' : ''}">${icon(t.bad ? 'warn' : 'check')}${t.text}</p>`)}
      </div>`;
  }

  private frame() {
    if (this.trouble) return this.failed();
    if (this.me === undefined) {
      return html`<main class="boot" aria-busy="true"><h1 class="sr">${EN.state.loading}</h1>${logo}</main>`;
    }
    if (this.me === null) {
      return html`<pb-login .rest=${this.rest} ?ended=${this.ended} @signed-in=${(e: CustomEvent<Me>) => this.entered(e.detail)}></pb-login>`;
    }
    return this.house(this.me);
  }

  private failed() {
    return html`<main class="boot">
      <div class="empty">
        ${icon('warn')}
        <h1>${EN.state.failed}</h1>
        <p>${EN.login.offline}</p>
        <button class="btn primary again" @click=${() => void this.begin()}>${EN.state.again}</button>
      </div>
    </main>`;
  }

  private house(me: Me) {
    const busy = this.engine ? talking(this.engine.state) : false;
    return html`<nav class="rail" aria-label=${EN.nav.main}>
        <button class="skip btn" @click=${this.skip}>${EN.nav.skip}</button>
        <a class="brand" href="/phone" @click=${(e: Event) => this.go(e, 'phone')} aria-label=${EN.product}>${logo}<span>${EN.product}</span></a>
        <ul>
          ${PAGES.map(
            (p) =>
              html`<li>
                <a href="/${p.page}" aria-current=${this.page === p.page ? 'page' : nothing} @click=${(e: Event) => this.go(e, p.page)}>
                  <span class="pill">${icon(p.icon)}${p.page === 'phone' && busy ? html`<i class="dot go" title=${EN.now.talking}></i>` : nothing}</span>
                  <span>${EN.nav[p.page]}</span>
                </a>
              </li>`,
          )}
        </ul>
        <pb-account .me=${me} @sign-out=${() => void this.signOut()}></pb-account>
      </nav>
      <main id="page" tabindex="-1" aria-label=${EN.nav[this.page]}>${this.content(me)}</main>
      <p class="sr" role="alert">${this.spoken}</p>
      ${this.engine ? html`<pb-incoming .engine=${this.engine} .state=${this.engine.state} .people=${this.people} @answered=${this.answered} @left=${() => focused() ?? this.focusPage()}></pb-incoming>` : nothing}`;
  }

  private skip(): void {
    this.focusPage();
  }

  private content(me: Me) {
    switch (this.page) {
      case 'phone':
        return html`<pb-phone .engine=${this.engine} .state=${this.engine?.state} .people=${this.people} .me=${me}></pb-phone>`;
      case 'now':
        return html`<pb-now .stream=${this.stream} .rest=${this.rest} .people=${this.people} ?listens=${(me.mayListen ?? false) && this.engine !== undefined} @left=${this.focusPage}></pb-now>`;
      case 'house':
        return html`<pb-house .stream=${this.stream} .rest=${this.rest}></pb-house>`;
    }
  }
}
