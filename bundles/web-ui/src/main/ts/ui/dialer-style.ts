import { css } from 'lit';

export const dialer = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: auto auto minmax(19rem, 1fr) auto;
    gap: var(--s4);
    min-height: 0;
    padding: var(--s4);
  }
  .dial {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-height: 3.25rem;
    padding: 0 var(--s3);
    border-radius: var(--r-l);
    border: 1px solid var(--line-strong);
    background: var(--surface);
  }
  .dial:focus-within {
    border-color: var(--focus);
    box-shadow: 0 0 0 1px var(--focus);
  }
  .dial input {
    flex: 1;
    min-width: 0;
    height: 3rem;
    border: 0;
    background: none;
    font-size: 1.25rem;
    font-weight: 550;
  }
  .dial input:focus-visible {
    outline: none;
  }
  .dial input::placeholder {
    color: var(--ink-3);
    font-weight: 450;
    font-size: 1.05rem;
    opacity: 1;
  }
  .lens {
    display: grid;
    color: var(--ink-3);
  }
  .tabs {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: var(--s1);
    padding: var(--s1);
    border-radius: var(--r-m);
    background: var(--sunken);
  }
  .tabs button {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--s2);
    min-height: 2.25rem;
    border: 0;
    border-radius: var(--r-s);
    background: none;
    color: var(--ink-2);
    font-size: var(--t-s);
    font-weight: 600;
  }
  .tabs button[aria-selected='true'] {
    background: var(--surface);
    color: var(--ink);
    box-shadow: var(--lift-1);
  }
  @media (min-width: 641px) and (max-width: 899px) {
    .tabs button {
      gap: var(--s1);
      padding: 0 var(--s1);
      font-size: var(--t-xs);
    }
  }
  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    min-height: 0;
    overflow: auto;
    margin: 0 calc(-1 * var(--s2));
    padding: 2px var(--s2);
    scrollbar-width: thin;
  }
  .match {
    display: grid;
    justify-items: center;
    align-items: end;
    min-height: 2.5rem;
  }
  .panel.pad {
    align-content: center;
  }
  .list {
    display: grid;
    gap: 1px;
  }
  .list button {
    display: flex;
    align-items: center;
    gap: var(--s3);
    width: 100%;
    min-height: 3.25rem;
    padding: var(--s1) var(--s2);
    border: 0;
    border-radius: var(--r-m);
    background: none;
    text-align: left;
  }
  .list button:hover:not(:disabled) {
    background: var(--sunken);
  }
  .list button > .icon {
    color: var(--go-text);
    opacity: 0;
  }
  .list button:hover > .icon,
  .list button:focus-visible > .icon {
    opacity: 1;
  }
  .name {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 550;
  }
  .name small {
    display: block;
    color: var(--ink-3);
    font-size: var(--t-xs);
    font-weight: 450;
  }
  .bad {
    color: var(--stop-text);
  }
  .face {
    display: grid;
    place-items: center;
    width: 2.25rem;
    height: 2.25rem;
    border-radius: 50%;
    flex: none;
    font-size: var(--t-xs);
    font-weight: 700;
    background: light-dark(oklch(0.92 0.045 var(--hue)), oklch(0.34 0.05 var(--hue)));
    color: light-dark(oklch(0.38 0.09 var(--hue)), oklch(0.9 0.06 var(--hue)));
  }
  .way {
    display: grid;
    place-items: center;
    width: 2.25rem;
    height: 2.25rem;
    color: var(--ink-3);
    flex: none;
  }
  .way.bad {
    color: var(--stop-text);
  }
  .wait {
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-height: 3.25rem;
    padding: 0 var(--s2);
  }
  .bar {
    height: 1rem;
  }
  .clear {
    margin: var(--s3) auto;
    display: flex;
  }
  .foot {
    display: grid;
    justify-items: center;
  }
  .call {
    width: min(100%, 20rem);
    min-height: 3.25rem;
    font-size: 1.05rem;
  }
`;
