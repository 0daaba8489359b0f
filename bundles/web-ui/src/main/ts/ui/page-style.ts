import { css } from 'lit';

export const pageStyle = css`
  :host {
    display: grid;
    gap: var(--s4);
    align-content: start;
    max-width: 92rem;
    margin: 0 auto;
    padding: var(--s5);
  }
  .top {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: var(--s3) var(--s5);
    min-height: 3.25rem;
  }
  .title {
    flex: 1 1 16rem;
  }
  .filter {
    flex: 0 1 16rem;
    min-height: 2.5rem;
    border-radius: var(--r-full);
    padding: 0 var(--s4);
  }
  @media (max-width: 899px) {
    :host {
      padding: var(--s4);
    }
  }
  @media (max-width: 640px) {
    :host {
      padding: var(--s3);
    }
    .filter {
      flex: 1 1 100%;
    }
    .title {
      flex: 1 1 auto;
    }
    .title .lead {
      display: none;
    }
  }
`;
