import { css } from "lit";

export const trayStyles = css`
  :host {
    display: block;
    max-width: 820px;
    margin: 0 auto 8px;
  }
  ul {
    display: grid;
    gap: 6px;
    max-height: min(40vh, 300px);
    overflow-y: auto;
    scrollbar-width: thin;
  }
  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    column-gap: 10px;
    min-height: 52px;
    padding: 4px 4px 4px 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-sunken);
  }
  li > svg {
    color: var(--text-soft);
  }
  li.ready > svg,
  .ready .state {
    color: var(--online-text);
  }
  li.refused,
  li.failed {
    border-color: var(--danger-text);
  }
  .state,
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    color: var(--text-soft);
  }
  .trouble {
    overflow-wrap: anywhere;
  }
  .note {
    padding: 6px 14px;
    color: var(--warning-text);
  }
  progress {
    display: block;
    width: 100%;
    height: 6px;
    margin-top: 4px;
    accent-color: var(--accent);
  }
`;
