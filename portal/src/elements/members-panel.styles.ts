import { css } from "lit";

export const membersStyles = css`
  dialog {
    position: fixed;
    inset: 0 0 0 auto;
    width: min(360px, 100vw);
    height: 100dvh;
    max-height: none;
    margin: 0;
    padding: 0 0 max(16px, env(safe-area-inset-bottom));
    overflow-y: auto;
    border: 0;
    border-inline-start: 1px solid var(--line);
    background: var(--surface);
    color: var(--text);
    box-shadow: var(--shadow-high);
    animation: enter 0.18s ease-out;
  }
  dialog::backdrop {
    background: var(--backdrop);
  }
  @keyframes enter {
    from {
      translate: 40px 0;
      opacity: 0;
    }
  }
  header {
    position: sticky;
    z-index: 1;
    top: 0;
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 68px;
    padding: 8px 10px 8px 20px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  h2 {
    font-size: var(--size-title);
    font-weight: 650;
  }
  ul {
    padding: 8px 0;
  }
  li {
    display: flex;
    gap: 12px;
    padding: 10px 20px;
  }
  li > div {
    min-width: 0;
  }
  .picture {
    position: relative;
    align-self: flex-start;
    display: flex;
  }
  person-avatar {
    --avatar-size: 40px;
  }
  .online::after {
    content: "";
    position: absolute;
    inset: auto -1px -1px auto;
    width: 12px;
    height: 12px;
    border: 2px solid var(--surface);
    border-radius: 50%;
    background: var(--online);
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .name span {
    color: var(--text-soft);
    font-weight: 450;
  }
  .role,
  .read {
    font-size: var(--size-small);
    color: var(--text-soft);
  }
  .role b {
    color: var(--online-text);
    font-weight: 600;
  }
  .note {
    margin: 4px 20px;
    padding: 12px 14px;
    border-radius: var(--radius);
    background: var(--surface-sunken);
    color: var(--text-soft);
    font-size: var(--size-small);
  }
`;
