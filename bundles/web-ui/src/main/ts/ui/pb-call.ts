import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PhoneEngine } from '../phone/engine';
import { grade } from '../phone/mos';
import type { People, Person } from '../phone/people';
import { current, type PhoneCall } from '../phone/state';
import { EN, fill } from '../strings';
import { base } from '../style/base';
import { callStyle } from './call-style';
import { codecName, duration, figure, hue, initials } from './format';
import { vars } from './vars';
import { icon, type IconName } from './icons';
import './pb-dialog';
import './pb-keypad';
import './pb-meter';
import './pb-who';

type Panel = 'keys' | 'transfer' | 'add' | null;

/** One call with its buttons. Tells `add` with a {@link Person}. */
@customElement('pb-call')
export class PbCall extends LitElement {
  static override styles = [base, callStyle];

  @property({ attribute: false }) engine!: PhoneEngine;
  @property({ attribute: false }) call!: PhoneCall;
  @property({ attribute: false }) people: People | undefined;
  /** Whether a third may be added here. */
  @state() private panel: Panel = null;
  @state() private levels: { out?: number; in?: number } = {};
  @state() private now = Date.now();
  private frame = 0;
  private clock = 0;

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

  /** From the page's shortcuts. */
  toggle(what: 'mute' | 'hold'): void {
    const { key, muted, held } = this.call;
    this.engine.wish(what === 'mute' ? { in: 'mute', key, on: !muted } : { in: 'hold', key, on: !held });
  }

  private line(): string {
    const c = this.call;
    if (c.phase === 'ended') return [EN.causes[c.cause ?? 'normal'] ?? EN.causes.normal, c.upSince ? duration((c.endedAt ?? 0) - c.upSince) : ''].filter(Boolean).join(' · ');
    if (c.transfer === 'begun' || c.transfer === 'ringing') return EN.phone.transferBegun;
    if (c.path === 'lost') return EN.phone.pathLost;
    if (c.path === 'shaky') return EN.phone.pathShaky;
    if (c.held) return EN.phone.onHold;
    return c.phase === 'up' ? '' : EN.phone[c.phase];
  }

  override render() {
    const c = this.call;
    const name = c.party.name || this.people?.named(c.party.number) || c.party.number || EN.phone.anonymous;
    const line = this.line();
    return html`<section class="card ${c.phase} ${c.held ? 'held' : ''}" aria-label=${name}>
      <header>
        <span class="face" ${vars({ '--hue': hue(name) })} aria-hidden="true">${initials(name)}</span>
        <div class="who">
          <h2>${name}</h2>
          <p class="quiet num">${name === c.party.number ? ' ' : c.party.number}</p>
        </div>
        <div class="time">
          <b class="num" role="timer">${c.upSince !== null ? duration((c.endedAt ?? this.now) - c.upSince) : ''}</b>
          <p class="state" role="status">${line}</p>
        </div>
      </header>
      ${c.phase === 'ended' ? this.over(c) : c.held ? this.waiting(c) : html`${this.sound(c)} ${this.buttons(c, name)} ${this.keys(c)}`}
    </section>
    ${this.dialog(c, name)}`;
  }

  private over(c: PhoneCall) {
    const help = c.cause === 'media' ? EN.microphoneErrors[c.detail ?? ''] : undefined;
    return html`${help ? html`<p class="banner stop">${icon('mic')}<span><b>${help[0]}.</b> ${help[1]}</span></p>` : c.cause === 'media' && c.detail ? html`<p class="quiet">${c.detail}</p>` : nothing}
      <div class="row end">
        ${c.party.number && c.direction === 'out' ? html`<button class="btn small" @click=${() => this.again(c)}>${icon('phone')}${EN.state.again}</button>` : nothing}
        <button class="btn ghost small" @click=${() => this.engine.wish({ in: 'dismiss', key: c.key })}>${EN.state.close}</button>
      </div>`;
  }

  private again(c: PhoneCall): void {
    this.engine.wish({ in: 'dismiss', key: c.key });
    this.engine.wish({ in: 'dial', to: c.party.number, name: c.party.name });
  }

  private sound(c: PhoneCall) {
    const q = this.engine.qualityOf(c.session);
    const g = q ? grade(q.mos) : undefined;
    return html`<div class="sound">
      <span>${EN.phone.you}</span><pb-meter .db=${c.muted || c.held ? -96 : this.levels.out} label=${EN.phone.you}></pb-meter>
      <span>${EN.phone.them}</span><pb-meter .db=${this.levels.in} label=${EN.phone.them}></pb-meter>
    </div>
    <dl class="quality" aria-label=${EN.phone.quality}>
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
      ${this.control(c.muted ? 'micOff' : 'mic', c.muted ? EN.phone.unmute : EN.phone.mute, c.muted, () => this.toggle('mute'), true)}
      ${this.control(c.held ? 'play' : 'pause', c.held ? EN.phone.resume : EN.phone.hold, c.held, () => this.toggle('hold'), up)}
      ${this.control('keypad', EN.phone.keys, this.panel === 'keys', () => this.open(this.panel === 'keys' ? null : 'keys'), c.phase !== 'asking')}
      ${this.control('transfer', EN.phone.transfer, undefined, () => this.open('transfer'), up)}
      ${this.control('add', EN.phone.add, undefined, () => this.open('add'), up && !c.held)}
    </div>
    <button class="btn stop hangup" @click=${() => this.engine.wish({ in: 'hangup', key: c.key })}>${icon('hangup')}${EN.phone.hangup}</button>`;
  }

  /** A call on hold is small: it only waits to be taken up again. */
  private waiting(c: PhoneCall) {
    return html`<div class="row">
      <button class="btn primary" @click=${() => this.toggle('hold')}>${icon('play')}${EN.phone.resume}</button>
      <button class="btn" @click=${() => this.open('transfer')}>${icon('transfer')}${EN.phone.transfer}</button>
      <button class="btn stop" @click=${() => this.engine.wish({ in: 'hangup', key: c.key })}>${icon('hangup')}${EN.phone.hangup}</button>
    </div>`;
  }

  private control(name: IconName, label: string, pressed: boolean | undefined, act: () => void, able: boolean) {
    return html`<button class="control ${pressed ? 'on' : ''}" ?disabled=${!able} @click=${act}><span>${icon(name)}</span>${label}</button>`;
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
      const others = current(this.engine.state).filter((o) => o.key !== c.key && o.id && o.phase !== 'offered' && o.phase !== 'asking');
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
    this.engine.wish({ in: 'dial', to: to.number, name: to.name });
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
