import { css } from "lit";

/** A small dialog: a question and its answers, one below the other. */
export const dialogBoxStyles = css`
  dialog {
    width: min(400px, calc(100vw - 32px));
    padding: 26px 26px 22px;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface-raised);
    color: var(--text);
    box-shadow: var(--shadow-high);
  }
  dialog::backdrop {
    background: var(--backdrop);
  }
  h2 {
    font-size: var(--size-title);
    font-weight: 650;
  }
  dialog p {
    margin-top: 8px;
    color: var(--text-soft);
  }
  .acts {
    display: grid;
    gap: 10px;
    margin-top: 20px;
  }
`;
