import { css } from "lit";

export const inboxPaneStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    background: var(--surface);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    padding: 14px 14px 10px 22px;
  }
  h1 {
    font-size: 1.25rem;
    font-weight: 700;
    letter-spacing: -0.015em;
  }
  .rows {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-height: 0;
  }
  conversation-list {
    flex: 1;
  }
`;
