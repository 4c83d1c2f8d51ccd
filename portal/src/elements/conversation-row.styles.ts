import { css } from "lit";

export const rowStyles = css`
  :host {
    display: block;
  }
  .row {
    position: relative;
    display: flex;
    gap: 12px;
    padding: 11px 14px 11px 16px;
    border-radius: var(--radius);
    -webkit-touch-callout: none;
  }
  .row:hover,
  .row:has(.more:focus-visible) {
    background: var(--surface-hover);
  }
  .row:has([aria-current]) {
    background: var(--accent-soft);
  }
  .open {
    position: absolute;
    inset: 0;
    border-radius: inherit;
  }
  .open:focus-visible {
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
  .topic,
  .name,
  .preview {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .topic {
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
  .about {
    gap: 0;
    align-items: center;
    min-height: 22px;
    font-size: var(--size-small);
    color: var(--text-soft);
    white-space: nowrap;
  }
  .name {
    color: var(--text);
  }
  .about a {
    position: relative;
  }
  .about a:hover {
    text-decoration: underline;
  }
  .id::before,
  .count::before {
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
    margin-inline-end: 8px;
  }
  .count svg {
    margin-inline-end: 4px;
  }
  .last {
    font-size: 0.875rem;
  }
  .preview {
    flex: 1;
    color: var(--text-soft);
  }
  .unread .preview {
    color: var(--text);
    font-weight: 500;
  }
  .more {
    position: absolute;
    inset: auto 8px 8px auto;
    display: grid;
    place-items: center;
    width: 34px;
    height: 34px;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface-raised);
    color: var(--text-soft);
    cursor: pointer;
    opacity: 0;
  }
  .more:hover {
    color: var(--text);
  }
  .row:hover .more,
  .more:focus-visible,
  :host([menu]) .more {
    opacity: 1;
  }
  @media (hover: none) {
    .row {
      padding-inline-end: 12px;
      user-select: none;
      -webkit-user-select: none;
    }
    /* A finger that aims at the row must not land on the patient's page: the menu leads there. */
    .about a {
      pointer-events: none;
    }
    .row:hover {
      background: none;
    }
    .row:has([aria-current]) {
      background: var(--accent-soft);
    }
    .last {
      padding-inline-end: 40px;
    }
    .more {
      inset: auto 4px 0 auto;
      width: var(--touch);
      height: var(--touch);
      border: 0;
      background: none;
      opacity: 1;
    }
  }
`;
