import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Call, Leg } from '../api/model';
import { Problem, type Rest } from '../api/rest';
import { command, type Deed, deeds } from '../house/deeds';
import { withheld } from '../house/withheld';
import { grade, mos } from '../phone/mos';
import type { People, Person } from '../phone/people';
import { EN, fill } from '../strings';
import { base } from '../style/base';
import { focusInside, KeepFocus } from './focus';
import { codecName, duration, figure, nameOf, titleOf } from './format';
import { icon, type IconName } from './icons';
import { liveCall } from './live-call-style';
import './pb-dialog';
import './pb-hub';
import './pb-matrix';
import './pb-menu';
import type { MenuItem } from './pb-menu';
import './pb-meter';
import './pb-who';

const DEEDS: Record<Deed, { icon: IconName; label: string; bad?: boolean }> = {
  hold: { icon: 'pause', label: EN.now.hold },
  resume: { icon: 'play', label: EN.now.resume },
  mute: { icon: 'micOff', label: EN.now.mute },
  unmute: { icon: 'mic', label: EN.now.unmute },
  move: { icon: 'transfer', label: EN.now.move },
  room: { icon: 'room', label: EN.now.room },
  join: { icon: 'add', label: EN.now.join },
  kick: { icon: 'out', label: EN.now.kick, bad: true },
  'hangup-leg': { icon: 'hangup', label: EN.now.hangupLeg, bad: true },
};

/** One call of the house, drawn and to be acted on. */
@customElement('pb-live-call')
export class PbLiveCall extends LitElement {
  static override styles = [base, liveCall];

  @property({ attribute: false }) call!: Call;
  /** The one that this one only listens to. */
  @property({ attribute: false }) heard: Call | undefined;
  @property({ type: Number }) listeners = 0;
  /** Whether one may listen to it. */
  @property({ type: Boolean }) listens = false;
  @property({ attribute: false }) rest!: Rest;
  @property({ attribute: false }) people: People | undefined;
  @property({ type: Number }) now = 0;
  @state() private asking: { deed: Deed; leg: Leg } | undefined;

  constructor() {
    super();
    new KeepFocus(this);
  }

  override focus(): void {
    focusInside(this);
  }

  private async act(name: string, fields: object): Promise<void> {
    try {
      await this.rest.command(this.call.id, name, fields);
    } catch (e) {
      const text = e instanceof Problem && e.status === 403 ? EN.now.forbidden : e instanceof Error ? e.message : String(e);
      this.dispatchEvent(new CustomEvent('toast', { detail: { text, bad: true }, bubbles: true, composed: true }));
    }
  }

  private choose(deed: Deed, leg: Leg): void {
    if (deed === 'move' || deed === 'room' || deed === 'join') {
      this.asking = { deed, leg };
    } else {
      this.carryOut(deed, leg);
    }
  }

  private carryOut(deed: Deed, leg: Leg, to = ''): void {
    this.asking = undefined;
    const c = command(deed, this.call, leg, to);
    void this.act(c.command, c.fields);
  }

  override render() {
    const c = this.call;
    const title = c.listensTo ? fill(EN.now.listensTo, { who: nameOf(c.caller), call: this.heard ? titleOf(this.heard) : EN.now.somebodys }) : titleOf(c);
    const inMix = Object.keys(c.hears ?? {}).length;
    const locked = c.state === 'LOCKED';
    const talks = ['TALKING', 'THREE_WAY', 'IN_ROOM', 'IN_APP', 'LISTENING'].includes(c.state);
    return html`<article tabindex="-1" class="card" aria-label=${title}>
      <header>
        <h2>${title}</h2>
        <span class="chip ${talks ? 'go' : locked ? 'stop' : 'warn'}">${locked ? icon('lock') : nothing}${EN.states[c.state] ?? c.state}</span>
        ${this.listeners ? html`<span class="chip warn" title=${fill(EN.now.listeners, { n: this.listeners })}>${icon('ear')}<span class="num">${this.listeners}</span><span class="sr">${fill(EN.now.listeners, { n: this.listeners })}</span></span>` : nothing}
        <span class="num time" title=${c.app ?? ''}>${duration(this.now - c.since)}</span>
        ${c.room
          ? html`<button class="btn ghost small icon-only" aria-label=${locked ? EN.now.unlock : EN.now.lock} title=${locked ? EN.now.unlock : EN.now.lock} aria-pressed=${locked} @click=${() => void this.act('lock', { on: !locked })}>${icon('lock')}</button>`
          : nothing}
        ${this.listens && !c.listensTo && c.legs.length && (c.room || c.state !== 'IN_ROOM')
          ? html`<button class="btn ghost small icon-only" aria-label=${EN.now.listen} title=${EN.now.listen} @click=${() => this.dispatchEvent(new CustomEvent('listen', { detail: c, bubbles: true, composed: true }))}>${icon('ear')}</button>`
          : nothing}
        <button class="btn ghost small icon-only end" aria-label=${EN.now.hangupCall} title=${EN.now.hangupCall} @click=${() => void this.act('hangup', {})}>${icon('hangup')}</button>
      </header>
      <div role="status">${this.notJoined(c)}</div>
      <div class="picture">
        <pb-hub .call=${c}></pb-hub>
        ${inMix > 1 && inMix <= 12 ? html`<figure><figcaption>${EN.now.hearsTitle}</figcaption><pb-matrix .call=${c}></pb-matrix></figure>` : nothing}
        ${inMix > 12 ? html`<p class="quiet">${fill(EN.now.manyHear, { n: inMix })}</p>` : nothing}
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">${EN.now.leg}</th>
            <th scope="col" class="level">${EN.now.level}</th>
            <th scope="col">${EN.now.codec}</th>
            <th scope="col" class="n">${EN.now.loss}</th>
            <th scope="col" class="n">${EN.now.jitter}</th>
            <th scope="col" class="n">${EN.now.mos}</th>
            <th scope="col"><span class="sr">${EN.now.actionsTitle}</span></th>
          </tr>
        </thead>
        <tbody>
          ${repeat(c.legs, (l) => l.id, (l) => this.row(l))}
        </tbody>
      </table>
    </article>
    ${this.question()}`;
  }

