import type { LitElement, ReactiveController } from 'lit';

/**
 * Where a button goes that has the focus, whatever took its place has it then: the one that does the same (`data-does`), else the section
 * that it stood in, where that takes the focus; else `lost` decides.
 */
export class KeepFocus implements ReactiveController {
  private had: HTMLElement | null = null;
  private section: HTMLElement | null = null;

  constructor(
    private readonly host: LitElement,
    private readonly lost: () => void = () => host.focus(),
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.had = (this.host.shadowRoot?.activeElement as HTMLElement | null) ?? null;
    this.section = this.had?.closest('section') ?? null;
  }

  hostUpdated(): void {
    const root = this.host.shadowRoot;
    if (!this.had || !root || root.activeElement) return;
    const place = this.section?.isConnected ? this.section : null;
    const does = this.had.dataset.does;
    const next = does && (place ?? root).querySelector<HTMLElement>(`[data-does="${does}"]:enabled`);
    const to = next || (place?.hasAttribute('tabindex') ? place : null);
    if (to) to.focus();
    else this.lost();
    this.had = null;
  }
}

/**
 * The focus for an element as a whole, by the part of it that takes it (`tabindex="-1"`). Such an index on the element itself would keep TAB
 * out of everything inside.
 */
export function focusInside(host: LitElement): void {
  host.shadowRoot?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
}

/** What has the focus, however deep it sits. */
export function focused(): HTMLElement | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at instanceof HTMLElement && at !== document.body ? at : null;
}
