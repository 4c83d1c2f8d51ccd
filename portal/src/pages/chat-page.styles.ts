import { css } from "lit";

export const chatPageStyles = css`
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
  inbox-pane {
    border-inline-end: 1px solid var(--line);
  }
  :host([narrow]) inbox-pane {
    border: 0;
  }
  section {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-width: 0;
    min-height: 0;
    background: var(--surface-sunken);
  }
`;
