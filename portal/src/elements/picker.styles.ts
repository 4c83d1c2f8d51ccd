import { css } from "lit";

/** Lists of people and teams to choose from. */
export const pickerStyles = css`
  :host {
    display: block;
  }
  .search {
    position: relative;
  }
  .search svg {
    position: absolute;
    inset-inline-start: 13px;
    top: 12px;
    color: var(--text-soft);
    pointer-events: none;
  }
  .search input {
    padding-inline-start: 42px;
  }
  ul,
  .choices {
    display: grid;
    gap: 2px;
    max-height: 264px;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  .choices {
    gap: 8px;
    max-height: none;
  }
  fieldset {
    display: grid;
    gap: 6px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-bottom: 6px;
  }
  li,
  .card,
  .choice {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 56px;
    padding: 8px 12px;
    border-radius: var(--radius);
  }
  li {
    cursor: pointer;
  }
  li:hover,
  li[aria-selected="true"] {
    background: var(--accent-soft);
  }
  li[aria-disabled="true"] {
    cursor: default;
    background: none;
  }
  li[aria-disabled="true"] person-avatar {
    opacity: 0.6;
  }
  li[aria-selected="true"][aria-disabled="true"] {
    background: var(--surface-hover);
  }
  .card,
  .choice {
    border: 1px solid var(--line);
    background: var(--surface);
  }
  .choice {
    cursor: pointer;
  }
  .choice:hover {
    border-color: var(--line-strong);
  }
  .choice:has(input:checked) {
    border-color: var(--accent);
    background: var(--accent-soft);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .choice:has(input:disabled) {
    cursor: default;
    border-color: var(--line);
    background: var(--surface-sunken);
  }
  .choice:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .choice input {
    width: 20px;
    height: 20px;
    margin: 0;
    flex: none;
    accent-color: var(--accent);
    outline: none;
  }
  .team {
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    flex: none;
    border-radius: var(--radius);
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  person-avatar {
    --avatar-size: 40px;
  }
  .words {
    flex: 1;
    min-width: 0;
  }
  .words b {
    font-weight: 600;
  }
  .id,
  .role,
  .reason {
    font-size: var(--size-small);
    color: var(--text-soft);
  }
  .id {
    margin-inline-start: 4px;
    font-variant-numeric: tabular-nums;
  }
  .role,
  .reason {
    display: block;
  }
`;
