import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PhoneEngine } from '../phone/engine';
import { grade } from '../phone/mos';
import type { People, Person } from '../phone/people';
import { current, type PhoneCall } from '../phone/state';
import { EN, fill } from '../strings';
import { base } from '../style/base';
import { callStyle } from './call-style';
import { focusInside, KeepFocus } from './focus';
import { codecName, duration, figure, hue, initials } from './format';
import { icon, type IconName } from './icons';
import { nameOfCall } from './names';
import { sentence } from './notice-text';
import { vars } from './vars';
import './pb-dialog';
import './pb-keypad';
import './pb-meter';
import './pb-who';

type Panel = 'keys' | 'transfer' | 'add' | null;

/** One call with its buttons. Tells `dialled` where it has made another. */
@customElement('pb-call')
export class PbCall extends LitElement {
  static override styles = [base, callStyle];

  @property({ attribute: false }) engine!: PhoneEngine;
  @property({ attribute: false }) call!: PhoneCall;
  @property({ attribute: false }) people: People | undefined;
  /** Its name among the others; empty where it is that of who is called. */
  @property() label = '';
  @state() private panel: Panel = null;
  @state() private levels: { out?: number; in?: number } = {};
  @state() private now = Date.now();
  private frame = 0;
  private clock = 0;

  constructor() {
    super();
    new KeepFocus(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.clock = window.setInterval(() => (this.now = Date.now()), 500);
    const look = () => {
      this.frame = window.setTimeout(look, 100);
      if (document.visibilityState === 'visible') this.levels = this.engine.levels(this.call.session);
    };
    look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.clock);
    clearTimeout(this.frame);
  }

  override focus(): void {
    focusInside(this);
  }

  /** From the page's shortcuts. */
  toggle(what: 'mute' | 'hold'): void {
    const { key, muted, held, cut, listensTo } = this.call;
    if (listensTo) return;
    this.engine.wish(what === 'mute' ? { in: 'mute', key, on: !muted } : { in: 'hold', key, on: !held && !cut });
  }

  private line(): string {
    const c = this.call;
    if (c.phase === 'ended') return [this.ending(c), c.upSince ? duration((c.endedAt ?? 0) - c.upSince) : ''].filter(Boolean).join(' · ');
    if (c.joining !== null) return fill(EN.phone.adding, { who: this.people?.named(c.joining) || c.joining });
    if (c.transfer === 'begun' || c.transfer === 'ringing') return EN.phone.transferBegun;
    if (c.path === 'lost') return EN.phone.pathLost;
    if (c.path === 'shaky') return EN.phone.pathShaky;
    if (c.cut) return EN.phone.cut;
    if (c.held) return EN.phone.onHold;
    return c.phase === 'up' ? '' : EN.phone[c.phase];
  }

  private ending(c: PhoneCall): string | undefined {
    if (c.listensTo && (c.cause ?? 'normal') === 'normal') return EN.phone.listenOver;
    return EN.causes[c.cause ?? 'normal'] ?? EN.causes.normal;
  }

  override render() {
    const c = this.call;
    const name = nameOfCall(c, this.people);
    const second = c.listensTo ? c.heard : name === c.party.number ? '' : c.party.number;
    const line = this.line();
    return html`<section tabindex="-1" class="card ${c.phase} ${c.held || c.cut ? 'held' : ''}" aria-label=${this.label || name}>
      <header>
        <span class="face" ${vars({ '--hue': hue(name) })} aria-hidden="true">${c.listensTo ? icon('ear') : initials(name)}</span>
        <div class="who">
          <h2>${name}</h2>
          <p class="quiet num">${second || ' '}</p>
        </div>
        <div class="time">
          <b class="num" role="timer">${c.upSince !== null ? duration((c.endedAt ?? this.now) - c.upSince) : ''}</b>
          <p class="state" role="status">${line}</p>
        </div>
      </header>
      ${this.body(c, name)}
    </section>
    ${this.dialog(c, name)}`;
  }

