import { css } from "lit";

export const cardStyles = css`
  :host {
    display: block;
    max-width: 100%;
  }
  :host([slot="above"]) {
    max-width: 820px;
    margin: 0 auto 8px;
  }
  .card {
    display: flex;
    align-items: center;
    gap: 11px;
    min-height: 56px;
    padding: 8px 12px 8px 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    text-align: start;
  }
  a.card:hover {
    border-color: var(--line-strong);
    background: var(--surface-hover);
  }
  .icon {
    display: grid;
    place-items: center;
    width: 38px;
    height: 38px;
    flex: none;
    border-radius: 10px;
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .words {
    display: grid;
    flex: 1;
    min-width: 0;
    line-height: 1.35;
  }
  .kind,
  .facts {
    color: var(--text-soft);
    font-size: 0.75rem;
  }
  .title {
    overflow-wrap: anywhere;
    font-weight: 600;
    justify-self: start;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    column-gap: 5px;
    font-variant-numeric: tabular-nums;
  }
  .facts > :not(:last-child)::after {
    content: "·";
    margin-inline-start: 5px;
  }
  .card > svg {
    color: var(--text-soft);
  }
  :host(:dir(rtl)) .card > svg {
    scale: -1 1;
  }
  .icon-button {
    margin-inline-end: -6px;
  }
  @media print {
    .card {
      border-color: currentColor;
      break-inside: avoid;
    }
  }
`;
