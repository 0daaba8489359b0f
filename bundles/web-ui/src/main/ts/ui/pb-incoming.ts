import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PhoneEngine } from '../phone/engine';
import type { People } from '../phone/people';
import { type PhoneCall, type PhoneState, current } from '../phone/state';
import { EN } from '../strings';
import { base } from '../style/base';
import { KeepFocus } from './focus';
import { hue, initials } from './format';
import { icon } from './icons';
import { distinct, nameOfCall } from './names';
import { vars } from './vars';

/** Calls that ring here, in front of whatever page is open. Tells `answered`, and `left` where the focus was in one that is gone. */
@customElement('pb-incoming')
export class PbIncoming extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: fixed;
        inset: var(--s4) var(--s4) auto auto;
        display: grid;
        gap: var(--s3);
        width: min(23rem, calc(100vw - 2rem));
        z-index: 20;
      }
      section {
        display: grid;
        gap: var(--s4);
        padding: var(--s4);
        border-radius: 1.5rem;
        background: var(--raised);
        box-shadow: var(--lift-3);
        animation: drop var(--calm) var(--ease);
      }
      @keyframes drop {
        from {
          opacity: 0;
          transform: translateY(-1rem);
        }
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--s3);
      }
      header div {
        min-width: 0;
        flex: 1;
      }
      h2 {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .face {
        position: relative;
        display: grid;
        place-items: center;
        width: 3rem;
        height: 3rem;
        border-radius: 50%;
        font-weight: 700;
        background: light-dark(oklch(0.92 0.045 var(--hue)), oklch(0.34 0.05 var(--hue)));
        color: light-dark(oklch(0.38 0.09 var(--hue)), oklch(0.9 0.06 var(--hue)));
      }
      .face::after {
        content: '';
        position: absolute;
        inset: 0;
        border-radius: 50%;
        border: 2px solid var(--go);
        animation: ring 1.4s var(--ease) infinite;
      }
      section.ignored .face::after {
        display: none;
      }
      @keyframes ring {
        from {
          transform: scale(1);
          opacity: 0.9;
        }
        to {
          transform: scale(1.5);
          opacity: 0;
        }
      }
      .row {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--s2);
      }
      .row .wide {
        grid-column: 1 / -1;
      }
      @media (max-width: 640px) {
        :host {
          inset: var(--s2) var(--s2) auto var(--s2);
          width: auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) engine!: PhoneEngine;
  @property({ attribute: false }) state!: PhoneState;
  @property({ attribute: false }) people: People | undefined;

  constructor() {
    super();
    new KeepFocus(this, () => this.dispatchEvent(new Event('left')));
  }

  private answer(call: PhoneCall): void {
    this.engine.wish({ in: 'answer', key: call.key });
    this.dispatchEvent(new Event('answered'));
  }

  override render() {
    const calls = this.state.calls.filter((c) => c.phase === 'offered');
    const names = distinct(calls.map((c) => nameOfCall(c, this.people)));
    return repeat(
      calls,
      (c) => c.key,
      (c, i) => this.one(c, names[i]!),
    );
  }

  private one(call: PhoneCall, label: string) {
    const { number } = call.party;
    const shown = nameOfCall(call, this.people);
    const others = current(this.state).filter((c) => c !== call && c.phase !== 'offered');
    const second = others.some((c) => !c.listensTo) ? EN.phone.answerHold : others.length ? EN.phone.answerStops : '';
    const key = call.key;
    return html`<section tabindex="-1" class=${call.ignored ? 'ignored' : ''} aria-label="${EN.phone.incoming}: ${label}">
      <header>
        <span class="face" ${vars({ '--hue': hue(shown) })} aria-hidden="true">${initials(shown)}</span>
        <div>
          <p class="quiet">${call.direction === 'out' ? EN.phone.clickToCall : EN.phone.incoming}</p>
          <h2>${shown}</h2>
          ${shown !== number && number && !call.listensTo ? html`<p class="quiet num">${number}</p>` : nothing}
        </div>
        ${call.ignored ? nothing : html`<button class="btn ghost icon-only" aria-label=${EN.phone.ignore} title=${EN.phone.ignore} @click=${() => this.engine.wish({ in: 'ignore', key })}>${icon('bellOff')}</button>`}
      </header>
      <div class="row">
        <button class="btn stop" @click=${() => this.engine.wish({ in: 'decline', key })}>${icon('hangup')}${EN.phone.decline}</button>
        <button class="btn go" @click=${() => this.answer(call)}>${icon('phone')}${call.direction === 'out' ? EN.phone.connect : EN.phone.answer}</button>
        ${second ? html`<p class="quiet wide">${second}</p>` : nothing}
      </div>
    </section>`;
  }
}
