import { css } from "lit";

/** How a visit stands: a few words with a dot before them. */
export const standingStyles = css`
  .standing {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    padding: 3px 11px;
    border-radius: 999px;
    background: var(--surface-sunken);
    color: var(--text-soft);
    font-size: var(--size-small);
    font-weight: 600;
    text-wrap: pretty;
  }
  .standing::before {
    content: "";
    flex: none;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: currentColor;
  }
  .standing:is(.calling, .live, .calm) {
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .standing.late {
    background: var(--warning-soft);
    color: var(--warning-text);
  }
  .standing.calling::before {
    animation: call 1.4s ease-in-out infinite;
  }
  @keyframes call {
    50% {
      box-shadow: 0 0 0 5px color-mix(in srgb, currentColor 25%, transparent);
    }
  }
`;
