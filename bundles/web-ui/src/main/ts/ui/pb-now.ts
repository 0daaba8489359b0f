import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Call } from '../api/model';
import type { Rest } from '../api/rest';
import type { HouseStream } from '../house/stream';
import { folded, type People } from '../phone/people';
import { EN, fill } from '../strings';
import { base } from '../style/base';
import { KeepFocus } from './focus';
import { nameOf } from './format';
import { icon } from './icons';
import { pageStyle } from './page-style';
import './pb-live-call';
import type { PbLiveCall } from './pb-live-call';

/** Every call of the house, as it is. Tells `left` where the focus was in one that is over, and no other is there. */
@customElement('pb-now')
export class PbNow extends LitElement {
  static override styles = [
    base,
    pageStyle,
    css`
      .calls {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 33rem), 1fr));
        gap: var(--s4);
        align-items: start;
      }
      .wait {
        height: 21rem;
        border-radius: var(--r-l);
      }
      .facts {
        display: flex;
        gap: var(--s5);
      }
      .facts div {
        display: grid;
      }
      .facts dd {
        font-size: var(--t-xl);
        font-weight: 620;
        line-height: 1.15;
      }
      .facts dt {
        order: 2;
        font-size: var(--t-xs);
        color: var(--ink-2);
        font-weight: 550;
      }
    `,
  ];

  @property({ attribute: false }) stream: HouseStream | undefined;
  @property({ attribute: false }) rest!: Rest;
  @property({ attribute: false }) people: People | undefined;
  @property({ type: Boolean }) listens = false;
  @state() private query_ = '';
  @state() private now = Date.now();
  private clock = 0;
  private readonly changed = () => this.requestUpdate();
  /** Which of the calls has the focus. */
  private at = -1;

  constructor() {
    super();
    new KeepFocus(this, () => this.lost());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stream?.addEventListener('change', this.changed);
    this.stream?.watchLevels(true);
    this.clock = window.setInterval(() => (this.now = Date.now()), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stream?.removeEventListener('change', this.changed);
    this.stream?.watchLevels(false);
    clearInterval(this.clock);
  }

  override willUpdate(): void {
    this.at = this.cards().indexOf(this.shadowRoot?.activeElement as PbLiveCall);
  }

  private cards(): PbLiveCall[] {
    return [...(this.shadowRoot?.querySelectorAll<PbLiveCall>('pb-live-call') ?? [])];
  }

  /** A call that ends leaves the focus to the next one. */
  private lost(): void {
    const cards = this.cards();
    const next = cards[Math.min(this.at, cards.length - 1)];
    if (next) next.focus();
    else this.dispatchEvent(new Event('left'));
  }

  override render() {
    if (!this.stream) {
      return html`<div class="card empty">${icon('lock')}<h1>${EN.now.forUsers}</h1><p>${EN.now.forUsersLead}</p></div>`;
    }
    const all = this.stream.house.calls;
    const q = folded(this.query_.trim());
    const calls = q ? all.filter((c) => folded(words(c)).includes(q)) : all;
    return html`<header class="top">
        <div class="title"><h1>${EN.now.title}</h1><p class="lead">${EN.now.lead}</p></div>
        ${this.facts(all)}
        <input class="input filter" type="search" placeholder=${EN.now.filter} aria-label=${EN.now.filter} .value=${this.query_} @input=${(e: InputEvent) => (this.query_ = (e.target as HTMLInputElement).value)} />
      </header>
      ${this.stream.away ? html`<p class="banner" role="status">${icon('warn')}${EN.state.offline}</p>` : nothing}
      ${this.stream.ready ? this.list(calls) : this.waiting()}`;
  }

  private facts(all: Call[]) {
    const legs = all.reduce((n, c) => n + c.legs.length, 0);
    return html`<dl class="facts num">
      <div><dt>${EN.now.calls}</dt><dd>${all.filter((c) => !c.room).length}</dd></div>
      <div><dt>${EN.now.rooms}</dt><dd>${all.filter((c) => c.room).length}</dd></div>
      <div><dt>${EN.now.legs}</dt><dd>${legs}</dd></div>
    </dl>`;
  }

  private list(calls: Call[]) {
    if (!calls.length) {
      return this.query_
        ? html`<div class="card empty">${icon('search')}<p>${fill(EN.state.none, { q: this.query_ })}</p></div>`
        : html`<div class="card empty">${icon('now')}<h2>${EN.now.empty}</h2><p>${EN.now.emptyLead}</p></div>`;
    }
    return html`<div class="calls">${repeat(calls, (c) => c.id, (c) => this.one(c))}</div>`;
  }

  private one(call: Call) {
    const all = this.stream!.house.calls;
    const heard = all.find((c) => c.id === call.listensTo);
    const listeners = all.filter((c) => c.listensTo === call.id).length;
    return html`<pb-live-call .call=${call} .heard=${heard} .listeners=${listeners} ?listens=${this.listens} .rest=${this.rest} .people=${this.people} .now=${this.now} @read=${() => this.stream?.readNotJoined(call.id)}></pb-live-call>`;
  }

  private waiting() {
    return html`<div class="calls" aria-busy="true"><span class="sr">${EN.state.loading}</span><div class="skeleton wait"></div><div class="skeleton wait"></div></div>`;
  }
}

function words(call: Call): string {
  return [call.room, call.called, nameOf(call.caller), call.state, ...call.legs.flatMap((l) => [l.target, nameOf(l.party), l.party?.number, l.codec])].join(' ');
}
