import { css } from "lit";

export const chatPageStyles = css`
  :host {
    display: grid;
    grid-template-columns: clamp(310px, 34%, 400px) minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    height: 100%;
    min-height: 0;
  }
  :host([narrow]) {
    grid-template-columns: minmax(0, 1fr);
  }
  conversation-list {
    border-inline-end: 1px solid var(--line);
  }
  :host([narrow]) conversation-list {
    border: 0;
  }
  section {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    background: var(--surface-sunken);
  }
  message-thread,
  empty-state {
    flex: 1;
  }
`;
