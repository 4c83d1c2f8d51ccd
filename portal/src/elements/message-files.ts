import { css, html, nothing } from "lit";
import { msg } from "@lit/localize";
import type { Reader } from "../core/reader.ts";
import type { Attachment } from "../core/shapes.ts";

/** Room for each file, as much as it will need: what shows it comes later, and nothing may jump then. */
export const fileStyles = css`
  .files {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    margin: 3px -6px 5px;
  }
  message-file {
    display: block;
    width: 300px;
    max-width: 100%;
    height: 60px;
  }
  message-file.picture {
    height: 208px;
  }
  message-file.refused {
    height: 96px;
  }
`;

/** The files of a message. How they are shown is fetched with the first one; without that their names stay. */
export function filesIn(attachments: readonly Attachment[] | undefined, { clock }: Reader) {
  if (!attachments?.length) return nothing;
  import("./message-file.ts").catch(() => undefined);
  return html`<ul class="files" aria-label=${msg("Files")}>
    ${attachments.map(
      (attachment) =>
        html`<li>
          <message-file
            class=${isPicture(attachment) ? "picture" : attachment.state}
            .attachment=${attachment}
            locale=${clock.locale}
            >${attachment.fileName}</message-file
          >
        </li>`,
    )}
  </ul>`;
}

/** One that can be seen in the thread itself. */
export function isPicture({ contentType, hasPreview, state }: Attachment): boolean {
  return state === "ready" && hasPreview && contentType.startsWith("image/");
}
