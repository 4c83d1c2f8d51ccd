import { css } from "lit";

export const cardStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  article {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 12px 16px;
    padding: 14px 0;
  }
  .day {
    display: grid;
    place-items: center;
    align-self: start;
    width: 52px;
    padding: 7px 0 8px;
    border-radius: var(--radius);
    background: var(--accent-soft);
    color: var(--accent-text);
    font-size: 0.6875rem;
    font-weight: 650;
    line-height: 1.25;
    text-transform: uppercase;
  }
  .day b {
    font-size: 1.25rem;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  .about {
    display: grid;
    gap: 3px;
  }
  h3 {
    margin: 0;
    font-size: var(--size-body);
    font-weight: 650;
    overflow-wrap: anywhere;
  }
  .time {
    font-size: var(--size-small);
    font-weight: 500;
  }
  .who {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-top: 3px;
    font-size: var(--size-small);
  }
  .who person-avatar {
    --avatar-size: 26px;
  }
  .role,
  .opens {
    color: var(--text-soft);
  }
  .opens {
    font-size: var(--size-small);
    text-align: end;
  }
  .standing {
    margin-top: 5px;
  }
  .cancelled :is(h3, .time) {
    color: var(--text-soft);
    text-decoration: line-through;
  }
  .cancelled .day {
    background: var(--surface-sunken);
    color: var(--text-soft);
  }
  @container (max-width: 480px) {
    article {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .button {
      grid-column: 1 / -1;
    }
    .opens {
      grid-column: 2;
      text-align: start;
    }
  }
`;
