import { css } from "lit";

export const preferencesStyles = css`
  .who {
    display: flex;
    align-items: center;
    gap: 16px;
    margin-bottom: 20px;
  }
  .who person-avatar {
    --avatar-size: 56px;
  }
  preference-switch ~ preference-switch {
    margin-top: 10px;
    padding-top: 10px;
    border-top: 1px solid var(--line);
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 20px;
  }
  @container (max-width: 560px) {
    .choices {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
