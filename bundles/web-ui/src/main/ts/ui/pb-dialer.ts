import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PhoneEngine } from '../phone/engine';
import type { Past } from '../phone/history';
import { type People, type Person, search } from '../phone/people';
import { EN } from '../strings';
import { base } from '../style/base';
import { dialer } from './dialer-style';
import { duration, hue, initials, when } from './format';
import { vars } from './vars';
import { icon, type IconName } from './icons';
import './pb-keypad';

type Tab = 'keypad' | 'people' | 'recent';
const TABS: { tab: Tab; icon: IconName }[] = [
  { tab: 'keypad', icon: 'keypad' },
  { tab: 'people', icon: 'people' },
  { tab: 'recent', icon: 'clock' },
];

/** Whom to call: by number, by name, or again. Tells `dialled`. */
@customElement('pb-dialer')
export class PbDialer extends LitElement {
  static override styles = [base, dialer];

  @property({ attribute: false }) engine!: PhoneEngine;
  @property({ attribute: false }) people!: People;
  /** Whether keys of the pad go into a call. */
  @property({ type: Boolean }) incall = false;
  @state() private tab: Tab = 'keypad';
  @state() private typed = '';
  @state() private past: Past[] = [];
  @query('#number') private readonly field!: HTMLInputElement;
  private readonly changed = () => {
    this.past = this.engine.history.all();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.changed();
    this.engine.addEventListener('history', this.changed);
    this.people.addEventListener('change', this.changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.engine.removeEventListener('history', this.changed);
    this.people.removeEventListener('change', this.changed);
  }

  focusSearch(): void {
    this.field.focus();
    this.field.select();
  }

  /** A digit from the keyboard, wherever one is on the page. */
  type(key: string): void {
    this.typed += key;
    this.engine.beep(key);
    this.field.focus();
  }

  /** Its button is gone with the last letter. */
  private erase(rest: string): void {
    this.typed = rest;
    if (!rest) this.field.focus();
  }

  private press(key: string): void {
    this.typed += key;
    this.engine.beep(key);
  }

  private call(person: Person): void {
    this.engine.wish({ in: 'dial', to: person.number, name: person.name || this.people.named(person.number) });
    this.typed = '';
    this.dispatchEvent(new Event('dialled'));
  }

  private submit(e: Event): void {
    e.preventDefault();
    const typed = this.typed.trim();
    if (!typed) {
      // As on most phones: nothing typed brings back the last number.
      const last = this.past.find((p) => p.direction === 'out' && p.party.number);
      if (last) this.typed = last.party.number;
      return;
    }
    const found = this.found();
    const byName = /^\D+$/.test(typed) && !/[:@*#+]/.test(typed) ? found[0] : undefined;
    this.call(byName ?? { name: '', number: typed.replace(/(?<=[\d+*#])[\s()./-]+(?=[\d*#])/g, '') });
  }

  private found(): Person[] {
    return search(this.typed, this.people.all, this.past);
  }

  private tabKey(e: KeyboardEvent): void {
    const by = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
    if (!by) return;
    e.preventDefault();
    const at = TABS.findIndex((t) => t.tab === this.tab);
    this.tab = TABS[(at + by + TABS.length) % TABS.length]!.tab;
    void this.updateComplete.then(() => this.focusTab());
  }

  override render() {
    const found = this.found();
    // Digits on the pad must not take the pad away: whose number it may be is said beside it.
    const digits = this.tab === 'keypad' && /^[\d+*#\s]*$/.test(this.typed);
    const list = !digits && this.typed.trim() !== '' && found.length > 0;
    return html`<form class="dial" role="search" @submit=${this.submit}>
        <label class="sr" for="number">${EN.phone.search}</label>
        <span class="lens">${icon('search')}</span>
        <input id="number" class="num" type="text" inputmode="tel" placeholder=${EN.phone.search} autocomplete="off" spellcheck="false" .value=${this.typed} @input=${(e: InputEvent) => (this.typed = (e.target as HTMLInputElement).value)} />
        ${this.typed
          ? html`<button type="button" class="btn ghost icon-only small" aria-label=${EN.phone.erase} @click=${() => this.erase(this.typed.slice(0, -1))} @dblclick=${() => this.erase('')}>${icon('erase')}</button>`
          : nothing}
      </form>
      <div class="tabs" role="tablist" aria-label=${EN.phone.tabs} @keydown=${this.tabKey}>
        ${TABS.map(
          (t) =>
            html`<button role="tab" id="tab-${t.tab}" aria-controls="panel" aria-selected=${this.tab === t.tab} tabindex=${this.tab === t.tab ? 0 : -1} @click=${() => (this.tab = t.tab)}>${icon(t.icon)}${EN.phone[t.tab]}</button>`,
        )}
      </div>
      <div class="panel ${this.tab === 'keypad' && !list ? 'pad' : ''}" id="panel" role="tabpanel" aria-labelledby="tab-${this.tab}">
        ${list ? this.list(found) : this.tab === 'keypad' ? this.keypad(digits && this.typed ? found[0] : undefined) : this.tab === 'people' ? this.everybody() : this.recent()}
      </div>
      <div class="foot"><button class="btn go call" @click=${this.submit} ?disabled=${!this.typed.trim() && !this.past.some((p) => p.direction === 'out')}>${icon('phone')}${EN.phone.call}</button></div>`;
  }

  private keypad(match: Person | undefined) {
    const name = match && match.name ? `${match.name} · ${match.number}` : '';
    return html`<pb-keypad @press=${(e: CustomEvent<string>) => this.press(e.detail)}></pb-keypad>
      <div class="match" role="status">${name ? html`<button class="btn ghost small" @click=${() => this.call(match!)}>${icon('phone')}${name}</button>` : nothing}</div>`;
  }

  private everybody() {
    if (!this.people.loaded) {
      return html`<ul aria-busy="true">${[70, 52, 64, 44].map((w) => html`<li class="wait"><span class="skeleton face"></span><span class="skeleton bar" ${vars({ width: `${w}%` })}></span></li>`)}</ul>`;
    }
    if (this.people.failed) {
      return html`<div class="empty">${icon('warn')}<p>${EN.state.failed}</p><button class="btn" @click=${this.askAgain}>${EN.state.again}</button></div>`;
    }
    return this.people.all.length ? this.list(this.people.all) : html`<div class="empty">${icon('people')}<h2>${EN.phone.noPeople}</h2><p>${EN.phone.noPeopleLead}</p></div>`;
  }

  /** Its button may be gone with the answer. */
  private askAgain(): void {
    void this.people.load();
    this.focusTab();
  }

  private focusTab(): void {
    this.shadowRoot?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
  }

  private list(people: Person[]) {
    return html`<ul class="list">
      ${people.map(
        (p) =>
          html`<li>
            <button @click=${() => this.call(p)}>
              <span class="sr">${EN.phone.call}</span>
              <span class="face" ${vars({ '--hue': hue(p.name || p.number) })} aria-hidden="true">${initials(p.name)}</span>
              <span class="name">${p.name || p.number}</span><span class="num quiet">${p.number}</span>${icon('phone')}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  private recent() {
    if (!this.past.length) {
      return html`<div class="empty">${icon('clock')}<h2>${EN.phone.noRecent}</h2><p>${EN.phone.noRecentLead}</p></div>`;
    }
    const now = Date.now();
    return html`<ul class="list">
        ${this.past.map((p) => this.pastCall(p, now))}
      </ul>
      <button class="btn ghost small clear" @click=${this.clear}>${EN.phone.clearRecent}</button>`;
  }

  private pastCall(p: Past, now: number) {
    const name = p.party.name || this.people.named(p.party.number) || p.party.number || EN.phone.anonymous;
    const bad = p.outcome === 'missed';
    const what = p.outcome === 'talked' ? duration(p.talkedS * 1000) : EN.phone[p.outcome];
    return html`<li>
      <button ?disabled=${!p.party.number} @click=${() => this.call({ name: p.party.name, number: p.party.number })}>
        <span class="sr">${EN.phone.call}</span>
        <span class="way ${bad ? 'bad' : ''}">${icon(bad ? 'missed' : p.direction === 'in' ? 'inbound' : 'outbound')}</span>
        <span class="name ${bad ? 'bad' : ''}">${name} <small>${what}</small></span>
        <span class="num quiet">${when(p.at, now)}</span>
      </button>
    </li>`;
  }

  private clear(): void {
    this.engine.history.clear();
    this.changed();
    this.focusTab();
  }
}
