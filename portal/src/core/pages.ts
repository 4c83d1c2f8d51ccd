import type { Page } from "./shapes.ts";

/**
 * The next page that holds something, or the last one. A search gives pages with nothing in them where it has looked
 * at much that did not fit.
 */
export async function nextFilled<Item>(
  read: (cursor: string | null) => Promise<Page<Item>>,
  from: string | null = null,
): Promise<Page<Item>> {
  let page = await read(from);
  while (page.items.length === 0 && page.next !== null) page = await read(page.next);
  return page;
}
