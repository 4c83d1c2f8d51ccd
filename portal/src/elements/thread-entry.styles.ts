import { css } from "lit";

export const entryStyles = css`
  .day {
    display: flex;
    justify-content: center;
    margin: 20px 0 8px;
  }
  .day span {
    padding: 3px 12px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--surface);
    color: var(--text-soft);
    font-size: 0.75rem;
    font-weight: 600;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 12px;
    margin: 14px 0 6px;
    color: var(--danger-text);
    font-size: 0.75rem;
    font-weight: 700;
  }
  .line::before,
  .line::after {
    content: "";
    flex: 1;
    height: 1px;
    background: currentColor;
    opacity: 0.45;
  }
  .system {
    align-self: center;
    max-width: 90%;
    margin: 14px 0 8px;
    text-align: center;
    text-wrap: balance;
    color: var(--text-soft);
    font-size: var(--size-small);
  }
  article {
    position: relative;
    display: flex;
    flex-direction: column;
    max-width: min(78%, 600px);
    margin-top: 3px;
  }
  article.starts {
    margin-top: 14px;
  }
  .mine {
    align-self: flex-end;
    align-items: flex-end;
  }
  .theirs {
    align-self: flex-start;
    align-items: flex-start;
    padding-inline-start: 44px;
  }
  .theirs person-avatar {
    --avatar-size: 34px;
    position: absolute;
    inset-inline-start: 0;
    top: 20px;
  }
  .label {
    margin: 0 4px 4px;
    font-size: 0.78rem;
    color: var(--text-soft);
  }
  .label b {
    color: var(--text);
    font-weight: 600;
  }
  .role::before {
    content: "·";
    margin-inline-end: 5px;
  }
  .bubble {
    position: relative;
    max-width: 100%;
    padding: 8px 13px 6px;
    border: 1px solid var(--line);
    border-radius: 6px var(--radius-large) var(--radius-large) 6px;
    background: var(--surface-raised);
    box-shadow: var(--shadow-low);
  }
  .theirs.starts .bubble {
    border-start-start-radius: var(--radius-large);
  }
  .theirs.ends .bubble {
    border-end-start-radius: var(--radius-large);
  }
  .mine .bubble {
    border-color: transparent;
    border-radius: var(--radius-large) 6px 6px var(--radius-large);
    background: var(--bubble-own);
    color: var(--on-bubble-own);
  }
  .mine.starts .bubble {
    border-start-end-radius: var(--radius-large);
  }
  .mine.ends .bubble {
    border-end-end-radius: var(--radius-large);
  }
  article:focus {
    outline: none;
  }
  article:focus-visible .bubble {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
  }
  .bubble message-card {
    display: block;
    width: 330px;
    max-width: calc(100% + 10px);
    min-height: 70px;
    margin: 3px -5px;
  }
  .locked {
    font-style: italic;
  }
  .unlock {
    max-width: 100%;
    margin: 8px 0 4px;
    padding-block: 6px;
    text-align: start;
    white-space: normal;
  }
  .sensitive {
    display: inline-flex;
  }
  .foot {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 4px;
    margin-top: 1px;
    font-size: 0.6875rem;
    font-variant-numeric: tabular-nums;
    color: var(--text-soft);
  }
  .mine .foot {
    color: var(--on-bubble-own-soft);
  }
  .receipt {
    display: inline-flex;
    opacity: 0.8;
  }
  .receipt.read {
    color: light-dark(#b5eeff, #8bdfff);
    opacity: 1;
  }
  /* Colour alone would not tell read from delivered. */
  .ends .receipt.read .unseen {
    position: static;
    width: auto;
    height: auto;
    margin: 0 0 0 3px;
    clip-path: none;
  }
  .failed .bubble {
    border: 1px dashed var(--danger-text);
    background: var(--danger-soft);
    color: var(--text);
  }
  .failed .foot {
    color: var(--text-soft);
  }
  .failure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 6px;
    margin-top: 4px;
    color: var(--danger-text);
    font-size: var(--size-small);
  }
`;
