import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Item, NumberedEvent } from '../api/model';
import type { Rest } from '../api/rest';
import { rooms } from '../house/house';
import { type Part, PARTS, type Row, row, sentence } from '../house/rows';
import type { HouseStream } from '../house/stream';
import { folded } from '../phone/people';
import { EN, fill } from '../strings';
import { base } from '../style/base';
import { clock } from './format';
import { KeepFocus } from './focus';
import { houseStyle } from './house-style';
import { icon, type IconName } from './icons';
import { pageStyle } from './page-style';

type Tab = Part | 'events';
const TABS: Tab[] = [...PARTS, 'events'];
const ICONS: Record<Tab, IconName> = { devices: 'device', trunks: 'trunk', users: 'people', rooms: 'room', scripts: 'script', events: 'events' };
const MOST_SHOWN = 200;

/** What there is in the house, and what happens to it. */
@customElement('pb-house')
export class PbHouse extends LitElement {
  static override styles = [base, pageStyle, houseStyle];

  @property({ attribute: false }) stream: HouseStream | undefined;
  @property({ attribute: false }) rest!: Rest;
  /** What was chosen. */
  @state() private tab: Tab = 'devices';
  @state() private query_ = '';
  @state() private users: Item[] | null | undefined;
  /** Events as they stood when the list was stopped, to be read. */
  @state() private paused: NumberedEvent[] | undefined;
  /** There is room for events beside the other parts. */
  private readonly wide = matchMedia('(min-width: 1200px)');
  private readonly changed = () => this.requestUpdate();
  private readonly happened = (e: Event) => {
    if ((e as CustomEvent<NumberedEvent>).detail.event.kind === 'DirectoryLoaded') void this.loadUsers();
  };

  constructor() {
    super();
    new KeepFocus(this, () => this.selected()?.focus());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.wide.addEventListener('change', this.changed);
    this.stream?.addEventListener('change', this.changed);
    this.stream?.addEventListener('event', this.happened);
    void this.loadUsers();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.wide.removeEventListener('change', this.changed);
    this.stream?.removeEventListener('change', this.changed);
    this.stream?.removeEventListener('event', this.happened);
  }

  private async loadUsers(): Promise<void> {
    if (!this.users) this.users = undefined;
    this.users = await this.rest.list('users').catch(() => null);
  }

  private nameOfLeg(id: string): string {
    const leg = this.stream!.house.calls.flatMap((c) => c.legs).find((l) => l.id === id);
    return leg ? leg.party?.name || leg.target : '';
  }

  private items(part: Part): Item[] {
    if (part === 'users') return this.users ?? [];
    if (!this.stream) return [];
    return part === 'rooms' ? rooms(this.stream.house) : this.stream.house[part];
  }

  private get tabs(): Tab[] {
    return this.wide.matches ? PARTS : TABS;
  }

  /** What is shown: where events are beside it they are no part of their own. */
  private get shown(): Tab {
    return this.tabs.includes(this.tab) ? this.tab : 'devices';
  }

  private selected(): HTMLElement | null {
    return this.shadowRoot?.querySelector<HTMLElement>('[role=tab][aria-selected=true]') ?? null;
  }

  private choose(tab: Tab): void {
    this.tab = tab;
  }

  private tabKey(e: KeyboardEvent): void {
    const { tabs } = this;
    const at = tabs.indexOf(this.shown);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    this.tab = tabs.at(to % tabs.length)!;
    void this.updateComplete.then(() => this.selected()?.focus());
  }

  override render() {
    if (!this.stream) {
      return html`<div class="card empty">${icon('lock')}<h1>${EN.now.forUsers}</h1><p>${EN.house.forUsersLead}</p></div>`;
    }
    const { shown } = this;
    return html`<header class="top">
        <div class="title"><h1>${EN.house.title}</h1><p class="lead">${EN.house.lead}</p></div>
        <input class="input filter" type="search" placeholder=${EN.house.filter} aria-label=${EN.house.filter} .value=${this.query_} @input=${(e: InputEvent) => (this.query_ = (e.target as HTMLInputElement).value)} />
      </header>
      ${this.stream.away ? html`<p class="banner" role="status">${icon('warn')}${EN.state.offline}</p>` : nothing}
      <div class="columns">
        <div class="card main">
          <div class="tabs" role="tablist" aria-label=${EN.house.tabs} @keydown=${this.tabKey}>${this.tabs.map((t) => this.tabButton(t))}</div>
          <div id="panel" role="tabpanel" aria-labelledby="tab-${shown}">${shown === 'events' ? this.events() : this.listOf(shown)}</div>
        </div>
        ${this.wide.matches ? html`<section class="card aside" aria-label=${EN.house.events}>${this.events()}</section>` : nothing}
      </div>`;
  }