  private body(c: PhoneCall, name: string) {
    if (c.phase === 'ended') return this.over(c);
    if (c.listensTo) return this.listening(c);
    return c.held || c.cut ? this.waiting(c) : html`${this.sound(c)} ${this.quality(c)} ${this.buttons(c, name)} ${this.keys(c)}`;
  }

  /** Nobody there hears it: there is nothing to mute, hold or give away. */
  private listening(c: PhoneCall) {
    return html`<p class="quiet">${EN.phone.listensLead}</p>
      <div class="sound one"><span>${EN.phone.heard}</span><pb-meter .db=${this.levels.in} label=${EN.phone.heard}></pb-meter></div>
      ${this.quality(c)} ${this.hangup(c, EN.phone.listenStop)}`;
  }

  private over(c: PhoneCall) {
    const help = c.cause === 'media' ? EN.microphoneErrors[c.detail ?? ''] : undefined;
    return html`${help ? html`<p class="banner stop">${icon('mic')}<span><b>${help[0]}.</b> ${help[1]}</span></p>` : c.cause === 'media' && c.detail ? html`<p class="quiet">${c.detail}</p>` : c.listensTo && c.detail ? html`<p>${sentence(c.detail)}</p>` : nothing}
      <div class="row end">
        ${c.party.number && c.direction === 'out' && !c.listensTo ? html`<button class="btn small" @click=${() => this.again(c)}>${icon('phone')}${EN.state.again}</button>` : nothing}
        <button class="btn ghost small" @click=${() => this.engine.wish({ in: 'dismiss', key: c.key })}>${EN.state.close}</button>
      </div>`;
  }

  private again(c: PhoneCall): void {
    this.engine.wish({ in: 'dismiss', key: c.key });
    this.dial(c.party);
  }

  private dial({ number, name }: Person): void {
    this.engine.wish({ in: 'dial', to: number, name });
    this.dispatchEvent(new Event('dialled'));
  }

  private sound(c: PhoneCall) {
    return html`<div class="sound">
      <span class=${c.muted ? 'muted' : ''}>${c.muted ? icon('micOff') : nothing}${EN.phone.you}</span><pb-meter .db=${this.levels.out} label=${EN.phone.you} off=${c.muted ? EN.phone.muted : ''}></pb-meter>
      <span>${EN.phone.them}</span><pb-meter .db=${this.levels.in} label=${EN.phone.them}></pb-meter>
    </div>`;
  }

  private quality(c: PhoneCall) {
    const q = this.engine.qualityOf(c.session);
    const g = q ? grade(q.mos) : undefined;
    return html`<dl class="quality" aria-label=${EN.phone.quality}>
      <div><dt>${EN.now.codec}</dt><dd>${codecName(q?.codec)}</dd></div>
      <div><dt>${EN.now.loss}</dt><dd class="num">${figure(q?.lossPercent, 1, ' %')}</dd></div>
      <div><dt>${EN.now.jitter}</dt><dd class="num">${figure(q?.jitterMs, 0, ' ms')}</dd></div>
      <div><dt>${EN.phone.rtt}</dt><dd class="num">${figure(q?.rttMs, 0, ' ms')}</dd></div>
      <div><dt>${EN.now.mos}</dt><dd class="num mos ${g ?? ''}">${figure(q?.mos, 1)}</dd></div>
    </dl>`;
  }

  private buttons(c: PhoneCall, name: string) {
    const up = c.phase === 'up';
    return html`<div class="controls" role="group" aria-label=${name}>
      ${this.control('mute', c.muted ? 'micOff' : 'mic', c.muted ? EN.phone.unmute : EN.phone.mute, c.muted, () => this.toggle('mute'), true)}
      ${this.control('hold', 'pause', EN.phone.hold, undefined, () => this.toggle('hold'), up)}
      ${this.control('keys', 'keypad', EN.phone.keys, this.panel === 'keys', () => this.open(this.panel === 'keys' ? null : 'keys'), c.phase !== 'asking')}
      ${this.control('transfer', 'transfer', EN.phone.transfer, undefined, () => this.open('transfer'), up)}
      ${this.control('add', 'add', EN.phone.add, undefined, () => this.open('add'), up)}
    </div>
    ${this.hangup(c, EN.phone.hangup)}`;
  }

