import { msg, str } from "@lit/localize";
import type { CallLink, OtherMedia } from "../calls/shapes.ts";

/** How a call stands, as far as words are needed for it. */
export interface Standing {
  readonly link: CallLink;
  /** Whether the other side is on the visit; null where nobody has said. */
  readonly isOtherHere: boolean | null;
  readonly name: string;
}

/** What stands over the picture while there is no call to be seen; null while there is. */
export function overlayOf({ link, isOtherHere, name }: Standing): { title: string; about: string } | null {
  if (link === "live") return null;
  if (link === "failed" && isOtherHere !== false)
    return {
      title: msg("The connection was lost"),
      about: msg("Check your network, and join again. The visit goes on where it was."),
    };
  if (link === "reconnecting" && isOtherHere !== false)
    return { title: msg("Reconnecting…"), about: msg("The picture comes back by itself.") };
  if (isOtherHere === false) return absent(link, name);
  return { title: msg(str`Connecting to ${name}…`), about: "" };
}

function absent(link: CallLink, name: string): { title: string; about: string } {
  if (link === "connecting")
    return {
      title: msg(str`${name} is not here yet`),
      about: msg("You will see and hear each other as soon as they are."),
    };
  return {
    title: msg(str`${name} has lost the connection`),
    about: msg("The call goes on by itself as soon as they are back."),
  };
}

/** What a screen reader says of a change in what the other side sends; empty where there is nothing to say. */
export function changeInWords(before: OtherMedia | null, after: OtherMedia | null, name: string): string {
  if (!before || !after) return "";
  const said = [
    [
      before.hasMicrophone,
      after.hasMicrophone,
      msg(str`${name} can be heard again`),
      msg(str`${name} is muted`),
    ],
    [
      before.hasCamera,
      after.hasCamera,
      msg(str`${name} turned the camera on`),
      msg(str`${name} turned the camera off`),
    ],
    [
      before.isSharing,
      after.isSharing,
      msg(str`${name} shares the screen`),
      msg(str`${name} stopped sharing the screen`),
    ],
  ] as const;
  return said
    .filter(([was, is]) => was !== is)
    .map(([, is, on, off]) => (is ? on : off))
    .join(". ");
}
