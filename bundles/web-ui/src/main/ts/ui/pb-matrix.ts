import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Call, Leg } from '../api/model';
import { EN, fill } from '../strings';
import { base } from '../style/base';
import { initials, nameOf } from './format';

const CELL = 30;
const HEAD = 34;
const MOST = 12;

/** Who hears whom: a row for each listener, and nobody hears itself. */
@customElement('pb-matrix')
export class PbMatrix extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      svg {
        display: block;
        max-width: 100%;
        height: auto;
        font-family: var(--font);
      }
      text {
        fill: var(--ink-2);
        font-size: 11px;
        font-weight: 600;
        text-anchor: middle;
      }
      .cell {
        fill: var(--sunken);
      }
      .self {
        stroke: var(--line-strong);
        stroke-width: 1.5;
      }
      .yes {
        fill: var(--accent);
      }
      .no {
        fill: none;
        stroke: var(--line-strong);
        stroke-width: 1.5;
      }
    `,
  ];

  @property({ attribute: false }) call!: Call;

  override render() {
    const hears = this.call.hears ?? {};
    const legs = this.call.legs.filter((l) => Object.hasOwn(hears, l.id));
    if (legs.length < 2 || legs.length > MOST) return nothing;
    const size = HEAD + legs.length * CELL;
    const told = legs.map((l) => fill(EN.now.hears, { a: nameOf(l.party), b: legs.filter((o) => hears[l.id]?.includes(o.id)).map((o) => nameOf(o.party)).join(', ') || '–' })).join('; ');
    return html`<svg viewBox="0 0 ${size} ${size}" width=${size} height=${size} role="img" aria-label="${EN.now.hearsTitle}. ${told}. ${EN.now.self}.">
      ${legs.map((l, i) => svg`<text x=${HEAD + i * CELL + CELL / 2} y=${HEAD - 10}>${mark(l)}</text><text x=${HEAD / 2 - 2} y=${HEAD + i * CELL + CELL / 2 + 4}>${mark(l)}</text>`)}
      ${legs.map((a, row) => legs.map((b, column) => this.cell(a, b, row, column, hears[a.id]?.includes(b.id) ?? false)))}
    </svg>`;
  }

  private cell(a: Leg, b: Leg, row: number, column: number, hears: boolean) {
    const x = HEAD + column * CELL;
    const y = HEAD + row * CELL;
    const cx = x + CELL / 2;
    const cy = y + CELL / 2;
    const what = a === b ? EN.now.self : fill(hears ? EN.now.hears : EN.now.hearsNot, { a: nameOf(a.party), b: nameOf(b.party) });
    return svg`<g><title>${what}</title>
      <rect class="cell" x=${x + 1.5} y=${y + 1.5} width=${CELL - 3} height=${CELL - 3} rx="7"></rect>
      ${a === b ? svg`<path class="self" d="M${cx - 4} ${cy + 4}l8-8"></path>` : svg`<circle class=${hears ? 'yes' : 'no'} cx=${cx} cy=${cy} r=${hears ? 6 : 5}></circle>`}
    </g>`;
  }
}

function mark(leg: Leg): string {
  return leg.party?.name ? initials(leg.party.name) : (leg.party?.number ?? leg.target).slice(-4);
}
