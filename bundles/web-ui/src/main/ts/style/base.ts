import { css } from 'lit';

/** What every element of the pages shares: controls, surfaces, states. */
export const base = css`
  :host {
    box-sizing: border-box;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: var(--t-xl);
    line-height: 1.2;
    letter-spacing: -0.015em;
    font-weight: 650;
  }
  h2 {
    font-size: var(--t-l);
    line-height: 1.3;
    font-weight: 620;
    letter-spacing: -0.01em;
  }
  h3 {
    font-size: var(--t-s);
    font-weight: 600;
    color: var(--ink-2);
  }
  .lead {
    color: var(--ink-2);
  }
  .quiet {
    color: var(--ink-3);
    font-size: var(--t-s);
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg.icon {
    width: 1.25em;
    height: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
    margin: 0;
  }
  button {
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--s2);
    min-height: 2.5rem;
    padding: 0 var(--s4);
    border: 0;
    border-radius: var(--r-full);
    background: var(--sunken);
    color: var(--ink);
    font-weight: 550;
    white-space: nowrap;
    transition:
      background var(--quick) var(--ease),
      transform var(--quick) var(--ease);
  }
  /* No heavier than .btn alone: those with a colour of their own keep it under the mouse. */
  .btn:where(:hover:not(:disabled)) {
    background: color-mix(in oklab, var(--sunken), var(--ink) 9%);
  }
  .btn:active:not(:disabled) {
    transform: scale(0.97);
  }
  .btn:disabled {
    opacity: 0.5;
    cursor: not-allowed;
  }
  .btn.primary {
    background: var(--accent);
    color: var(--accent-ink);
  }
  .btn.go {
    background: var(--go);
    color: var(--go-ink);
  }
  .btn.stop {
    background: var(--stop);
    color: var(--stop-ink);
  }
  .btn.primary:hover:not(:disabled),
  .btn.go:hover:not(:disabled),
  .btn.stop:hover:not(:disabled) {
    filter: brightness(1.08);
  }
  .btn.ghost {
    background: transparent;
  }
  .btn.ghost:hover:not(:disabled) {
    background: var(--sunken);
  }
  .btn.small {
    min-height: 2rem;
    padding: 0 var(--s3);
    font-size: var(--t-s);
  }
  .btn.icon-only {
    padding: 0;
    width: 2.5rem;
  }
  .btn.small.icon-only {
    width: 2rem;
  }
  .card {
    background: var(--surface);
    border-radius: var(--r-l);
    box-shadow: var(--lift-1);
  }
  .field {
    display: grid;
    gap: var(--s1);
  }
  .field > label,
  .field > .label {
    font-size: var(--t-s);
    font-weight: 550;
    color: var(--ink-2);
  }
  .input {
    width: 100%;
    min-height: 2.75rem;
    padding: 0 var(--s3);
    border: 1px solid var(--line-strong);
    border-radius: var(--r-m);
    background: var(--surface);
    transition: border-color var(--quick);
  }
  .input:focus-visible {
    outline-offset: 0;
    border-color: var(--focus);
  }
  .input::placeholder {
    color: var(--ink-3);
    opacity: 1;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    padding: 0.15em 0.6em;
    border-radius: var(--r-full);
    background: var(--sunken);
    color: var(--ink-2);
    font-size: var(--t-xs);
    font-weight: 600;
    white-space: nowrap;
  }
  .chip.go {
    background: var(--go-soft);
    color: var(--go-text);
  }
  .chip.stop {
    background: var(--stop-soft);
    color: var(--stop-text);
  }
  .chip.warn {
    background: var(--warn-soft);
    color: var(--warn-text);
  }
  .chip.accent {
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .dot {
    width: 0.5rem;
    height: 0.5rem;
    border-radius: 50%;
    background: var(--ink-3);
    flex: none;
  }
  .dot.go {
    background: var(--go);
  }
  .dot.stop {
    background: var(--stop);
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: var(--s2);
    padding: var(--s7) var(--s5);
    text-align: center;
    color: var(--ink-2);
  }
  .empty svg.icon {
    width: 2.5rem;
    height: 2.5rem;
    stroke-width: 1.3;
    color: var(--ink-3);
    margin-bottom: var(--s2);
  }
  .empty h2 {
    color: var(--ink);
  }
  .empty p {
    max-width: 34ch;
    text-wrap: balance;
  }
  .skeleton {
    border-radius: var(--r-s);
    background: linear-gradient(90deg, var(--sunken) 30%, color-mix(in oklab, var(--sunken), var(--ink) 6%) 50%, var(--sunken) 70%);
    background-size: 300% 100%;
    animation: shimmer 1.6s linear infinite;
  }
  @keyframes shimmer {
    from {
      background-position: 100% 0;
    }
    to {
      background-position: 0 0;
    }
  }
  .banner {
    display: flex;
    align-items: center;
    gap: var(--s3);
    padding: var(--s2) var(--s4);
    border-radius: var(--r-m);
    background: var(--warn-soft);
    color: var(--warn-text);
    font-size: var(--t-s);
    font-weight: 550;
  }
  .banner.stop {
    background: var(--stop-soft);
    color: var(--stop-text);
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
