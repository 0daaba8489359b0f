import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { EN } from '../strings';
import { base } from '../style/base';

const KEYS: [string, string][] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
];

const MOVES: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -3, ArrowDown: 3 };

/** Twelve keys, one stop of TAB; arrows go from key to key. Tells `press`. */
@customElement('pb-keypad')
export class PbKeypad extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .pad {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: var(--s2);
        max-width: 20rem;
        margin: 0 auto;
      }
      button {
        display: grid;
        place-content: center;
        justify-items: center;
        height: clamp(3.25rem, 8.6dvh, 4.75rem);
        border: 0;
        border-radius: 1.1rem;
        background: var(--sunken);
        font-size: 1.5rem;
        line-height: 1.1;
        font-weight: 550;
        transition:
          background var(--quick) var(--ease),
          transform var(--quick) var(--ease);
        touch-action: manipulation;
        user-select: none;
      }
      button small {
        height: 0.9rem;
        font-size: 0.65rem;
        font-weight: 600;
        letter-spacing: 0.12em;
        color: var(--ink-2);
      }
      button:hover {
        background: color-mix(in oklab, var(--sunken), var(--ink) 7%);
      }
      button:active {
        background: var(--accent-soft);
        transform: scale(0.96);
      }
      :host([compact]) button {
        height: 3rem;
        font-size: 1.25rem;
      }
      :host([compact]) small {
        display: none;
      }
    `,
  ];

  @property({ type: Boolean, reflect: true }) compact = false;
  @state() private at = 4;

  private press(i: number): void {
    this.at = i;
    this.dispatchEvent(new CustomEvent('press', { detail: KEYS[i]![0] }));
  }

  private move(e: KeyboardEvent): void {
    const by = MOVES[e.key];
    if (by === undefined) return;
    const to = this.at + by;
    const sameRow = Math.floor(to / 3) === Math.floor(this.at / 3);
    e.preventDefault();
    if (to >= 0 && to < 12 && (Math.abs(by) === 3 || sameRow)) {
      this.at = to;
      this.shadowRoot?.querySelectorAll('button')[to]?.focus();
    }
  }

  override render() {
    return html`<div class="pad" role="group" aria-label=${EN.phone.keypad} @keydown=${this.move}>
      ${KEYS.map(
        ([key, letters], i) =>
          html`<button tabindex=${i === this.at ? 0 : -1} @click=${() => this.press(i)} @focus=${() => (this.at = i)}>
            ${key}${letters ? html`<small>${letters}</small>` : nothing}
          </button>`,
      )}
    </div>`;
  }
}
