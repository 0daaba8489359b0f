import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { share } from '../phone/meter';
import { vars } from './vars';
import { base } from '../style/base';

/** A level as a row of lamps. Moves without laying anything out anew. */
@customElement('pb-meter')
export class PbMeter extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        height: 0.5rem;
        min-width: 2.5rem;
      }
      div {
        position: relative;
        height: 100%;
        border-radius: var(--r-full);
        background: var(--sunken);
        overflow: hidden;
      }
      i {
        position: absolute;
        inset: 0;
        background: linear-gradient(90deg, var(--go) 70%, var(--copper) 82%, var(--stop) 96%);
        clip-path: inset(0 calc(100% - var(--share) * 100%) 0 0);
        transition: clip-path 90ms linear;
      }
      .off {
        background: linear-gradient(var(--line-strong), var(--line-strong)) center / 100% 2px no-repeat;
      }
    `,
  ];

  @property({ type: Number }) db: number | undefined;
  @property() label = '';
  /** Why there is nothing to measure; shown by a line through its middle. */
  @property() off = '';

  override render() {
    const db = this.off ? -96 : Math.round(this.db ?? -96);
    return html`<div class=${this.off ? 'off' : ''} role="meter" aria-label=${this.label} aria-valuemin="-96" aria-valuemax="0" aria-valuenow=${db} aria-valuetext=${this.off || `${db} dB`} ${vars({ '--share': share(db).toFixed(3) })}><i></i></div>`;
  }
}
