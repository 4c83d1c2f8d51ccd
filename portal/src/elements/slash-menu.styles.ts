import { css } from "lit";

export const slashStyles = css`
  .slash {
    position: relative;
    z-index: 5;
    width: 100%;
    max-width: 820px;
    margin: 0 auto;
  }
  .slash .box {
    position: absolute;
    inset: auto 0 6px;
    max-width: 480px;
    padding: 6px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-raised);
    box-shadow: var(--shadow-high);
  }
  .slash .heading {
    padding: 5px 10px 6px;
    color: var(--text-soft);
    font-size: 0.75rem;
    font-weight: 600;
  }
  .slash ul {
    max-height: min(264px, 36vh);
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .slash li {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 48px;
    padding: 5px 10px;
    border-radius: var(--radius-small);
    cursor: pointer;
    scroll-margin: 4px;
  }
  .slash li:hover {
    background: var(--surface-hover);
  }
  .slash li[aria-selected="true"] {
    background: var(--accent-soft);
    box-shadow: inset 3px 0 0 var(--accent);
  }
  .slash li:dir(rtl)[aria-selected="true"] {
    box-shadow: inset -3px 0 0 var(--accent);
  }
  .slash li svg {
    color: var(--accent-text);
  }
  .slash .option {
    display: grid;
    min-width: 0;
    line-height: 1.35;
  }
  .slash .option b {
    justify-self: start;
    max-width: 100%;
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .slash .facts {
    color: var(--text-soft);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .slash .told:not(:empty) {
    padding: 10px;
    color: var(--text-soft);
    font-size: var(--size-small);
  }
  .slash .button {
    margin: 0 10px 8px;
  }
`;
