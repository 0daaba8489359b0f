import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { EN } from '../strings';
import { base } from '../style/base';
import { focused } from './focus';
import { icon } from './icons';

/** A question in front of the page; Escape and the cross close it. Tells `close`. */
@customElement('pb-dialog')
export class PbDialog extends LitElement {
  static override styles = [
    base,
    css`
      dialog {
        width: min(26rem, calc(100vw - 2rem));
        max-height: calc(100dvh - 2rem);
        padding: var(--s5);
        border: 0;
        border-radius: 1.5rem;
        background: var(--raised);
        color: var(--ink);
        box-shadow: var(--lift-3);
      }
      dialog[open] {
        animation: rise var(--calm) var(--ease);
      }
      dialog::backdrop {
        background: light-dark(rgb(16 24 32 / 35%), rgb(0 0 0 / 60%));
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(0.75rem) scale(0.98);
        }
      }
      header {
        display: flex;
        align-items: start;
        gap: var(--s3);
        margin-bottom: var(--s4);
      }
      header div {
        flex: 1;
      }
      header .btn {
        margin: -0.35rem -0.5rem 0 0;
      }
      @media (max-width: 640px) {
        dialog {
          width: 100vw;
          max-width: 100vw;
          margin: auto 0 0;
          border-radius: 1.5rem 1.5rem 0 0;
        }
      }
    `,
  ];

  @property() heading = '';
  @property() lead = '';
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  private opener: HTMLElement | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.opener = focused();
  }

  /** One that is taken away, and not closed, gives the focus back to nobody. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.opener?.isConnected) this.opener.focus();
  }

  override firstUpdated(): void {
    this.dialog.showModal();
    this.querySelector<HTMLElement>('[autofocus], input')?.focus();
  }

  private close(): void {
    this.dispatchEvent(new Event('close'));
  }

  override render() {
    return html`<dialog aria-labelledby="title" @close=${this.close} @keydown=${(e: Event) => e.stopPropagation()}>
      <header>
        <div>
          <h2 id="title">${this.heading}</h2>
          <p class="quiet">${this.lead}</p>
        </div>
        <button class="btn ghost small icon-only" aria-label=${EN.state.close} @click=${() => this.dialog.close()}>${icon('close')}</button>
      </header>
      <slot></slot>
    </dialog>`;
  }
}
