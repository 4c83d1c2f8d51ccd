import { css } from "lit";

export const waitingRoomStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    align-items: center;
    gap: 28px 36px;
    max-width: 960px;
    margin: 0 auto;
    padding: 32px 24px;
  }
  .picture {
    position: relative;
    display: grid;
    place-items: center;
    overflow: hidden;
    aspect-ratio: 4 / 3;
    border-radius: var(--radius-large);
    background: #10211d;
    --avatar-size: 96px;
  }
  video {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
    transform: scaleX(-1);
  }
  .picture span {
    position: absolute;
    inset: auto auto 10px 10px;
    padding: 3px 10px;
    border-radius: 999px;
    background: rgb(0 0 0 / 70%);
    color: #fff;
    font-size: 0.75rem;
    font-weight: 600;
  }
  .words {
    display: grid;
    justify-items: start;
    gap: 10px;
  }
  h2 {
    font-size: var(--size-page);
    font-weight: 700;
    letter-spacing: -0.02em;
    outline: none;
  }
  p {
    color: var(--text-soft);
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin: 6px 0 10px;
  }
  @container (max-width: 640px) {
    section {
      grid-template-columns: minmax(0, 1fr);
      gap: 18px;
      padding: 16px;
    }
    .picture {
      aspect-ratio: 16 / 10;
    }
    .button {
      width: 100%;
    }
  }
`;
