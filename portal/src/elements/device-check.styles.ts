import { css } from "lit";

export const checkStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .check {
    display: grid;
    grid-template-columns: minmax(0, 1.5fr) minmax(280px, 1fr);
    gap: 16px 28px;
    align-items: start;
  }
  h2 {
    grid-column: 1 / -1;
    font-size: var(--size-title);
    font-weight: 650;
  }
  .preview {
    position: relative;
    display: grid;
    aspect-ratio: 16 / 10;
    overflow: hidden;
    border-radius: var(--radius-large);
    background: #101917;
    color: #e8f0ed;
    box-shadow: var(--shadow-low);
  }
  video {
    width: 100%;
    height: 100%;
    object-fit: cover;
    /* As in a mirror, which is how people know themselves. */
    transform: scaleX(-1);
  }
  .dark,
  .introduction {
    display: grid;
    gap: 18px;
    place-content: center;
    justify-items: center;
    padding: 24px 24px 72px;
    text-align: center;
    text-wrap: balance;
  }
  .introduction {
    padding-bottom: 24px;
  }
  .introduction p {
    max-width: 40ch;
  }
  .toggles {
    position: absolute;
    inset: auto 0 16px;
    display: flex;
    justify-content: center;
    gap: 14px;
  }
  .round {
    display: grid;
    place-items: center;
    width: 52px;
    height: 52px;
    padding: 0;
    border: 1px solid rgb(255 255 255 / 28%);
    border-radius: 50%;
    background: rgb(16 25 23 / 62%);
    color: #fff;
    backdrop-filter: blur(8px);
    transition: background 0.15s;
  }
  .round:hover:not(:disabled) {
    background: rgb(60 76 71 / 78%);
  }
  .round.off {
    border-color: transparent;
    background: #c93a2e;
  }
  .round.off:hover:not(:disabled) {
    background: #b42318;
  }
  .round:disabled {
    cursor: default;
    opacity: 0.6;
  }
  .preview :focus-visible {
    outline-color: #fff;
  }
  .side {
    display: grid;
    gap: 16px;
  }
  .troubles {
    display: grid;
    gap: 12px;
    justify-items: start;
    padding: 14px 16px;
    border-radius: var(--radius);
    background: var(--warning-soft);
    color: var(--warning-text);
    font-size: var(--size-small);
  }
  .troubles p {
    display: flex;
    gap: 10px;
  }
  .troubles svg {
    margin-top: 2px;
  }
  .troubles .button {
    color: var(--text);
  }
  .join {
    min-height: 48px;
    margin-top: 4px;
  }
  .hint {
    color: var(--text-soft);
    font-size: var(--size-small);
  }
  @container (max-width: 720px) {
    .check {
      grid-template-columns: minmax(0, 1fr);
    }
    .preview {
      aspect-ratio: 4 / 3;
    }
  }
`;
