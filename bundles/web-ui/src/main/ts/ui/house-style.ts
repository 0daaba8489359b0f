import { css } from 'lit';

export const houseStyle = css`
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s4);
    align-items: start;
  }
  .main {
    min-width: 0;
    overflow: hidden;
  }
  .tabs {
    display: flex;
    gap: var(--s1);
    padding: var(--s2);
    border-bottom: 1px solid var(--line);
    overflow-x: auto;
    scrollbar-width: none;
  }
  .tabs button {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-height: 2.5rem;
    padding: 0 var(--s3);
    border: 0;
    border-radius: var(--r-m);
    background: none;
    color: var(--ink-2);
    font-weight: 600;
    font-size: var(--t-s);
    white-space: nowrap;
    flex: none;
  }
  /* All of them are seen without their pictures, where there is room for that. */
  @media (max-width: 1439px) {
    .tabs .icon {
      display: none;
    }
  }
  .tabs button:hover {
    background: var(--sunken);
  }
  .tabs button:focus-visible {
    outline-offset: -2px;
  }
  .tabs button[aria-selected='true'] {
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .count {
    min-width: 1.4rem;
    padding: 0 0.35rem;
    border-radius: var(--r-full);
    background: var(--sunken);
    color: var(--ink-2);
    font-size: var(--t-xs);
    text-align: center;
  }
  .rows {
    padding: var(--s1) 0;
  }
  .row {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    align-content: center;
    gap: 0 var(--s3);
    min-height: 3.75rem;
    padding: var(--s2) var(--s4);
  }
  .row + .row {
    border-top: 1px solid var(--line);
  }
  .sign {
    display: grid;
    place-items: center;
    width: 2.25rem;
    height: 2.25rem;
    border-radius: var(--r-m);
    background: var(--sunken);
    color: var(--ink-2);
    flex: none;
  }
  .sign.go {
    background: var(--go-soft);
    color: var(--go-text);
  }
  .sign.stop {
    background: var(--stop-soft);
    color: var(--stop-text);
  }
  .sign.warn {
    background: var(--warn-soft);
    color: var(--warn-text);
  }
  .name {
    overflow-wrap: anywhere;
  }
  .name b {
    font-weight: 600;
  }
  .also {
    margin-left: var(--s2);
    color: var(--ink-2);
    font-size: var(--t-s);
  }
  /* Long at times: below all of the name, and on a telephone below the sign as well. */
  .problem {
    grid-column: 2 / -1;
    margin-top: var(--s1);
    overflow-wrap: anywhere;
    font: var(--t-xs) / 1.5 var(--mono);
    color: var(--stop-text);
  }
  .problem.over {
    color: var(--ink-2);
  }
  .line {
    grid-column: 1 / -1;
    height: 1.5rem;
  }
  .eventhead {
    display: flex;
    align-items: center;
    gap: var(--s2);
    padding: var(--s3) var(--s4);
    border-bottom: 1px solid var(--line);
  }
  .eventhead h2 {
    flex: 1;
  }
  .events {
    max-height: calc(100dvh - 13rem);
    min-height: 12rem;
    overflow: auto;
    scrollbar-width: thin;
  }
  .events:focus-visible {
    outline-offset: -2px;
  }
  .events li {
    display: grid;
    grid-template-columns: 4.5rem minmax(0, 1fr);
    gap: var(--s2);
    padding: var(--s2) var(--s4);
    font-size: var(--t-s);
  }
  .events li + li {
    border-top: 1px solid var(--line);
  }
  .events time {
    color: var(--ink-3);
  }
  .events b {
    display: block;
    font-weight: 600;
  }
  .events b.stop {
    color: var(--stop-text);
  }
  .events b.go {
    color: var(--go-text);
  }
  .events span {
    color: var(--ink-2);
    overflow-wrap: anywhere;
  }
  @media (min-width: 1200px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) 24rem;
    }
    .aside {
      position: sticky;
      top: var(--s5);
      overflow: hidden;
    }
  }
  @media (max-width: 640px) {
    .row {
      padding: var(--s2) var(--s3);
    }
    .problem {
      grid-column: 1 / -1;
    }
  }
`;
