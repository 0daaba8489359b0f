import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Me } from '../api/model';
import type { PhoneEngine } from '../phone/engine';
import type { People } from '../phone/people';
import { type PhoneCall, type PhoneState, ringing } from '../phone/state';
import { EN, fill } from '../strings';
import { base } from '../style/base';
import { icon } from './icons';
import { distinct, nameOfCall } from './names';
import type { PbCall } from './pb-call';
import './pb-call';
import './pb-dialer';
import type { PbDialer } from './pb-dialer';
import './pb-sound';

/** The softphone. */
@customElement('pb-phone')
export class PbPhone extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(20rem, 24rem) minmax(0, 1fr);
        grid-template-rows: auto 1fr;
        gap: var(--s5);
        max-width: 92rem;
        margin: 0 auto;
        padding: var(--s5);
      }
      .dialer {
        grid-row: 1 / span 2;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        height: calc(100dvh - 2 * var(--s5));
        max-height: 41rem;
        position: sticky;
        top: var(--s5);
      }
      .stage {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: start;
        gap: var(--s4);
        min-width: 0;
      }
      .stage:focus-visible {
        outline: none;
      }
      .head {
        display: flex;
        align-items: center;
        gap: var(--s3);
        min-height: 2.5rem;
      }
      .head h1 {
        flex: 1;
      }
      pb-call {
        border-radius: 1.5rem;
      }
      .ready .icon {
        color: var(--accent-text);
      }
      .side {
        display: grid;
        gap: var(--s4);
        align-content: start;
      }
      .keys {
        padding: var(--s5);
        display: grid;
        gap: var(--s3);
      }
      .keys dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--s2) var(--s4);
        font-size: var(--t-s);
        color: var(--ink-2);
      }
      kbd {
        font-family: var(--mono);
        font-size: var(--t-xs);
        padding: 0.1rem 0.4rem;
        border-radius: 0.35rem;
        background: var(--sunken);
        color: var(--ink);
        white-space: nowrap;
      }
      @media (min-width: 1360px) {
        :host {
          grid-template-columns: 24rem minmax(0, 1fr) 19rem;
          grid-template-rows: auto;
        }
        .dialer {
          grid-row: auto;
        }
        .side {
          padding-top: 3.5rem;
        }
      }
      @media (min-width: 900px) and (max-width: 1359px) {
        .side {
          grid-column: 2;
        }
      }
      @media (max-width: 899px) and (min-width: 641px) {
        :host {
          grid-template-columns: minmax(17rem, 19rem) minmax(0, 1fr);
          gap: var(--s4);
          padding: var(--s4);
        }
        .side {
          grid-column: 2;
        }
      }
      @media (max-width: 640px) {
        :host {
          grid-template-columns: minmax(0, 1fr);
          grid-template-rows: auto;
          padding: var(--s3);
          gap: var(--s4);
        }
        .stage {
          order: -1;
        }
        .stage.idle .empty {
          display: none;
        }
        .dialer {
          grid-row: auto;
          position: static;
          height: auto;
          max-height: none;
        }
        .keys {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) engine: PhoneEngine | undefined;
  @property({ attribute: false }) state: PhoneState | undefined;
  @property({ attribute: false }) people!: People;
  @property({ attribute: false }) me!: Me;
  @query('.stage') private readonly stage!: HTMLElement | null;
  @query('pb-dialer') private readonly dialer!: PbDialer | null;
  private readonly onKey = (e: KeyboardEvent) => this.key(e);
  /** Gets the focus as soon as it is shown: what is typed after it was dialled is meant for it. */
  private dialled: string | null = null;
  private had: { card: PbCall; button: HTMLElement | null } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
  }

  /** Shortcuts, where nobody types into a field and no button is meant. */
  private key(e: KeyboardEvent): void {
    if (!this.engine || !this.state || e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return;
    const inside = e.composedPath()[0] as HTMLElement;
    if (['INPUT', 'SELECT', 'TEXTAREA'].includes(inside.tagName)) return;
    const incoming = ringing(this.state);
    const selected = this.selected();
    const onButton = inside.tagName === 'BUTTON' || inside.tagName === 'A';
    if (e.key === '/') {
      e.preventDefault();
      this.dialer?.focusSearch();
    } else if (e.key === 'Enter' && incoming && !onButton) {
      this.engine.wish({ in: 'answer', key: incoming.key });
    } else if (e.key === 'Escape' && incoming) {
      this.engine.wish({ in: 'decline', key: incoming.key });
    } else if (/^[0-9*#+]$/.test(e.key)) {
      this.digit(e, selected);
    } else if (selected && !e.repeat) {
      this.callKey(e.key.toLowerCase(), selected);
    }
  }

  private digit(e: KeyboardEvent, selected: PhoneCall | undefined): void {
    if (selected && !selected.listensTo && selected.phase !== 'asking' && e.key !== '+') {
      if (!e.repeat) this.engine?.wish({ in: 'press', key: selected.key, tone: e.key });
    } else {
      e.preventDefault(); // else the browser types it once more, into the field that has the focus now
      this.dialer?.type(e.key);
    }
  }

  private callKey(key: string, selected: PhoneCall): void {
    const element = this.card(selected);
    if (key === 'm') element?.toggle('mute');
    else if (key === 'h') element?.toggle('hold');
    else if (key === 'e') this.engine?.wish({ in: 'hangup', key: selected.key });
  }

  private card(call: PhoneCall): PbCall | undefined {
    return [...(this.shadowRoot?.querySelectorAll<PbCall>('pb-call') ?? [])].find((c) => c.call.key === call.key);
  }

  /** Answered in front of whatever page is open. */
  showSelected(): void {
    this.dialled = this.engine?.state.selected ?? null;
    this.requestUpdate();
  }

  override willUpdate(): void {
    const at = this.shadowRoot?.activeElement;
    this.had = at?.localName === 'pb-call' ? { card: at as PbCall, button: at.shadowRoot?.activeElement as HTMLElement | null } : undefined;
  }

  override updated(): void {
    this.keepFocus();
    const call = this.state?.calls.find((c) => c.key === this.dialled);
    const card = call && this.card(call);
    if (card) {
      this.dialled = null;
      void card.updateComplete.then(() => card.focus());
    }
  }

  /** A card that moves, or that is gone, takes the focus with it. */
  private keepFocus(): void {
    if (!this.had || this.shadowRoot?.activeElement) return;
    const { card, button } = this.had;
    const selected = this.selected();
    if (button?.isConnected) button.focus();
    else if (card.isConnected) card.focus();
    else ((selected && this.card(selected)) ?? this.stage)?.focus();
  }

  private selected(): PhoneCall | undefined {
    return this.state?.calls.find((c) => c.key === this.state?.selected && c.phase !== 'ended');
  }

  override render() {
    if (!this.engine || !this.state) return nothing;
    const engine = this.engine;
    const calls = this.state.calls.filter((c) => c.phase !== 'offered');
    const labels = distinct(calls.map((c) => nameOfCall(c, this.people)));
    const order = [...calls].sort((a, b) => Number(b.key === this.state!.selected) - Number(a.key === this.state!.selected));
    return html`<div class="card dialer"><pb-dialer .engine=${engine} .people=${this.people} @dialled=${this.showSelected}></pb-dialer></div>
      <div class="stage ${calls.length ? '' : 'idle'}" tabindex="-1">
        <div class="head">
          <h1>${EN.phone.title}</h1>
          <span class="chip ${this.state.link === 'up' ? 'go' : 'warn'}" role="status"><i class="dot ${this.state.link === 'up' ? 'go' : ''}"></i>${this.state.link === 'up' ? this.me.phone : EN.state.reconnecting}</span>
        </div>
        ${repeat(
          order,
          (c) => c.key,
          (c) => html`<pb-call .engine=${engine} .call=${c} .people=${this.people} .label=${labels[calls.indexOf(c)]} @dialled=${this.showSelected}></pb-call>`,
        )}
        ${calls.length ? nothing : this.idle()}
      </div>
      <div class="side">
        <div class="card"><pb-sound .engine=${engine}></pb-sound></div>
        <div class="card keys">
          <h2>${EN.phone.shortcuts}</h2>
          <dl>${EN.keys.map(([k, what]) => html`<dt><kbd>${k}</kbd></dt><dd>${what}</dd>`)}</dl>
        </div>
      </div>`;
  }

  private idle() {
    const up = this.state!.link === 'up';
    return html`<div class="card empty ready">
      ${icon(up ? 'phone' : 'warn')}
      <h2>${up ? EN.phone.readyTitle : EN.phone.offTitle}</h2>
      <p>${up ? fill(EN.phone.readyLead, { phone: this.me.name || this.me.user }) : EN.phone.offLead}</p>
    </div>`;
  }
}
