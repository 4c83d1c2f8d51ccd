import { css } from "lit";

export const chartStyles = css`
  :host {
    display: block;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 2px 16px;
    margin-bottom: 14px;
  }
  h2 {
    font-size: var(--size-title);
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .told {
    color: var(--text-soft);
    font-size: var(--size-small);
    font-variant-numeric: tabular-nums;
  }
  .told b {
    color: var(--text);
    font-weight: 650;
  }
  .field {
    position: relative;
    border-radius: var(--radius-small);
    cursor: crosshair;
    touch-action: pan-y;
  }
  svg.bars {
    width: 100%;
    height: 168px;
    overflow: visible;
  }
  .grid {
    stroke: var(--line);
    stroke-width: 1;
  }
  .grid.above {
    stroke-dasharray: 2 5;
  }
  .scale {
    fill: var(--text-soft);
    font-size: 11px;
    font-variant-numeric: tabular-nums;
  }
  .bar {
    fill: var(--accent);
    opacity: 0.78;
    transition: opacity 0.12s;
  }
  .bar.today,
  .bar.active {
    opacity: 1;
  }
  .column {
    fill: var(--accent-soft);
  }
  .days {
    display: flex;
    justify-content: space-between;
    padding: 6px 34px 0 0;
    color: var(--text-soft);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  details {
    margin-top: 6px;
    color: var(--text-soft);
    font-size: var(--size-small);
  }
  summary {
    display: flex;
    align-items: center;
    width: fit-content;
    min-height: var(--touch);
    border-radius: var(--radius-small);
    font-weight: 600;
    cursor: pointer;
  }
  summary::before {
    content: "";
    width: 7px;
    height: 7px;
    margin-inline: 3px 10px;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    rotate: -45deg;
    transition: rotate 0.15s;
  }
  details[open] summary::before {
    rotate: 45deg;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 7px 4px;
    border-top: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
  }
  td,
  th:last-child {
    text-align: end;
  }
  thead th {
    border: 0;
    font-weight: 600;
  }
  tbody :is(th, td) {
    color: var(--text);
  }
`;
