/** What an open thread has beside its messages: loaded once they are on the screen, for reading does not wait for it. */
import "../elements/thread-tools.ts";
import "../elements/waiting-bar.ts";
import "./thread-overlays.ts";

// Nobody drops a file before they drag it.
addEventListener("dragenter", () => void import("../elements/file-drop.ts").catch(() => undefined), {
  once: true,
});
