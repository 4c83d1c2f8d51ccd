import { svg, html, type SVGTemplateResult, type TemplateResult } from "lit";

/** Line icons on a 24-unit grid, in the colour of the text around them; words beside them say what they mean. */
export function icon(paths: SVGTemplateResult, size = 20): TemplateResult {
  return html`<svg
    width=${size}
    height=${size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.9"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${paths}
  </svg>`;
}

export const closeIcon = icon(svg`<path d="M6 6l12 12M18 6L6 18" />`);
export const writeIcon = icon(
  svg`<path d="M4 20h4L19.5 8.5a2.1 2.1 0 0 0-3-3L5 17z" /><path d="M14.5 7.5l3 3" />`,
);
export const searchIcon = icon(svg`<circle cx="11" cy="11" r="6.5" /><path d="M20 20l-4.3-4.3" />`);
export const moreIcon = icon(svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3.2" />`);
export const pinIcon = icon(svg`<path d="M9 4h6l-.7 6 3.2 3.5H6.5L9.7 10zM12 13.5V20" />`, 15);
export const mutedIcon = icon(
  svg`<path d="M18 14.5V11a6 6 0 0 0-9-5.2M6 9.5V17h10.5M10 20.5h4M4 4l16 16" />`,
  15,
);
export const archiveIcon = icon(svg`<path d="M4 5h16v4H4zM6 9v10h12V9M10 13h4" />`, 15);
export const waitingIcon = icon(svg`<circle cx="12" cy="12" r="8" /><path d="M12 8v4l2.5 2" />`, 14);
export const messagesIcon = icon(
  svg`<path d="M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z" />`,
);
export const countIcon = icon(svg`<path d="M5 5h14v11h-8l-5 4v-4H5z" />`, 13);
export const alertIcon = icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 7.5v5M12 16h.01" />`, 16);

export const brandIcon = html`<svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true">
  <rect width="32" height="32" rx="9" fill="#0b6e63" />
  <path
    d="M9.5 8h13A3.5 3.5 0 0 1 26 11.5v7a3.5 3.5 0 0 1-3.5 3.5H16l-5.2 4.2c-.6.5-1.3 0-1.3-.7V22A3.5 3.5 0 0 1 6 18.5v-7A3.5 3.5 0 0 1 9.5 8Z"
    fill="#fff"
  />
  <path d="M16 11.2v7.6M12.2 15h7.6" stroke="#0b6e63" stroke-width="2.4" stroke-linecap="round" />
</svg>`;
