import { css } from "lit";

export const patientStyles = css`
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 14px 18px;
    margin-bottom: 20px;
  }
  .who person-avatar {
    --avatar-size: 64px;
  }
  .name {
    flex: 1 1 200px;
    min-width: 0;
  }
  .name h1 {
    overflow-wrap: anywhere;
  }
  .online {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    font-size: var(--size-small);
  }
  .online::before {
    content: "";
    width: 9px;
    height: 9px;
    border: 2px solid var(--line-strong);
    border-radius: 50%;
  }
  .online.on {
    color: var(--accent-text);
    font-weight: 600;
  }
  .online.on::before {
    border-color: var(--accent);
    background: var(--accent);
  }
  hindrance-note,
  mail-problem-note {
    margin-bottom: 20px;
  }
  .all {
    width: 100%;
    margin-top: 16px;
  }
  @container (max-width: 560px) {
    .who .button {
      flex: 1 1 100%;
    }
  }
`;
