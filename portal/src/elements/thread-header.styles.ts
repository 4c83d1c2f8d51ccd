import { css } from "lit";

export const headerStyles = css`
  :host {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 68px;
    padding: 8px 12px 8px 20px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  .back {
    display: none;
    flex: none;
    margin-inline: -4px -8px;
    color: var(--text);
  }
  :host([narrow]) .back {
    display: inline-grid;
  }
  :host([narrow]) {
    gap: 10px;
    padding: 6px 4px 6px 8px;
  }
  .picture {
    position: relative;
    display: flex;
  }
  person-avatar {
    --avatar-size: 40px;
  }
  .online::after {
    content: "";
    position: absolute;
    inset: auto -1px -1px auto;
    width: 12px;
    height: 12px;
    border: 2px solid var(--surface);
    border-radius: 50%;
    background: var(--online);
  }
  .words {
    min-width: 0;
    flex: 1;
  }
  h1 {
    width: fit-content;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: var(--size-title);
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .about {
    display: flex;
    overflow: hidden;
    white-space: nowrap;
    font-size: var(--size-small);
    color: var(--text-soft);
  }
  .about > * {
    flex: none;
  }
  .about > .who,
  .about > :last-child {
    flex: 0 1 auto;
    min-width: 3ch;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .about > * + *::before {
    content: "·";
    margin: 0 6px;
  }
  .patient:hover {
    color: var(--accent-text);
    text-decoration: underline;
  }
  .dots {
    color: var(--accent-text);
    font-weight: 550;
  }
  :host([narrow]) .group,
  :host([narrow]) .typing > :not(.dots) {
    display: none;
  }
  :host([narrow]) .typing > .dots::before {
    content: none;
  }
  .status {
    flex: none;
    padding: 2px 10px;
    border: 1px solid var(--line);
    border-radius: 999px;
    color: var(--text-soft);
    font-size: 0.75rem;
    font-weight: 600;
  }
`;
