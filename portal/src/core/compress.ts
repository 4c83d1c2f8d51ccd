/** How a picture is drawn again: no side longer than this, at that quality. Each is smaller than the one before. */
const ATTEMPTS = [
  { side: 4096, quality: 0.88 },
  { side: 3072, quality: 0.82 },
  { side: 2048, quality: 0.75 },
] as const;

const TYPE = "image/jpeg";

/** The same picture as a JPEG of at most so many bytes, without its metadata; null where that cannot be had. */
export async function compressed(file: File, mostBytes: number): Promise<File | null> {
  const picture = await createImageBitmap(file);
  try {
    for (const { side, quality } of ATTEMPTS) {
      const smaller = await drawn(picture, side).convertToBlob({ type: TYPE, quality });
      if (smaller.size <= mostBytes) return new File([smaller], jpegName(file.name), { type: TYPE });
    }
    return null;
  } finally {
    picture.close();
  }
}

function drawn(picture: ImageBitmap, side: number): OffscreenCanvas {
  const [width, height] = fitted(picture, side);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d")!;
  // A JPEG has no transparency: what was clear becomes paper, not ink.
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  return canvas;
}

/** Width and height, in their proportion, of which neither is more than `side`. */
export function fitted(
  { width, height }: { width: number; height: number },
  side: number,
): readonly [number, number] {
  const scale = Math.min(1, side / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

export function jpegName(name: string): string {
  return `${name.replace(/\.[^.]*$/, "")}.jpg`;
}
