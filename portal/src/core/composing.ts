interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
}

const KEY_CODE_OF_INPUT_METHOD = 229;

/** Enter sends, but not with Shift, not while an input method composes, and not on a touch keyboard. */
export function isSendKey(event: Key, isTouch: boolean): boolean {
  if (event.key !== "Enter" || event.shiftKey || isTouch) return false;
  return !event.isComposing && event.keyCode !== KEY_CODE_OF_INPUT_METHOD;
}

/** In characters as the server counts them: an emoji is one, not two. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
