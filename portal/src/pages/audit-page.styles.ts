import { css } from "lit";

export const auditStyles = css`
  form {
    display: grid;
    gap: 14px;
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
    gap: 14px;
  }
  .field {
    grid-template-columns: minmax(0, 1fr);
  }
  input[type="datetime-local"] {
    width: 100%;
    min-width: 0;
    min-height: var(--touch);
    padding: 10px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    font: inherit;
    font-size: 1rem;
  }
  [role="status"]:empty {
    display: none;
  }
  .error {
    display: block;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
  }
  .all {
    width: 100%;
    margin-top: 14px;
  }
`;
