import { css } from "lit";

export const conversationPaneStyles = css`
  :host {
    position: relative;
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    background: var(--surface-sunken);
  }
  message-thread {
    flex: 1;
  }
`;
