import { css } from "lit";

export const casesStyles = css`
  :host {
    display: grid;
    grid-template-columns: clamp(310px, 38%, 400px) minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    height: 100%;
    min-height: 0;
  }
  :host([narrow]) {
    grid-template-columns: minmax(0, 1fr);
  }
  .list {
    display: flex;
    flex-direction: column;
    min-height: 0;
    border-inline-end: 1px solid var(--line);
    background: var(--surface);
  }
  :host([narrow]) .list {
    border: 0;
  }
  .list > h1 {
    padding: 20px 22px 12px;
    font-size: 1.25rem;
    font-weight: 700;
    letter-spacing: -0.015em;
  }
  case-list {
    flex: 1;
  }
  .detail {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    background: var(--surface-sunken);
  }
  .detail > * {
    flex: 1;
    min-height: 0;
  }
`;
