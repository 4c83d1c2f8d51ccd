import { css } from "lit";

/** What is said about a conversation in a few letters: kind, marks, number of unread, chips, what a search found. */
export const markStyles = css`
  .sensitive {
    display: inline-flex;
    vertical-align: -2px;
  }
  .kind {
    flex: none;
    padding: 0 6px;
    border-radius: 5px;
    background: var(--accent-soft);
    color: var(--accent-text);
    font-size: 0.6875rem;
    font-weight: 700;
    letter-spacing: 0.02em;
  }
  .row:has([aria-current]) .kind {
    background: var(--surface);
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
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    flex: none;
    margin-inline-start: auto;
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
    flex-wrap: wrap;
    gap: 6px;
    margin-top: 6px;
  }
  .chips:not(:has(*)) {
    display: none;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    padding: 1px 8px;
    border: 1px solid var(--line);
    border-radius: 999px;
    color: var(--text-soft);
    font-size: 0.75rem;
    font-weight: 600;
  }
  .chip person-avatar {
    --avatar-size: 16px;
    margin-inline-start: -5px;
  }
  .chip.waiting {
    border-color: transparent;
    background: var(--warning-soft);
    color: var(--warning-text);
  }
  .chip.mine {
    border-color: transparent;
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .row:has([aria-current]) .chip.mine {
    background: var(--surface);
  }
  mark {
    border-radius: 3px;
    background: var(--warning-soft);
    color: inherit;
    box-shadow: 0 0 0 1.5px var(--warning-soft);
  }
`;
