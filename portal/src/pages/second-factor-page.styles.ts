import { css } from "lit";

export const secondFactorStyles = css`
  :host {
    display: grid;
    place-items: center;
    min-height: 100%;
    padding: 24px;
    background: var(--surface-sunken);
  }
  main {
    display: grid;
    gap: 16px;
    width: min(520px, 100%);
    padding: 32px;
    border: 1px solid var(--line);
    border-radius: 24px;
    background: var(--surface);
    box-shadow: var(--shadow-high);
  }
  h1 {
    font-size: var(--size-page);
    line-height: 1.2;
  }
  h1:focus {
    outline: none;
  }
  p,
  li {
    color: var(--text-soft);
  }
  ol {
    display: grid;
    gap: 12px;
    margin: 0;
    padding-inline-start: 22px;
  }
  qr-code {
    display: block;
    width: 220px;
    margin-top: 8px;
    border: 1px solid var(--line);
    border-radius: 12px;
    overflow: hidden;
  }
  code {
    display: block;
    color: var(--text);
    font-size: 1rem;
    overflow-wrap: anywhere;
  }
  form {
    display: grid;
    gap: 8px;
  }
  label {
    font-weight: 600;
    color: var(--text);
  }
  input {
    width: 9em;
    min-height: var(--touch);
    padding: 0 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    font: inherit;
    font-size: 1.25rem;
    letter-spacing: 0.2em;
  }
  .error {
    color: var(--danger-text);
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    margin-top: 8px;
  }
  .button {
    max-width: 100%;
    padding-block: 6px;
    white-space: normal;
  }
`;
