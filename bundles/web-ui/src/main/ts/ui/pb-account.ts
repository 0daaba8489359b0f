import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Me } from '../api/model';
import { EN } from '../strings';
import { base } from '../style/base';
import { initials } from './format';
import { icon, type IconName } from './icons';

type Theme = 'system' | 'light' | 'dark';
const KEY = 'patchbay.theme';
const THEMES: { theme: Theme; icon: IconName }[] = [
  { theme: 'system', icon: 'auto' },
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
];

export function applyTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  const theme = kept === 'light' || kept === 'dark' ? kept : 'system';
  document.documentElement.dataset.theme = theme;
  return theme;
}

/** Who is signed in, how the pages look, and the way out. */
@customElement('pb-account')
export class PbAccount extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .who {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: var(--s3);
        width: 100%;
        min-height: 3rem;
        padding: var(--s1);
        border: 0;
        border-radius: var(--r-m);
        background: none;
        text-align: left;
      }
      .who:hover {
        background: var(--sunken);
      }
      .face {
        display: grid;
        place-items: center;
        width: 2.25rem;
        height: 2.25rem;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent-text);
        font-size: var(--t-s);
        font-weight: 650;
        flex: none;
      }
      .text {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
      .text b,
      .text span {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .text b {
        font-size: var(--t-s);
        font-weight: 600;
      }
      .text span {
        font-size: var(--t-xs);
        color: var(--ink-3);
      }
      [popover] {
        inset: auto auto var(--s4) var(--s4);
        margin: 0;
        width: 15rem;
        padding: var(--s4);
        border: 0;
        border-radius: var(--r-l);
        background: var(--raised);
        color: var(--ink);
        box-shadow: var(--lift-3);
      }
      .sheet {
        display: grid;
        gap: var(--s4);
      }
      .themes {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: var(--s1);
        padding: var(--s1);
        border-radius: var(--r-m);
        background: var(--sunken);
        border: 0;
        margin: 0;
      }
      .themes button {
        display: grid;
        justify-items: center;
        gap: var(--s1);
        padding: var(--s2) 0;
        border: 0;
        border-radius: var(--r-s);
        background: none;
        font-size: var(--t-xs);
        color: var(--ink-2);
        white-space: nowrap;
      }
      .themes button[aria-pressed='true'] {
        background: var(--surface);
        color: var(--ink);
        box-shadow: var(--lift-1);
      }
      @media (min-width: 1200px) {
        .text {
          position: static;
          width: auto;
          height: auto;
          min-width: 0;
          clip-path: none;
        }
        .who {
          justify-content: flex-start;
          padding: var(--s2);
        }
      }
      @media (max-width: 640px) {
        [popover] {
          inset: auto var(--s3) 5rem auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) me!: Me;
  @state() private theme: Theme = applyTheme();
  @query('[popover]') private readonly sheet!: HTMLElement;
  @query('.who') private readonly button!: HTMLElement;

  constructor() {
    super();
    this.addEventListener('keydown', (e) => this.key(e));
  }

  /** What Escape closes is the sheet: whoever calls is not declined by it. */
  private key(e: KeyboardEvent): void {
    if (e.key !== 'Escape' || !this.sheet.matches(':popover-open')) return;
    e.stopPropagation();
    this.sheet.hidePopover();
    this.button.focus();
  }

  private choose(theme: Theme): void {
    localStorage.setItem(KEY, theme);
    this.theme = applyTheme();
  }

  override render() {
    const name = this.me.name || this.me.user;
    return html`<button class="who" popovertarget="sheet">
        <span class="face" aria-hidden="true">${initials(name)}</span>
        <span class="text"><b>${name}</b> <span>${EN.roles[this.me.role]}</span></span>
      </button>
      <div popover id="sheet">
        <div class="sheet">
          <div>
            <h2>${name}</h2>
            <p class="quiet">${this.me.user} · ${EN.roles[this.me.role]}</p>
          </div>
          <div>
            <h3 id="look">${EN.theme.label}</h3>
            <div class="themes" role="group" aria-labelledby="look">
              ${THEMES.map(
                (t) =>
                  html`<button aria-pressed=${this.theme === t.theme} @click=${() => this.choose(t.theme)}>
                    ${icon(t.icon)}${EN.theme[t.theme]}
                  </button>`,
              )}
            </div>
          </div>
          <button class="btn" @click=${this.signOut}>${icon('out')}${EN.login.out}</button>
        </div>
      </div>`;
  }

  private signOut(): void {
    this.sheet.hidePopover();
    this.dispatchEvent(new Event('sign-out'));
  }
}
