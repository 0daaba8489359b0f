import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { errorName, type Use, USES } from '../phone/devices';
import type { PhoneEngine } from '../phone/engine';
import { Meter } from '../phone/meter';
import { notificationsPossible } from '../phone/notify';
import { EN } from '../strings';
import { base } from '../style/base';
import { focusInside, KeepFocus } from './focus';
import { icon, type IconName } from './icons';
import './pb-meter';

const ICONS: Record<Use, IconName> = { microphone: 'mic', speaker: 'volume', ringer: 'bell' };

/** What this browser hears with and rings on. */
@customElement('pb-sound')
export class PbSound extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--s4);
        padding: var(--s5);
      }
      .choice {
        display: grid;
        grid-template-columns: auto 1fr;
        align-items: center;
        gap: var(--s1) var(--s3);
      }
      .choice .icon {
        color: var(--ink-3);
        grid-row: 2;
      }
      .choice label {
        grid-column: 2;
        font-size: var(--t-s);
        font-weight: 550;
        color: var(--ink-2);
      }
      .select {
        position: relative;
        grid-column: 2;
      }
      .select::after {
        content: '';
        position: absolute;
        right: 1rem;
        top: 50%;
        width: 0.45rem;
        height: 0.45rem;
        border: solid var(--ink-2);
        border-width: 0 1.5px 1.5px 0;
        transform: translateY(-70%) rotate(45deg);
        pointer-events: none;
      }
      select {
        appearance: none;
        width: 100%;
        min-height: 2.5rem;
        padding: 0 2.25rem 0 var(--s3);
        border: 1px solid var(--line-strong);
        border-radius: var(--r-m);
        background: var(--surface);
        text-overflow: ellipsis;
      }
      .test {
        display: grid;
        grid-template-columns: auto 1fr;
        align-items: center;
        gap: var(--s3);
        min-height: 2rem;
        padding-left: 2rem;
      }
      .notify {
        display: flex;
        align-items: center;
        gap: var(--s3);
      }
      .notify p {
        flex: 1;
      }
      .notify .icon {
        color: var(--ink-3);
      }
    `,
  ];

  @property({ attribute: false }) engine!: PhoneEngine;
  @state() private level: number | undefined;
  @state() private problem: [string, string] | undefined;
  @state() private allowed = notificationsPossible() ? Notification.permission : 'denied';
  private stopTest: (() => void) | undefined;
  private readonly changed = () => this.requestUpdate();

  constructor() {
    super();
    new KeepFocus(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.engine.devices.addEventListener('change', this.changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.engine.devices.removeEventListener('change', this.changed);
    this.stopTest?.();
  }

  override focus(): void {
    focusInside(this);
  }

  /** What was chosen by hand stays so whatever the list is, unless it is said. */
  override updated(): void {
    for (const use of USES) {
      const select = this.shadowRoot?.querySelector<HTMLSelectElement>(`#${use}`);
      if (select) select.value = this.engine.devices.choice(use);
    }
  }

  private choose(use: Use, id: string): void {
    this.engine.devices.choose(use, id);
    if (use === 'microphone' && this.stopTest) {
      this.stopTest();
      void this.test();
    }
  }

  private async test(): Promise<void> {
    if (this.stopTest) {
      this.stopTest();
      return;
    }
    this.problem = undefined;
    let ended = false;
    this.stopTest = () => {
      ended = true;
      this.stopTest = undefined;
    };
    try {
      const stream = await this.engine.devices.microphone();
      if (ended) {
        stream.getTracks().forEach((t) => t.stop());
        return;
      }
      const audio = new AudioContext();
      const meter = new Meter(audio, stream);
      const timer = setInterval(() => (this.level = meter.read()), 80);
      this.level = -96;
      this.stopTest = () => {
        clearInterval(timer);
        stream.getTracks().forEach((t) => t.stop());
        void audio.close();
        this.level = undefined;
        this.stopTest = undefined;
      };
    } catch (e) {
      if (!ended) this.stopTest = undefined;
      this.problem = EN.microphoneErrors[errorName(e)] ?? [EN.state.failed, String(e)];
    }
  }

  private async ask(): Promise<void> {
    this.allowed = await Notification.requestPermission();
  }

  override render() {
    return html`<h2 tabindex="-1">${EN.phone.sound}</h2>
      ${USES.map((use) => this.choice(use, ICONS[use]))}
      ${this.problem ? html`<p class="banner stop" role="alert">${icon('mic')}<span><b>${this.problem[0]}.</b> ${this.problem[1]}</span></p>` : nothing}
      <h2>${EN.phone.notifications}</h2>
      <div class="notify">
        ${icon(this.allowed === 'granted' ? 'bell' : 'bellOff')}
        <p class="quiet">${this.allowed === 'denied' ? EN.phone.notifyOff : EN.phone.notifyOn}</p>
        ${this.allowed === 'default' ? html`<button class="btn small" @click=${() => void this.ask()}>${EN.phone.notifyAsk}</button>` : nothing}
      </div>`;
  }

  private choice(use: Use, name: IconName) {
    const { devices } = this.engine;
    const list = use === 'microphone' ? devices.inputs : devices.outputs;
    const able = use === 'microphone' || devices.canChooseOutput;
    const chosen = devices.choice(use);
    return html`<div class="choice">
        ${icon(name)}
        <label for=${use}>${EN.phone[use]}</label>
        <div class="select"><select id=${use} ?disabled=${!able} title=${able ? '' : EN.phone.outputBySystem} @change=${(e: Event) => this.choose(use, (e.target as HTMLSelectElement).value)}>
          <option value="" ?selected=${chosen === ''}>${EN.phone.standard}</option>
          ${list.map((d) => html`<option value=${d.id} ?selected=${chosen === d.id}>${d.label}</option>`)}
        </select></div>
      </div>
      ${use === 'microphone'
        ? html`<div class="test">
            <button class="btn small" @click=${() => void this.test()}>${this.level === undefined ? EN.phone.test : EN.phone.testStop}</button>
            <pb-meter .db=${this.level} label=${EN.phone.microphone}></pb-meter>
          </div>`
        : nothing}`;
  }
}
