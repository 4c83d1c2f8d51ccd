import { css } from "lit";

export const visitStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  header {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 68px;
    padding: 8px 18px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  header .icon-button {
    margin-inline-start: -8px;
  }
  visit-facts {
    flex: 1;
  }
  .acts {
    display: flex;
    gap: 8px;
  }
  .acts .button[aria-pressed="true"] {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .danger {
    background: var(--danger);
    color: var(--on-danger);
  }
  .body {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
  }
  .body:is(.at-early, .at-left, .at-over, .at-ended, .at-cancelled) {
    display: grid;
  }
  .check {
    display: grid;
    gap: 20px;
    max-width: 1080px;
    margin: 0 auto;
    padding: 24px;
  }
  aside {
    max-width: 640px;
  }
  .at-call {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr) auto;
    overflow: hidden;
  }
  visit-call {
    grid-column: 1;
  }
  visit-chat {
    grid-column: 2;
    width: clamp(320px, 34vw, 400px);
    border-inline-start: 1px solid var(--line);
  }
  :host([narrow]) visit-chat {
    grid-column: 1;
    width: auto;
    border: 0;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 10px;
  }
  :host([narrow]) header {
    min-height: 60px;
    padding-inline: 10px;
  }
  :host([narrow]) .acts .name {
    position: absolute;
    clip-path: inset(50%);
  }
  :host([narrow]) .acts .button {
    min-width: var(--touch);
    padding: 0 12px;
  }
  :host([narrow]) .check {
    padding: 16px;
  }
  :host([narrow]) .choices .button {
    flex: 1 1 100%;
  }
`;
