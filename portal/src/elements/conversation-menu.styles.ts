import { css } from "lit";

export const menuStyles = css`
  [popover] {
    position: fixed;
    inset: 0;
    width: 100%;
    height: 100%;
    max-width: none;
    max-height: none;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--text);
  }
  [role="menu"] {
    position: absolute;
    width: max-content;
    min-width: 210px;
    max-width: min(320px, calc(100vw - 16px));
    padding: 6px;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--surface-raised);
    box-shadow: var(--shadow-high);
  }
  h2 {
    display: none;
  }
  button {
    display: flex;
    align-items: center;
    gap: 12px;
    width: 100%;
    min-height: 38px;
    padding: 0 14px 0 10px;
    border: 0;
    border-radius: 9px;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 0.875rem;
    font-weight: 500;
    text-align: start;
    cursor: pointer;
  }
  button svg {
    width: 19px;
    height: 19px;
    color: var(--text-soft);
  }
  button:hover,
  button:focus {
    background: var(--accent-soft);
    outline: none;
  }
  button:focus-visible {
    box-shadow: inset 0 0 0 2px var(--focus);
  }
  hr {
    margin: 6px 10px;
    border: 0;
    border-top: 1px solid var(--line);
  }
  @media (max-width: 760px) {
    [popover]:popover-open {
      background: var(--backdrop);
    }
    [role="menu"] {
      inset: auto 0 0 0;
      width: 100%;
      max-width: none;
      padding: 8px 8px max(12px, env(safe-area-inset-bottom));
      border-width: 1px 0 0;
      border-radius: 20px 20px 0 0;
      animation: rise 0.16s ease-out;
    }
    h2 {
      display: block;
      overflow: hidden;
      padding: 10px 12px;
      font-size: 0.9375rem;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    button {
      min-height: 50px;
      font-size: 1rem;
    }
  }
  @keyframes rise {
    from {
      translate: 0 40px;
      opacity: 0;
    }
  }
`;