  private hangup(c: PhoneCall, label: string) {
    return html`<button class="btn stop hangup" data-does="hangup" @click=${() => this.engine.wish({ in: 'hangup', key: c.key })}>${icon('hangup')}${label}</button>`;
  }

  /** A call on hold is small: it only waits to be taken up again. */
  private waiting(c: PhoneCall) {
    return html`<div class="row">
      <button class="btn primary" data-does="hold" @click=${() => this.toggle('hold')}>${icon('play')}${EN.phone.resume}</button>
      <button class="btn" data-does="transfer" @click=${() => this.open('transfer')}>${icon('transfer')}${EN.phone.transfer}</button>
      <button class="btn stop" data-does="hangup" @click=${() => this.engine.wish({ in: 'hangup', key: c.key })}>${icon('hangup')}${EN.phone.hangup}</button>
    </div>`;
  }

  private control(does: string, name: IconName, label: string, pressed: boolean | undefined, act: () => void, able: boolean) {
    return html`<button class="control ${pressed ? 'on' : ''}" data-does=${does} ?disabled=${!able} @click=${act}><span>${icon(name)}</span>${label}</button>`;
  }

  private open(panel: Panel): void {
    this.panel = panel;
  }

  private keys(c: PhoneCall) {
    return this.panel === 'keys'
      ? html`<div class="keys">
          <output class="num" aria-label=${EN.phone.keys}>${c.keys || ' '}</output>
          <pb-keypad compact @press=${(e: CustomEvent<string>) => this.engine.wish({ in: 'press', key: c.key, tone: e.detail })}></pb-keypad>
        </div>`
      : nothing;
  }

  private dialog(c: PhoneCall, name: string) {
    if (this.panel === 'transfer') {
      const others = current(this.engine.state).filter((o) => o.key !== c.key && o.id && !o.listensTo && o.phase !== 'offered' && o.phase !== 'asking');
      return html`<pb-dialog .heading=${fill(EN.phone.transferTitle, { who: name })} .lead=${EN.phone.transferLead} @close=${() => this.open(null)}>
        ${others.length ? html`<div class="others"><h3>${EN.phone.transferOther}</h3>${others.map((o) => html`<button class="btn" @click=${() => this.attend(o)}>${icon('swap')}${o.party.name || o.party.number}</button>`)}</div>` : nothing}
        <pb-who .people=${this.people} action=${EN.phone.transferNow} other=${EN.phone.askFirst} @go=${(e: CustomEvent<Person>) => this.transfer(e.detail)} @other=${(e: CustomEvent<Person>) => this.consult(e.detail)}></pb-who>
        <p class="quiet">${EN.phone.askFirst}: ${EN.phone.askFirstLead}</p>
      </pb-dialog>`;
    }
    if (this.panel === 'add') {
      return html`<pb-dialog .heading=${EN.phone.addTitle} .lead=${EN.phone.addLead} @close=${() => this.open(null)}>
        <pb-who .people=${this.people} action=${EN.phone.addGo} @go=${(e: CustomEvent<Person>) => this.add(e.detail)}></pb-who>
      </pb-dialog>`;
    }
    return nothing;
  }

  private transfer(to: Person): void {
    this.open(null);
    this.engine.wish({ in: 'transfer', key: this.call.key, to: to.number });
  }

  private consult(to: Person): void {
    this.open(null);
    this.dial(to);
  }

  private attend(other: PhoneCall): void {
    this.open(null);
    this.engine.wish({ in: 'attend', key: this.call.key, other: other.key });
  }

  private add(who: Person): void {
    this.open(null);
    this.engine.wish({ in: 'join', key: this.call.key, to: who.number });
  }
}
