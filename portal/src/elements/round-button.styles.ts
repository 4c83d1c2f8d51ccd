import { css, unsafeCSS } from "lit";

const round = (selector: string) => unsafeCSS(selector);

/** The round buttons on a picture, the same for those that a page puts among them. */
export const roundButtons = css`
  ${round("button.round, ::slotted(button)")} {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    width: 52px;
    height: 52px;
    padding: 0;
    border: 1px solid rgb(255 255 255 / 22%);
    border-radius: 50%;
    background: rgb(38 52 48 / 82%);
    color: #fff;
    font: inherit;
    cursor: pointer;
    transition: background 0.15s;
  }
  ${round("button.round:hover:not(:disabled), ::slotted(button:hover)")} {
    background: rgb(70 88 82 / 90%);
  }
  ${round("button.round.off, button.round.leave")} {
    border-color: transparent;
    background: #c93a2e;
  }
  ${round("button.round.off:hover:not(:disabled), button.round.leave:hover")} {
    background: #a52a20;
  }
  ${round("button.round.on")} {
    border-color: transparent;
    background: #0b6e63;
  }
  ${round("button.round:disabled")} {
    cursor: default;
    opacity: 0.55;
  }
  ${round("button.round:focus-visible, ::slotted(button:focus-visible)")} {
    outline: 2px solid #fff;
    outline-offset: 2px;
  }
`;
