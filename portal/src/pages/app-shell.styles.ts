import { css } from "lit";

export const shellStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    background: var(--surface);
  }
  header {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 60px;
    padding: 0 max(14px, env(safe-area-inset-right)) 0 max(20px, env(safe-area-inset-left));
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 10px;
    min-width: 0;
    min-height: var(--touch);
    border-radius: var(--radius-small);
    font-size: var(--size-title);
    letter-spacing: -0.012em;
  }
  .brand b {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 700;
  }
  nav {
    display: flex;
    gap: 4px;
    flex: 1;
    margin-inline-start: 28px;
  }
  nav a {
    position: relative;
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: var(--touch);
    padding: 0 14px;
    border-radius: var(--radius);
    color: var(--text-soft);
    font-weight: 600;
    transition: background 0.15s;
  }
  nav a:hover {
    background: var(--surface-hover);
  }
  nav a[aria-current] {
    color: var(--accent-text);
    background: var(--accent-soft);
  }
  .broken {
    padding: 7px 16px;
    background: var(--warning-soft);
    color: var(--warning-text);
    font-size: var(--size-small);
    font-weight: 600;
    text-align: center;
  }
  main {
    flex: 1;
    min-height: 0;
  }
  @media (max-width: 760px) {
    header {
      padding-inline-start: 16px;
    }
    header.behind-thread {
      display: none;
    }
    nav {
      margin-inline-start: auto;
      flex: none;
    }
    nav a span {
      position: absolute;
      clip-path: inset(50%);
    }
    .brand {
      flex: 1;
    }
  }
`;