  private notJoined(c: Call) {
    if (!c.notJoined) return nothing;
    const why = EN.causes[c.notJoined] ?? EN.causes.unavailable!;
    return html`<p class="banner">
      ${icon('warn')}<span>${fill(EN.now.notJoined, { why })}</span>
      <button class="btn ghost small icon-only" aria-label=${EN.state.close} title=${EN.state.close} @click=${() => this.dispatchEvent(new Event('read'))}>${icon('close')}</button>
    </p>`;
  }

  private row(l: Leg) {
    const name = nameOf(l.party);
    const measured = l.lossPercent !== undefined;
    const score = l.mos ?? (measured ? mos(l) : undefined);
    const state = l.held ? 'held' : l.state;
    return html`<tr>
      <th scope="row">
        ${name}<small>${l.target}${state !== 'up' ? html` · <b>${EN.states[state] ?? state}</b>` : nothing}${l.muted ? html` · <b>${EN.phone.muted}</b>` : nothing}</small>
      </th>
      <td class="level"><pb-meter .db=${l.levelDb} label="${EN.now.level} ${name}" off=${l.muted ? EN.phone.muted : ''}></pb-meter></td>
      <td data-label=${EN.now.codec}>${codecName(l.codec)}${l.protection && l.protection !== 'none' ? html`<span class="lock" title=${l.protection}>${icon('lock')}<span class="sr">SRTP</span></span>` : nothing}</td>
      <td class="n num" data-label=${EN.now.loss}>${figure(l.lossPercent, 1, ' %')}</td>
      <td class="n num" data-label=${EN.now.jitter}>${figure(l.jitterMs, 0, ' ms')}</td>
      <td class="n num" data-label=${EN.now.mos}>${score === undefined ? '–' : html`<span class="mos ${grade(score)}">${score.toFixed(1)}</span>`}</td>
      <td class="menu">
        <pb-menu label=${fill(EN.now.actions, { who: name })} .items=${this.items(l)}></pb-menu>
      </td>
    </tr>`;
  }

  private items(l: Leg): MenuItem[] {
    const offered = deeds(this.call, l);
    return [
      ...offered.map((d) => ({ ...DEEDS[d], act: () => this.choose(d, l) })),
      ...withheld(this.call, l, offered).map(({ deed, why }) => ({ ...DEEDS[deed], why: EN.now.whyNot[why], act: () => undefined })),
    ];
  }

  private question() {
    if (!this.asking) return nothing;
    const { deed, leg } = this.asking;
    const who = nameOf(leg.party);
    const [heading, lead, action, label] =
      deed === 'room'
        ? [EN.now.roomTitle, EN.now.roomLead, EN.now.roomGo, EN.now.roomNumber]
        : deed === 'move'
          ? [EN.now.moveTitle, EN.now.moveLead, EN.now.moveGo, EN.phone.to]
          : [EN.phone.addTitle, EN.phone.addLead, EN.phone.addGo, EN.phone.to];
    return html`<pb-dialog .heading=${fill(heading, { who })} .lead=${lead} @close=${() => (this.asking = undefined)}>
      <pb-who .people=${deed === 'room' ? undefined : this.people} action=${action} label=${label} @go=${(e: CustomEvent<Person>) => this.carryOut(deed, leg, e.detail.number)}></pb-who>
    </pb-dialog>`;
  }
}
