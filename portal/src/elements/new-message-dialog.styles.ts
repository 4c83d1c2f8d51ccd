import { css } from "lit";

export const dialogStyles = css`
  dialog {
    width: min(560px, calc(100vw - 32px));
    max-height: min(760px, calc(100dvh - 32px));
    padding: 0;
    border: 0;
    border-radius: 20px;
    background: var(--surface);
    color: var(--text);
    box-shadow: var(--shadow-high);
    overflow: hidden;
  }
  dialog[open] {
    animation: appear 0.16s ease-out;
  }
  dialog::backdrop {
    background: var(--backdrop);
  }
  form {
    display: flex;
    flex-direction: column;
    max-height: inherit;
  }
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 14px 14px 10px 24px;
  }
  h2 {
    font-size: 1.25rem;
    font-weight: 700;
    letter-spacing: -0.015em;
  }
  .body {
    display: grid;
    gap: 20px;
    padding: 6px 24px 20px;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  .foot {
    display: flex;
    justify-content: flex-end;
    gap: 10px;
    padding: 14px 24px;
    border-top: 1px solid var(--line);
  }
  @keyframes appear {
    from {
      opacity: 0;
      translate: 0 10px;
    }
  }
  @media (max-width: 560px) {
    dialog {
      width: 100vw;
      max-width: none;
      height: 100dvh;
      max-height: none;
      border-radius: 0;
    }
    form {
      height: 100%;
    }
    .body {
      flex: 1;
      align-content: start;
      padding-inline: 16px;
    }
    .head {
      padding-inline-start: 16px;
    }
    .foot {
      padding: 12px 16px max(12px, env(safe-area-inset-bottom));
    }
  }
`;
