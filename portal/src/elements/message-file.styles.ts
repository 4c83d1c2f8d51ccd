import { css } from "lit";

export const messageFileStyles = css`
  .file {
    display: flex;
    align-items: center;
    gap: 10px;
    height: 100%;
    padding: 6px 4px 6px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
  }
  .file > svg {
    color: var(--accent-text);
  }
  .refused > svg {
    color: var(--danger-text);
  }
  .words {
    flex: 1;
    min-width: 0;
  }
  .about {
    overflow: hidden;
    font-size: 0.75rem;
    color: var(--text-soft);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .trouble {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .picture {
    position: relative;
    display: grid;
    place-items: center;
    width: 100%;
    height: 100%;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-sunken);
    color: var(--text-soft);
  }
  .picture img {
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  [aria-busy="true"] {
    cursor: progress;
  }
`;
