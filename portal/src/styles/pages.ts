import { css } from "lit";

/** What the pages around the chat share: width, headings, panels. */
export const pageStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    padding: clamp(16px, 3vw, 36px) clamp(14px, 3vw, 40px) 48px;
  }
  .wide,
  .column {
    display: grid;
    gap: 20px;
    max-width: 1180px;
    margin: 0 auto;
  }
  .column {
    max-width: 760px;
  }
  .wide > *,
  .column > * {
    min-width: 0;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 12px 20px;
  }
  h1 {
    font-size: var(--size-page);
    font-weight: 700;
    letter-spacing: -0.022em;
    line-height: 1.2;
  }
  .lead {
    margin-top: 4px;
    color: var(--text-soft);
  }
  .notice {
    display: flex;
    align-items: flex-start;
    gap: 12px;
    padding: 14px 16px;
    border-radius: var(--radius);
    background: var(--warning-soft);
    color: var(--warning-text);
    font-size: var(--size-small);
    font-weight: 500;
  }
  .notice svg {
    margin-top: 1px;
  }
  @container (max-width: 560px) {
    .wide,
    .column {
      gap: 14px;
    }
  }
`;

/** A piece of a page with a heading of its own, and the rows of conversations in it. */
export const panelStyles = css`
  .panel {
    padding: 20px 22px;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface);
    box-shadow: var(--shadow-low);
  }
  .panel > header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-height: 30px;
    margin-bottom: 10px;
  }
  h2 {
    font-size: var(--size-title);
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .number {
    display: inline-grid;
    place-items: center;
    min-width: 24px;
    height: 24px;
    margin-inline-start: 8px;
    padding: 0 8px;
    border-radius: 999px;
    background: var(--warning-soft);
    color: var(--warning-text);
    font-size: 0.75rem;
    font-weight: 700;
    vertical-align: 2px;
  }
  .more {
    display: inline-flex;
    align-items: center;
    min-height: var(--touch);
    margin: -8px -10px;
    padding: 0 10px;
    border-radius: var(--radius-small);
    color: var(--accent-text);
    font-size: var(--size-small);
    font-weight: 650;
  }
  .more:hover {
    background: var(--surface-hover);
  }
  .rows {
    margin: 0 -14px -10px;
  }
  .nothing {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 10px 0 6px;
    color: var(--text-soft);
  }
  .nothing svg {
    color: var(--accent-text);
  }
  @container (max-width: 560px) {
    .panel {
      padding: 16px;
      border-radius: var(--radius);
    }
    .rows {
      margin: 0 -12px -8px;
    }
  }
`;
