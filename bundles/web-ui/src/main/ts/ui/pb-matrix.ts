import { css, html, LitElement, nothing, svg, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Call, Leg } from '../api/model';
import { hearing, type Hearing } from '../house/hearing';
import { EN, fill } from '../strings';
import { base } from '../style/base';
import { initials, nameOf } from './format';

const CELL = 30;
const HEAD = 34;

/** Up to so many have a name each, at both sides. */
const MOST_NAMED = 12;

/** A picture of many is so wide, and each of its cells as small as that asks for. */
const WIDE = 360;
const LEAST_CELL = 3;

/** Who is apart from the rest is named, up to so many lines. */
const MOST_LINES = 6;

/** Who hears whom: a row for each listener, and nobody hears itself. Many are dots, and words for whoever is apart. */
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
      .silent {
        fill: var(--warn-text);
      }
      ul {
        margin: var(--s2) 0 0;
        padding: 0;
        max-width: ${unsafeCSS(WIDE)}px;
        list-style: none;
        font-size: var(--t-xs);
        color: var(--ink-2);
      }
    `,
  ];

  @property({ attribute: false }) call!: Call;

  override render() {
    const all = hearing(this.call);
    if (all.legs.length < 2) return nothing;
    return all.legs.length > MOST_NAMED ? many(all) : this.few(all);
  }

  private few({ legs, hears }: Hearing) {
    const size = HEAD + legs.length * CELL;
    const told = legs.map((l, row) => fill(EN.now.hears, { a: nameOf(l.party), b: legs.filter((_, column) => hears[row]![column]).map((o) => nameOf(o.party)).join(', ') || '–' })).join('; ');
    return html`<svg viewBox="0 0 ${size} ${size}" width=${size} height=${size} role="img" aria-label="${EN.now.hearsTitle}. ${told}. ${EN.now.self}.">
      ${legs.map((l, i) => svg`<text x=${HEAD + i * CELL + CELL / 2} y=${HEAD - 10}>${mark(l)}</text><text x=${HEAD / 2 - 2} y=${HEAD + i * CELL + CELL / 2 + 4}>${mark(l)}</text>`)}
      ${legs.map((a, row) => legs.map((b, column) => this.cell(a, b, row, column, hears[row]![column]!)))}
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

/** One path for all that hear, one for all that do not: a room of a hundred has ten thousand cells. */
function many(all: Hearing) {
  const { legs, hears } = all;
  const cell = Math.max(LEAST_CELL, WIDE / legs.length);
  const size = legs.length * cell;
  const dots = (wanted: boolean) => hears.map((row, y) => row.map((h, x) => (x !== y && h === wanted ? dot(x * cell, y * cell, cell) : '')).join('')).join('');
  const lines = [fill(EN.now.manyHear, { n: legs.length }), ...apart(all)];
  return html`<svg viewBox="0 0 ${size} ${size}" width=${size} height=${size} role="img" aria-label="${EN.now.hearsTitle}. ${lines.join('. ')}.">
      <rect class="cell" width=${size} height=${size} rx="7"></rect>
      <path class="yes" d=${dots(true)}></path><path class="silent" d=${dots(false)}></path>
    </svg>
    <ul>
      ${lines.map((l) => html`<li>${l}</li>`)}
    </ul>`;
}

function dot(x: number, y: number, cell: number): string {
  const edge = (cell * 0.7).toFixed(1);
  return `M${(x + cell * 0.15).toFixed(1)} ${(y + cell * 0.15).toFixed(1)}h${edge}v${edge}h-${edge}z`;
}

/** Whoever is not as the rest, in words. */
function apart({ unheard, deaf, apart: pairs }: Hearing): string[] {
  const names = (legs: Leg[]) => legs.map((l) => nameOf(l.party)).join(', ');
  const lines = [
    ...(unheard.length ? [fill(EN.now.unheard, { b: names(unheard) })] : []),
    ...(deaf.length ? [fill(EN.now.deaf, { a: names(deaf) })] : []),
    ...pairs.map(([a, b]) => fill(EN.now.hearsNot, { a: nameOf(a.party), b: nameOf(b.party) })),
  ];
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), fill(EN.now.moreApart, { n: more })] : lines;
}
