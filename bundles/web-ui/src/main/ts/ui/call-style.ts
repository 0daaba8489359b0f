import { css } from 'lit';

export const callStyle = css`
  :host {
    display: block;
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s4);
    padding: var(--s5);
    border-radius: 1.5rem;
  }
  section.up {
    box-shadow:
      var(--lift-2),
      inset 0 3px 0 var(--go);
    overflow: hidden;
  }
  section.up.held {
    box-shadow: var(--lift-1);
    background: color-mix(in oklab, var(--surface), var(--warn-soft) 45%);
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--s4);
    min-height: 3.5rem;
  }
  .face {
    display: grid;
    place-items: center;
    width: 3.5rem;
    height: 3.5rem;
    border-radius: 50%;
    font-weight: 700;
    font-size: 1.1rem;
    flex: none;
    background: light-dark(oklch(0.92 0.045 var(--hue)), oklch(0.34 0.05 var(--hue)));
    color: light-dark(oklch(0.38 0.09 var(--hue)), oklch(0.9 0.06 var(--hue)));
  }
  .who {
    flex: 1;
    min-width: 0;
  }
  .who h2 {
    font-size: 1.3rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .time {
    text-align: right;
    min-width: 5rem;
  }
  .time b {
    font-size: 1.3rem;
    font-weight: 550;
  }
  .state {
    color: var(--ink-2);
    font-size: var(--t-s);
    font-weight: 550;
    min-height: 1.2em;
  }
  .sound {
    display: grid;
    grid-template-columns: auto 1fr auto 1fr;
    align-items: center;
    gap: var(--s2) var(--s3);
    font-size: var(--t-s);
    color: var(--ink-2);
    font-weight: 550;
  }
  .sound .muted {
    display: flex;
    align-items: center;
    gap: var(--s1);
    color: var(--stop-text);
  }
  .sound.one {
    grid-template-columns: auto 1fr;
  }
  .quality {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--s2) var(--s3);
    padding: var(--s3);
    border-radius: var(--r-m);
    background: var(--sunken);
  }
  .quality div {
    min-width: 2.6rem;
  }
  .quality dt {
    font-size: var(--t-xs);
    color: var(--ink-2);
    white-space: nowrap;
  }
  .quality dd {
    font-weight: 600;
    white-space: nowrap;
  }
  .mos.good {
    color: var(--go-text);
  }
  .mos.fair {
    color: var(--warn-text);
  }
  .mos.poor,
  .mos.bad {
    color: var(--stop-text);
  }
  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(3.4rem, 1fr));
    gap: var(--s2);
    justify-items: center;
  }
  .control {
    display: grid;
    justify-items: center;
    align-content: start;
    gap: var(--s1);
    padding: 0;
    border: 0;
    background: none;
    font-size: var(--t-xs);
    font-weight: 550;
    color: var(--ink-2);
    border-radius: var(--r-m);
  }
  .control span {
    display: grid;
    place-items: center;
    width: 3.25rem;
    height: 3.25rem;
    border-radius: 50%;
    background: var(--sunken);
    color: var(--ink);
    font-size: 1.1rem;
    transition: background var(--quick) var(--ease);
  }
  .control:hover:not(:disabled) span {
    background: color-mix(in oklab, var(--sunken), var(--ink) 9%);
  }
  .control.on span {
    background: var(--ink);
    color: var(--ground);
  }
  .control:disabled {
    cursor: not-allowed;
    color: var(--ink-3);
  }
  .control:disabled span {
    opacity: 0.45;
  }
  .hangup {
    min-height: 3rem;
  }
  .keys {
    display: grid;
    gap: var(--s2);
  }
  .keys output {
    min-height: 1.6rem;
    text-align: center;
    font-size: var(--t-l);
    letter-spacing: 0.15em;
    white-space: pre;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
  }
  .row .btn {
    flex: 1 0 auto;
  }
  .row.end .btn {
    flex: none;
  }
  .row.end {
    display: flex;
    justify-content: flex-end;
    gap: var(--s2);
  }
  .others {
    display: grid;
    gap: var(--s2);
    margin-bottom: var(--s4);
  }
  .quiet + .quiet,
  pb-who + .quiet {
    margin-top: var(--s3);
  }
  @media (max-width: 480px) {
    section {
      padding: var(--s4);
    }
    .quality {
      padding: var(--s2) var(--s3);
    }
    .quality dd {
      font-size: var(--t-s);
    }
  }
`;
