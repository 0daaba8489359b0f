import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Call, Leg } from '../api/model';
import { around, type Spot } from '../house/geometry';
import { share } from '../phone/meter';
import { EN } from '../strings';
import { base } from '../style/base';
import { codecName, hue, initials, nameOf } from './format';
import { vars } from './vars';

/** More would be a heap; the table below has them all. */
const MOST = 12;
const HUB = 40;
const NODE = 23;

/** A call as it is: its mix in the middle, a cord to each leg, as bright as what is said there. */
@customElement('pb-hub')
export class PbHub extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      svg {
        display: block;
        width: 100%;
        height: auto;
        max-width: 31rem;
        margin: 0 auto;
        font-family: var(--font);
      }
      .cord {
        fill: none;
        stroke: var(--line-strong);
        stroke-width: 2.5;
        stroke-linecap: round;
      }
      .voice {
        fill: none;
        stroke: var(--copper);
        stroke-linecap: round;
        stroke-width: calc(2px + var(--share) * 6px);
        opacity: calc(0.15 + var(--share) * 0.85);
        transition:
          stroke-width 120ms linear,
          opacity 120ms linear;
      }
      .waiting {
        stroke-dasharray: 3 8;
        animation: run 0.9s linear infinite;
      }
      .held {
        stroke-dasharray: 8 6;
      }
      @keyframes run {
        to {
          stroke-dashoffset: -11;
        }
      }
      .hub {
        fill: var(--accent);
      }
      .halo {
        fill: var(--accent-soft);
      }
      .hubtext {
        fill: var(--accent-ink);
        font-weight: 650;
        font-size: 13px;
        text-anchor: middle;
      }
      .hubsmall {
        font-size: 10.5px;
        font-weight: 550;
      }
      .face {
        fill: light-dark(oklch(0.92 0.045 var(--hue)), oklch(0.34 0.05 var(--hue)));
        stroke: var(--surface);
        stroke-width: 3;
      }
      .faint .face {
        fill: var(--sunken);
        stroke: var(--line-strong);
        stroke-width: 1.5;
        stroke-dasharray: 3 4;
      }
      .initials {
        fill: light-dark(oklch(0.38 0.09 var(--hue)), oklch(0.9 0.06 var(--hue)));
        font-weight: 700;
        font-size: 13px;
        text-anchor: middle;
      }
      .faint .initials {
        fill: var(--ink-3);
      }
      .name {
        fill: var(--ink);
        font-size: 12.5px;
        font-weight: 600;
        text-anchor: middle;
      }
      .what {
        fill: var(--ink-2);
        font-size: 11px;
        text-anchor: middle;
      }
      .badge {
        fill: var(--stop);
        stroke: var(--surface);
        stroke-width: 2;
      }
      .badgeline {
        stroke: var(--stop-ink);
        stroke-width: 1.8;
        stroke-linecap: round;
      }
    `,
  ];

  @property({ attribute: false }) call!: Call;

  override render() {
    const { mix } = this.call;
    const legs = this.call.legs.slice(0, MOST);
    const more = this.call.legs.length - legs.length;
    const { width, height, spots } = around(
      legs.map((l) => l.direction === 'in'),
      HUB,
      NODE,
    );
    const rate = [mix?.rateHz ? `${mix.rateHz / 1000} kHz` : '', more > 0 ? `+${more}` : ''].filter(Boolean).join(' ');
    const told = legs.map((l) => `${nameOf(l.party)}: ${EN.states[l.state] ?? l.state}`).join('; ') || EN.now.nobody;
    return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${told}>
      ${legs.map((l, i) => this.cord(l, spots[i]!))}
      <circle class="halo" cx=${width / 2} cy=${height / 2} r=${HUB + 7}></circle>
      <circle class="hub" cx=${width / 2} cy=${height / 2} r=${HUB}></circle>
      <text class="hubtext" x=${width / 2} y=${height / 2 + (rate ? -1 : 4)}>${mix?.relayed ? EN.now.relay : EN.now.mix}</text>
      ${rate ? svg`<text class="hubtext hubsmall" x=${width / 2} y=${height / 2 + 14}>${rate}</text>` : nothing}
      ${legs.map((l, i) => this.leg(l, spots[i]!))}
    </svg>`;
  }

  private cord(leg: Leg, spot: Spot) {
    const kind = leg.state === 'up' ? '' : leg.state === 'held' || leg.held ? 'held' : 'waiting';
    return svg`<path class="cord ${kind}" d=${spot.path}></path>
      ${leg.state === 'up' && !leg.muted ? svg`<path class="voice" d=${spot.path} ${vars({ '--share': share(leg.levelDb).toFixed(2) })}></path>` : nothing}`;
  }

  private leg(leg: Leg, { x, y }: Spot) {
    const name = nameOf(leg.party);
    const up = leg.state === 'up' || leg.state === 'held';
    const short = name.length > 18 ? `${name.slice(0, 17)}…` : name;
    return svg`<g class=${up ? '' : 'faint'} ${vars({ '--hue': hue(name) })}>
      <circle class="face" cx=${x} cy=${y} r=${NODE}></circle>
      <text class="initials" x=${x} y=${y + 5}>${initials(leg.party?.name ?? '')}</text>
      ${leg.muted ? svg`<circle class="badge" cx=${x + 17} cy=${y - 16} r="8"></circle><path class="badgeline" d="M${x + 14} ${y - 19}l6 6m0-6l-6 6"></path>` : nothing}
      <text class="name" x=${x} y=${y + NODE + 15}>${short}</text>
      <text class="what" x=${x} y=${y + NODE + 29}>${up && !leg.held ? codecName(leg.codec) : (EN.states[leg.held ? 'held' : leg.state] ?? leg.state)}</text>
    </g>`;
  }
}
