import { css } from 'lit';

export const liveCall = css`
  :host {
    display: block;
    min-width: 0;
  }
  article {
    display: grid;
    gap: var(--s3);
    padding: var(--s4) var(--s4) var(--s3);
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-width: 0;
  }
  header h2 {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 1.05rem;
  }
  .banner span {
    flex: 1;
  }
  [role='status']:empty {
    display: none;
  }
  .chip .icon {
    width: 1em;
    height: 1em;
  }
  .time {
    color: var(--ink-2);
    font-size: var(--t-s);
    min-width: 3rem;
    text-align: right;
  }
  .end {
    color: var(--stop-text);
  }
  .picture {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--s4);
  }
  figcaption {
    font-size: var(--t-xs);
    font-weight: 600;
    color: var(--ink-2);
    margin-bottom: var(--s2);
    text-align: center;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--t-s);
  }
  thead th {
    padding: 0 var(--s2) var(--s1);
    font-size: var(--t-xs);
    font-weight: 600;
    color: var(--ink-3);
    text-align: left;
  }
  tbody th,
  tbody td {
    padding: var(--s1) var(--s2);
    border-top: 1px solid var(--line);
    height: 2.9rem;
    text-align: left;
    font-weight: 550;
  }
  tbody th {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  tbody th small {
    display: block;
    font-size: var(--t-xs);
    font-weight: 450;
    color: var(--ink-3);
  }
  tbody th small b {
    color: var(--warn-text);
    font-weight: 600;
  }
  th.n,
  td.n {
    text-align: right;
    white-space: nowrap;
  }
  .level {
    width: 5.5rem;
  }
  .menu {
    width: 2rem;
    padding-right: 0;
  }
  .lock .icon {
    width: 0.9em;
    height: 0.9em;
    margin-left: 0.3em;
    color: var(--ink-3);
    vertical-align: -0.1em;
  }
  .mos {
    display: inline-block;
    min-width: 2.4em;
    padding: 0.1em 0.45em;
    border-radius: var(--r-full);
    text-align: center;
    background: var(--go-soft);
    color: var(--go-text);
  }
  .mos.fair {
    background: var(--warn-soft);
    color: var(--warn-text);
  }
  .mos.poor,
  .mos.bad {
    background: var(--stop-soft);
    color: var(--stop-text);
  }
  @media (max-width: 640px) {
    article {
      padding: var(--s3);
    }
    header {
      flex-wrap: wrap;
      gap: var(--s1) var(--s2);
    }
    header h2 {
      flex: 1 0 100%;
    }
    .time {
      flex: 1;
      text-align: left;
    }
    .picture {
      grid-template-columns: minmax(0, 1fr);
      justify-items: center;
    }
    pb-hub {
      width: 100%;
    }
    thead {
      position: absolute;
      clip-path: inset(50%);
      height: 1px;
      overflow: hidden;
    }
    tbody tr {
      display: grid;
      grid-template-columns: repeat(4, 1fr) 2rem;
      gap: 0 var(--s2);
      padding: var(--s2) 0;
      border-top: 1px solid var(--line);
    }
    tbody th,
    tbody td {
      height: auto;
      border: 0;
      padding: 0;
    }
    tbody th {
      grid-column: 1 / 5;
    }
    tbody td.level {
      grid-column: 1 / -1;
      grid-row: 2;
      width: auto;
      padding: var(--s2) 0;
    }
    tbody td.menu {
      grid-column: 5;
      grid-row: 1;
    }
    td[data-label] {
      text-align: left;
    }
    td[data-label]::before {
      content: attr(data-label);
      display: block;
      font-size: var(--t-xs);
      font-weight: 450;
      color: var(--ink-3);
    }
  }
`;