  private tabButton(tab: Tab) {
    const wrong = tab === 'events' ? 0 : this.items(tab).filter((i) => row(tab, i, []).tone === 'stop').length;
    const count = tab === 'events' ? undefined : this.items(tab).length;
    return html`<button role="tab" id="tab-${tab}" aria-controls="panel" aria-selected=${this.shown === tab} tabindex=${this.shown === tab ? 0 : -1} @click=${() => this.choose(tab)}>
      ${icon(ICONS[tab])}<span>${EN.house[tab]}</span>${count === undefined ? nothing : html`<span class="count num">${count}</span>`}${wrong ? html`<i class="dot stop" title="${wrong} ${EN.house.wrong}"></i>` : nothing}
    </button>`;
  }

  private listOf(part: Part) {
    const loading = part === 'users' ? this.users === undefined : !this.stream!.ready;
    if (loading) {
      return html`<ul class="rows" aria-busy="true">${[1, 2, 3, 4].map(() => html`<li class="row"><span class="skeleton line"></span></li>`)}</ul>`;
    }
    if (part === 'users' && this.users === null) {
      return html`<div class="empty">${icon('warn')}<p>${EN.state.failed}</p><button class="btn" @click=${() => void this.loadUsers()}>${EN.state.again}</button></div>`;
    }
    const q = folded(this.query_.trim());
    const all = this.items(part).map((i) => row(part, i, this.stream!.house.calls));
    const rows = q ? all.filter((r) => folded(Object.values(r).join(' ')).includes(q)) : all;
    if (!rows.length) return this.nothing(part);
    return html`<ul class="rows">${repeat(rows, (r) => r.id, (r) => this.line(part, r))}</ul>`;
  }

  private nothing(tab: Tab) {
    return html`<div class="empty">
      ${icon(this.query_ ? 'search' : ICONS[tab])}
      ${this.query_ ? html`<p>${fill(EN.state.none, { q: this.query_ })}</p>` : html`<h2>${EN.house.empty}</h2><p>${EN.house.emptyLead[tab]}</p>`}
    </div>`;
  }

  private line(part: Part, r: Row) {
    return html`<li class="row">
      <span class="sign ${r.tone}">${icon(ICONS[part])}</span>
      <div class="name">
        <b>${r.name}</b>${r.also ? html`<span class="also num">${r.also}</span>` : nothing}
        ${r.details ? html`<p class="quiet">${r.details}</p>` : nothing}
      </div>
      ${r.state ? html`<span class="chip ${r.tone}">${r.state}</span>` : nothing}
      ${r.problem ? html`<p class="problem">${r.problem}</p>` : nothing}
      ${r.failed ? html`<p class="problem ${r.tone === 'go' ? 'over' : ''}">${r.failed}</p>` : nothing}
    </li>`;
  }

  private events() {
    const now = this.stream!.house.events;
    const q = folded(this.query_.trim());
    const all = this.paused ?? now;
    const shown = all
      .map((e) => ({ e, s: sentence(e.event, (id) => this.nameOfLeg(id)) }))
      .filter(({ s }) => !q || folded(`${s.what} ${s.about}`).includes(q))
      .slice(0, MOST_SHOWN);
    const more = this.paused ? now.length - this.paused.length : 0;
    return html`<div class="eventhead">
        <h2>${EN.house.events}</h2>
        ${more > 0 ? html`<span class="chip accent">${fill(EN.house.waiting, { n: more })}</span>` : nothing}
        <button class="btn small ghost" ?disabled=${!now.length} @click=${() => (this.paused = this.paused ? undefined : now)}>${icon(this.paused ? 'play' : 'pause')}${this.paused ? EN.house.goOn : EN.house.pause}</button>
      </div>
      ${shown.length
        ? html`<div class="events" tabindex="0" role="log" aria-live="off" aria-label=${EN.house.events}>
            <ol>${repeat(shown, ({ e }) => e.number, ({ e, s }) => html`<li><time class="num">${clock(e.at)}</time><p><b class=${s.tone}>${s.what}</b><span>${s.about}</span></p></li>`)}</ol>
          </div>`
        : this.nothing('events')}`;
  }
}
