import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { base } from '../style/base';
import { icon, type IconName } from './icons';

export interface MenuItem {
  label: string;
  icon: IconName;
  bad?: boolean;
  act: () => void;
  /** Not possible at the moment, and that is why. */
  why?: string;
}

/** Three points, and what they hide. Arrows go through it, Escape and TAB close it. */
@customElement('pb-menu')
export class PbMenu extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: inline-block;
      }
      [popover] {
        inset: auto;
        margin: 0;
        padding: var(--s2);
        min-width: 12rem;
        border: 0;
        border-radius: var(--r-m);
        background: var(--raised);
        color: var(--ink);
        box-shadow: var(--lift-3);
      }
      .item {
        display: flex;
        align-items: center;
        gap: var(--s3);
        width: 100%;
        min-height: 2.5rem;
        padding: 0 var(--s3);
        border: 0;
        border-radius: var(--r-s);
        background: none;
        text-align: left;
        font-size: var(--t-s);
        font-weight: 550;
      }
      .item:hover,
      .item:focus-visible {
        background: var(--sunken);
      }
      .item small {
        display: block;
        font-weight: 450;
        font-size: var(--t-xs);
      }
      .item[aria-disabled] {
        color: var(--ink-3);
        cursor: not-allowed;
      }
      .bad {
        color: var(--stop-text);
      }
    `,
  ];

  @property() label = '';
  @property({ attribute: false }) items: MenuItem[] = [];
  @query('[popover]') private readonly sheet!: HTMLElement;
  @query('.open') private readonly button!: HTMLElement;

  private place(): void {
    const b = this.button.getBoundingClientRect();
    const m = this.sheet.getBoundingClientRect();
    const below = b.bottom + m.height + 8 < innerHeight;
    this.sheet.style.setProperty('left', `${Math.max(8, Math.min(b.right - m.width, innerWidth - m.width - 8))}px`);
    this.sheet.style.setProperty('top', `${below ? b.bottom + 4 : Math.max(8, b.top - m.height - 4)}px`);
    this.entries()[0]?.focus();
  }

  private entries(): HTMLElement[] {
    return [...this.sheet.querySelectorAll<HTMLElement>('.item')];
  }

  private key(e: KeyboardEvent): void {
    e.stopPropagation();
    if (e.key === 'Escape' || e.key === 'Tab') {
      this.close(); // and TAB goes on from the button
      return;
    }
    const all = this.entries();
    const at = all.indexOf(this.shadowRoot!.activeElement as HTMLElement);
    const to = e.key === 'ArrowDown' ? at + 1 : e.key === 'ArrowUp' ? at - 1 : e.key === 'Home' ? 0 : e.key === 'End' ? -1 : undefined;
    if (to !== undefined) {
      e.preventDefault();
      all.at(to % all.length)?.focus();
    }
  }

  /** The browser gives the focus back to nobody where it lies in another shadow. */
  private close(): void {
    this.sheet.hidePopover();
    this.button.focus();
  }

  private choose(item: MenuItem): void {
    this.close();
    item.act();
  }

  override render() {
    return html`<button class="open btn ghost small icon-only" popovertarget="menu" aria-haspopup="menu" aria-label=${this.label} title=${this.label}>${icon('more')}</button>
      <div popover id="menu" role="menu" aria-label=${this.label} @toggle=${(e: ToggleEvent) => e.newState === 'open' && this.place()} @keydown=${this.key}>
        ${this.items.map((i) => this.item(i))}
      </div>`;
  }

  private item(i: MenuItem) {
    return i.why
      ? html`<button class="item" role="menuitem" tabindex="-1" aria-disabled="true">${icon(i.icon)}<span>${i.label} <small>${i.why}</small></span></button>`
      : html`<button class="item ${i.bad ? 'bad' : ''}" role="menuitem" tabindex="-1" @click=${() => this.choose(i)}>${icon(i.icon)}${i.label}</button>`;
  }
}
