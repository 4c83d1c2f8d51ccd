import { css } from "lit";

/** What the tiles of files have in common, in a message and on their way into one. */
export const tileStyles = css`
  .name {
    overflow: hidden;
    font-size: var(--size-small);
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .trouble {
    font-size: 0.75rem;
    color: var(--danger-text);
  }
  .acts {
    display: flex;
    flex: none;
    align-items: center;
  }
  .act {
    min-height: var(--touch);
    padding: 0 10px;
    border: 0;
    border-radius: var(--radius);
    background: none;
    color: var(--accent-text);
    font-size: var(--size-small);
    font-weight: 600;
  }
  .act:hover {
    background: var(--surface-hover);
  }
`;
