import { css } from "lit";

export const navStyles = css`
  :host {
    display: block;
  }
  ul {
    display: grid;
    gap: 4px;
  }
  a {
    position: relative;
    display: flex;
    align-items: center;
    gap: 14px;
    min-height: 48px;
    padding: 0 14px;
    border-radius: var(--radius);
    color: var(--text-soft);
    font-weight: 600;
    transition: background 0.15s;
  }
  a:hover {
    background: var(--surface-hover);
    color: var(--text);
  }
  a[aria-current] {
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .name {
    flex: 1;
  }
  svg {
    width: 22px;
    height: 22px;
  }
  @media (max-width: 1099px) {
    a {
      flex-direction: column;
      justify-content: center;
      gap: 3px;
      min-height: 60px;
      padding: 6px 2px;
      font-size: 0.6875rem;
      line-height: 1.2;
    }
    .name {
      flex: none;
    }
    /* On the corner of the icon. */
    unread-badge::part(count) {
      position: absolute;
      top: 3px;
      inset-inline-start: calc(50% + 3px);
      min-width: 18px;
      height: 18px;
      padding: 0 5px;
      box-shadow: 0 0 0 2px var(--surface);
      font-size: 0.6875rem;
    }
  }
  @media (max-width: 760px) {
    ul {
      grid-auto-flow: column;
      grid-auto-columns: minmax(0, 1fr);
      gap: 2px;
    }
    a {
      min-height: 56px;
    }
    a[aria-current] {
      background: none;
    }
    a[aria-current]::before {
      content: "";
      position: absolute;
      z-index: 0;
      top: 4px;
      width: 56px;
      height: 30px;
      border-radius: 999px;
      background: var(--accent-soft);
    }
    svg,
    .name {
      position: relative;
    }
  }
`;
