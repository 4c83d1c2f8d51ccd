import { css } from "lit";

/** What can be pressed in the messages of a thread: quotations, the way to a correction, the menu. */
export const entryActStyles = css`
  .quote {
    display: block;
    max-width: 100%;
    margin: 2px 0 5px -4px;
    padding: 3px 10px;
    overflow: hidden;
    border: 0;
    border-inline-start: 3px solid currentColor;
    border-radius: 4px 8px 8px 4px;
    background: rgb(from currentColor r g b / 9%);
    text-align: start;
    font-size: var(--size-small);
  }
  .quote span {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow-wrap: anywhere;
  }
  .quote span span {
    display: inline;
  }
  .quote b {
    font-weight: 650;
  }
  .corrected {
    position: relative;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font-weight: 650;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .corrected::after {
    content: "";
    position: absolute;
    inset: -10px -6px;
  }
  .more {
    position: absolute;
    top: 50%;
    display: grid;
    place-items: center;
    width: 34px;
    height: 34px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--text-soft);
    opacity: 0;
    translate: 0 -50%;
    transition: opacity 0.12s;
  }
  .mine .more {
    inset-inline-end: calc(100% + 4px);
  }
  .theirs .more {
    inset-inline-start: calc(100% + 4px);
  }
  .more:hover {
    background: var(--surface-hover);
    color: var(--text);
  }
  article:hover .more,
  .more:focus-visible,
  .more[aria-expanded="true"] {
    opacity: 1;
  }
  @media (hover: none) {
    .more {
      width: var(--touch);
      height: var(--touch);
      pointer-events: none;
    }
    article:hover .more {
      opacity: 0;
    }
    article.touched .more {
      opacity: 1;
      pointer-events: auto;
    }
    .quote,
    .link-button {
      min-height: var(--touch);
    }
  }
`;
