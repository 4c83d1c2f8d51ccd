import { css } from "lit";

export const dashboardStyles = css`
  .cards {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: 16px;
  }
  .halves {
    display: grid;
    grid-template-columns: minmax(0, 1.35fr) minmax(0, 1fr);
    align-items: start;
    gap: 20px;
  }
  .halves > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }
  @container (max-width: 940px) {
    .cards {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .halves {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container (max-width: 560px) {
    .cards {
      gap: 10px;
    }
    .halves,
    .halves > div {
      gap: 14px;
    }
    .top .button {
      width: 100%;
    }
  }
`;
