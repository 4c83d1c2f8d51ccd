import { css } from "lit";

/** Where an administrator names a person by id, and is asked once more before anything happens to them. */
export const personActs = css`
  :host,
  form {
    display: grid;
    gap: 14px;
  }
  .field {
    grid-template-columns: minmax(0, 1fr);
    max-width: 420px;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
  }
  p {
    overflow-wrap: anywhere;
  }
`;
