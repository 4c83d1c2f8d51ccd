import { css } from "lit";

export const rowStyles = css`
  :host {
    display: block;
  }
  a {
    position: relative;
    display: flex;
    gap: 12px;
    padding: 12px 16px 12px 18px;
    border-radius: var(--radius);
    transition: background 0.12s;
  }
  a:hover {
    background: var(--surface-hover);
  }
  a[aria-current] {
    background: var(--accent-soft);
  }
  a:focus-visible {
    outline-offset: -2px;
  }
  .words {
    flex: 1;
    min-width: 0;
  }
  p {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
  .topic {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 550;
  }
  .unread .topic {
    font-weight: 700;
  }
  time {
    margin-inline-start: auto;
    flex: none;
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    color: var(--text-soft);
  }
  .unread time {
    color: var(--accent-text);
    font-weight: 600;
  }
  .marks {
    display: inline-flex;
    gap: 4px;
    align-self: center;
    flex: none;
    color: var(--text-soft);
  }
  .marks:empty {
    display: none;
  }
  .who {
    gap: 0;
    font-size: var(--size-small);
    color: var(--text-soft);
    white-space: nowrap;
    overflow: hidden;
  }
  .who .name {
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--text);
  }
  .id::before {
    content: "·";
    margin: 0 6px;
  }
  .id,
  .count {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  .count {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    margin-inline-start: auto;
    padding-inline-start: 10px;
    font-size: 0.75rem;
  }
  .last {
    align-items: center;
    margin-top: 2px;
    font-size: 0.875rem;
  }
  .preview {
    flex: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--text-soft);
  }
  .unread .preview {
    color: var(--text);
    font-weight: 500;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    flex: none;
    padding: 1px 8px 1px 7px;
    border-radius: 999px;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.75rem;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    line-height: 1.5;
  }
  .dot {
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: currentColor;
  }
  .chips {
    margin-top: 6px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 1px 8px;
    border-radius: 999px;
    background: var(--surface-sunken);
    border: 1px solid var(--line);
    color: var(--text-soft);
    font-size: 0.75rem;
    font-weight: 600;
  }
  .chip.waiting {
    border-color: transparent;
    background: var(--warning-soft);
    color: var(--warning-text);
  }
`;
