import { css } from "lit";

/** What every element shares: box model, focus ring, motion, and words for screen readers alone. */
export const shared = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    color: var(--text);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  a {
    color: inherit;
    text-decoration: none;
  }
  svg {
    display: block;
    flex: none;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
      scroll-behavior: auto !important;
    }
  }
`;

export const buttons = css`
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: var(--touch);
    padding: 0 18px;
    border: 1px solid transparent;
    border-radius: var(--radius);
    background: none;
    font-weight: 600;
    white-space: nowrap;
    transition:
      background 0.15s,
      border-color 0.15s;
  }
  .button.primary {
    background: var(--accent);
    color: var(--on-accent);
  }
  .button.primary:hover:not(:disabled) {
    background: var(--accent-hover);
  }
  .button.quiet {
    border-color: var(--line);
    background: var(--surface);
  }
  .button.quiet:hover:not(:disabled) {
    border-color: var(--line-strong);
    background: var(--surface-hover);
  }
  .button:disabled {
    cursor: default;
    background: var(--surface-sunken);
    border-color: var(--line);
    color: var(--text-soft);
  }
  .icon-button {
    display: inline-grid;
    place-items: center;
    width: var(--touch);
    height: var(--touch);
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--text-soft);
    transition: background 0.15s;
  }
  .icon-button:hover {
    background: var(--surface-hover);
    color: var(--text);
  }
  .link-button {
    min-height: 24px;
    padding: 0 4px;
    border: 0;
    border-radius: 4px;
    background: none;
    color: inherit;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
`;

export const fields = css`
  .field {
    display: grid;
    gap: 6px;
  }
  .field > label,
  .field > .label,
  legend {
    padding: 0;
    font-size: var(--size-small);
    font-weight: 600;
  }
  input[type="text"],
  input[type="search"],
  select,
  textarea {
    width: 100%;
    min-height: var(--touch);
    padding: 10px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    font: inherit;
    /* iOS zooms into fields whose letters are smaller. */
    font-size: 1rem;
  }
  input::placeholder,
  textarea::placeholder {
    color: var(--text-soft);
    opacity: 1;
  }
  textarea {
    resize: vertical;
  }
  ::-webkit-search-cancel-button {
    appearance: none;
  }
  .hint {
    font-size: var(--size-small);
    color: var(--text-soft);
  }
  .error {
    padding: 10px 14px;
    border-radius: var(--radius);
    background: var(--danger-soft);
    color: var(--danger-text);
    font-size: var(--size-small);
  }
`;
