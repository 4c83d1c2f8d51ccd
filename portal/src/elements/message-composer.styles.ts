import { css } from "lit";

export const composerStyles = css`
  :host {
    display: block;
    padding: 10px clamp(12px, 3cqi, 32px) max(12px, env(safe-area-inset-bottom));
    border-top: 1px solid var(--line);
    background: var(--surface);
  }
  form,
  .closed,
  .correcting,
  .below {
    max-width: 820px;
    margin: 0 auto;
  }
  form {
    display: flex;
    align-items: flex-end;
    gap: 8px;
    padding: 4px;
    border: 1px solid var(--line-strong);
    border-radius: 26px;
    background: var(--surface);
  }
  form:focus-within {
    border-color: var(--focus);
    box-shadow: 0 0 0 1px var(--focus);
  }
  textarea {
    min-height: var(--touch);
    padding: 10px 8px 10px 16px;
    border: 0;
    outline: none;
    background: none;
    resize: none;
    line-height: 1.45;
    scrollbar-width: thin;
  }
  textarea:focus-visible {
    outline: none;
  }
  .show,
  .send {
    flex: none;
  }
  .send {
    width: var(--touch);
    padding: 0;
    border-radius: 50%;
  }
  .below {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding: 4px 18px 0;
    font-size: 0.75rem;
    color: var(--text-soft);
  }
  .waiting + .keys {
    display: none;
  }
  .over {
    color: var(--danger-text);
    font-weight: 600;
  }
  .closed {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 12px 16px;
    border-radius: var(--radius);
    background: var(--warning-soft);
    color: var(--warning-text);
    font-size: var(--size-small);
    font-weight: 500;
  }
  .closed b {
    font-weight: 650;
  }
  .closed a {
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .correcting {
    display: flex;
    align-items: center;
    gap: 10px;
    margin-bottom: 6px;
    padding-inline-start: 14px;
    border-inline-start: 3px solid var(--accent);
    color: var(--text-soft);
    font-size: var(--size-small);
  }
  .correcting > svg {
    color: var(--accent-text);
  }
  .correcting > span {
    flex: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .correcting b {
    color: var(--text);
    font-weight: 600;
  }
  @media (pointer: coarse) {
    .keys {
      display: none;
    }
  }
`;
