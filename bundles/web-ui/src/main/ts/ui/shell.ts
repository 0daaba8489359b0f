import { css } from 'lit';

/** A rail on the left; on a telephone's screen a bar at the bottom. */
export const shell = css`
  :host {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    min-height: 100dvh;
  }
  .logo {
    width: 2.25rem;
    height: 2.25rem;
    flex: none;
  }
  .boot {
    grid-column: 1 / -1;
    display: grid;
    place-items: center;
  }
  .boot .logo {
    width: 3.5rem;
    height: 3.5rem;
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  pb-login {
    grid-column: 1 / -1;
  }
  .skip {
    position: fixed;
    inset: var(--s2) auto auto var(--s2);
    background: var(--raised);
    box-shadow: var(--lift-2);
    transform: translateY(-200%);
    z-index: 30;
  }
  .skip:focus-visible {
    transform: none;
  }
  .rail {
    position: sticky;
    top: 0;
    height: 100dvh;
    width: 5.25rem;
    display: flex;
    flex-direction: column;
    gap: var(--s5);
    padding: var(--s4) var(--s2);
    background: var(--surface);
    border-right: 1px solid var(--line);
    z-index: 10;
  }
  .brand {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--s3);
    border-radius: var(--r-m);
    color: var(--ink);
    text-decoration: none;
    font-weight: 680;
    font-size: var(--t-l);
    letter-spacing: -0.015em;
  }
  .brand span {
    display: none;
  }
  .rail ul {
    display: grid;
    gap: var(--s2);
    flex: 1;
    align-content: start;
  }
  .rail li a {
    display: grid;
    justify-items: center;
    gap: 0.2rem;
    padding: var(--s1);
    border-radius: var(--r-m);
    color: var(--ink-2);
    text-decoration: none;
    font-size: var(--t-xs);
    font-weight: 600;
  }
  .pill {
    position: relative;
    display: grid;
    place-items: center;
    width: 3.5rem;
    height: 2rem;
    border-radius: var(--r-full);
    font-size: 1.05rem;
    transition: background var(--quick) var(--ease);
  }
  .pill .dot {
    position: absolute;
    top: 0.3rem;
    right: 0.85rem;
    box-shadow: 0 0 0 2px var(--surface);
  }
  .rail li a:hover .pill {
    background: var(--sunken);
  }
  .rail li a[aria-current] {
    color: var(--accent-text);
  }
  .rail li a[aria-current] .pill {
    background: var(--accent-soft);
  }
  main {
    min-width: 0;
  }
  main:focus-visible {
    outline: none;
  }
  .toasts {
    position: fixed;
    inset: auto 0 var(--s5) 0;
    display: grid;
    justify-items: center;
    gap: var(--s2);
    pointer-events: none;
    z-index: 40;
    padding: 0 var(--s4);
  }
  .toast {
    display: flex;
    align-items: center;
    gap: var(--s3);
    max-width: 34rem;
    padding: var(--s3) var(--s4);
    border-radius: var(--r-m);
    background: var(--raised);
    box-shadow: var(--lift-3);
    font-size: var(--t-s);
    font-weight: 550;
    animation: rise var(--calm) var(--ease);
  }
  .toast .icon {
    color: var(--go-text);
  }
  .toast.bad .icon {
    color: var(--stop-text);
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(0.75rem);
    }
  }
  @media (min-width: 1200px) {
    .rail {
      width: 13.5rem;
      padding: var(--s5) var(--s4);
    }
    .brand {
      justify-content: flex-start;
    }
    .brand span {
      display: inline;
    }
    .rail li a {
      display: flex;
      align-items: center;
      gap: var(--s3);
      padding: 0 var(--s3);
      min-height: 2.75rem;
      font-size: var(--t-m);
    }
    .rail li a:hover,
    .rail li a[aria-current] {
      background: var(--sunken);
    }
    .rail li a[aria-current] {
      background: var(--accent-soft);
    }
    .rail li a .pill {
      width: auto;
      height: auto;
      background: none;
    }
    .pill .dot {
      top: -0.2rem;
      right: -0.3rem;
    }
  }
  @media (max-width: 640px) {
    :host {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(0, 1fr) auto;
    }
    main {
      order: 1;
      padding-bottom: calc(4.25rem + env(safe-area-inset-bottom));
    }
    .rail {
      order: 2;
      position: fixed;
      inset: auto 0 0 0;
      width: auto;
      height: auto;
      flex-direction: row;
      align-items: center;
      gap: 0;
      padding: var(--s1) var(--s2) calc(var(--s1) + env(safe-area-inset-bottom));
      border-right: 0;
      border-top: 1px solid var(--line);
    }
    .brand {
      display: none;
    }
    .rail ul {
      display: flex;
      justify-content: space-around;
    }
    .toasts {
      bottom: 5.5rem;
    }
  }
`;
