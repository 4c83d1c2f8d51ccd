import { css } from "lit";

export const threadStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
    background: var(--surface-sunken);
  }
  .scroller {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    padding: 8px clamp(12px, 3cqi, 32px) 16px;
    /* The place is kept by hand on prepending: WebKit has no anchoring, and both at once would jump. */
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .scroller:focus-visible {
    outline-offset: -2px;
  }
  .column {
    display: flex;
    flex-direction: column;
    min-height: 100%;
    max-width: 820px;
    margin: 0 auto;
    justify-content: flex-end;
  }
  .pill {
    position: absolute;
    bottom: 14px;
    left: 50%;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: var(--touch);
    padding: 0 18px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--surface-raised);
    color: var(--accent-text);
    box-shadow: var(--shadow-high);
    font-size: var(--size-small);
    font-weight: 650;
    translate: -50% 0;
    animation: rise 0.18s ease-out;
  }
  .pill.round {
    inset-inline: auto 20px;
    left: auto;
    width: var(--touch);
    padding: 0;
    justify-content: center;
    translate: none;
    animation: none;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: -50% 8px;
    }
  }
  .older {
    align-self: center;
    padding: 12px;
    color: var(--text-soft);
    font-size: var(--size-small);
  }
`;
