"""Previews: upright, small, in one of two kinds, and silent about where and by what the picture was taken."""

import io

import pytest
from PIL import Image

from chalicelib.inspection.previews import LONGEST_SIDE, preview_of
from tests.unit.inspection import pictures
from tests.unit.inspection.corpus import GIF, HEIC, JPEG, PNG, WEBP
from tests.unit.inspection.pictures import CAMERA, encoded, with_metadata


def shown(content: bytes, content_type: str) -> tuple[Image.Image, str, bytes]:
    made, kind = preview_of(io.BytesIO(content), content_type)
    return Image.open(io.BytesIO(made)), kind, made


@pytest.mark.parametrize("case", pictures.GOOD, ids=lambda case: case.title)
def test_every_picture_that_passes_has_a_preview_without_metadata(case: pictures.Case) -> None:
    image, kind, made = shown(case.make(), case.content_type)
    assert kind == Image.MIME[image.format or ""]
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
                               "loop", "background", "timestamp", "duration"}  # fmt: skip
    assert not image.getexif()
    assert CAMERA.encode() not in made
    assert getattr(image, "n_frames", 1) == 1


@pytest.mark.parametrize(("kind", "content_type"), [("JPEG", JPEG), ("HEIF", HEIC), ("PNG", PNG), ("WEBP", WEBP)])
@pytest.mark.parametrize(("orientation", "red_is_at"), [(1, (4, 16)), (3, (60, 16)), (6, (16, 4)), (8, (16, 60))])
def test_pictures_are_upright_however_the_camera_was_held(
    kind: str, content_type: str, orientation: int, red_is_at: tuple[int, int]
) -> None:
    image, _, _ = shown(with_metadata(kind, orientation), content_type)
    assert image.size == ((64, 32) if orientation in (1, 3) else (32, 64))
    red, _, blue = image.convert("RGB").getpixel(red_is_at)
    assert red > 200 > 60 > blue


@pytest.mark.parametrize(
    ("content", "content_type", "kind"),
    [
        (encoded("PNG", "RGBA"), PNG, WEBP),
        (encoded("WEBP", "RGBA"), WEBP, WEBP),
        (encoded("PNG"), PNG, JPEG),
        (encoded("HEIF"), HEIC, JPEG),
        (encoded("GIF", "P"), GIF, JPEG),
        (encoded("JPEG", "CMYK"), JPEG, JPEG),
    ],
)
def test_only_see_through_pictures_become_webp(content: bytes, content_type: str, kind: str) -> None:
    assert shown(content, content_type)[1] == kind


def test_large_pictures_become_small_and_keep_their_shape() -> None:
    image, _, _ = shown(encoded("JPEG", size=(5000, 2500)), JPEG)
    assert image.size == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_deep_grey_keeps_its_shades() -> None:
    written = io.BytesIO()
    Image.new("I;16", (8, 8), 32_768).save(written, "PNG")
    image, _, _ = shown(written.getvalue(), PNG)
    assert abs(image.convert("L").getpixel((4, 4)) - 128) <= 2
