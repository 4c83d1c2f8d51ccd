"""Small copies of pictures for the page: upright, in the colours of every screen, without any metadata."""

import io
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps

from chalicelib.inspection.images import opened

LONGEST_SIDE = 2048
QUALITY = 85
JPEG, WEBP = "image/jpeg", "image/webp"


def preview_of(file: BinaryIO, content_type: str) -> tuple[bytes, str]:
    """The first frame in at most 2048 by 2048 pixels, and the content type: WebP if it is see-through, else JPEG.

    The file must have passed its inspection.
    """
    with opened(file, content_type) as image:
        # A JPEG is decoded at a half, a quarter or an eighth if that is enough.
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        plain = in_plain_colours(image)
        plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return encoded(as_on_screens(ImageOps.exif_transpose(plain), image.info.get("icc_profile")))


def in_plain_colours(image: Image.Image) -> Image.Image:
    """Palettes, print colours and deep greys as red, green and blue, or grey, with transparency if there is any."""
    if image.mode.startswith(("I", "F")):
        return image.convert("F").point(lambda value: value / 256).convert("L")
    if image.mode in ("RGB", "RGBA", "L"):
        return image.convert("RGBA") if "transparency" in image.info else image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def as_on_screens(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours that its profile means, in sRGB; a profile that cannot be used is left aside."""
    if not profile or image.mode not in ("RGB", "RGBA"):
        return image
    try:
        screens = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, io.BytesIO(profile), screens) or image
    except (ImageCms.PyCMSError, OSError):
        return image


def encoded(image: Image.Image) -> tuple[bytes, str]:
    """Pixels alone, copied to a picture that has never known anything else."""
    content_type = WEBP if image.mode == "RGBA" else JPEG
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    written = io.BytesIO()
    if content_type == WEBP:
        bare.save(written, "WEBP", quality=QUALITY)
    else:
        bare.save(written, "JPEG", quality=QUALITY, progressive=True)
    return written.getvalue(), content_type
