"""Pictures are drawn anew before they are kept: what a camera wrote beside them, where it stood
among it, and whatever was appended to them does not come along."""

import io
from dataclasses import dataclass

from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from repatriation.errors import Sentence, gettext_noop
from repatriation.files.media_types import JPEG, PNG, FileRefused

MOST_PIXELS = 50_000_000  # a camera has no more; 150 MB while it is drawn
TAKEN = ("JPEG", "PNG", "WEBP")
GRAINS, PREVIEW = 10, 160  # pixels on the long side that a preview is made of, and has
NOT_A_PICTURE = gettext_noop("This is not a picture that can be kept here. JPEG, PNG and WebP can.")
TOO_MANY_PIXELS = gettext_noop("The picture has more than %(most)s million pixels.")
DAMAGED = gettext_noop("The picture is damaged: it ends early, or its content is no picture.")


@dataclass(frozen=True)
class Picture:
    """`preview` is a JPEG in which nothing can be made out: it is what stands on a page."""

    data: bytes
    media_type: str
    preview: bytes


def draw_anew(data: bytes) -> Picture:
    """The same picture, upright, and nothing else; FileRefused for what is none or too large."""
    image = _opened(data)
    is_lossless = image.format == "PNG"
    try:
        image.load()
        plain = ImageOps.exif_transpose(image).convert("RGB")
        plain.info.clear()  # a comment would be written again
    except (OSError, SyntaxError, ValueError, IndexError, Image.DecompressionBombError) as error:
        raise FileRefused(Sentence(DAMAGED)) from error
    kept = _written(plain, "PNG") if is_lossless else _written(plain, "JPEG", quality=92)
    return Picture(kept, PNG if is_lossless else JPEG, _written(_blurred(plain), "JPEG"))


def _opened(data: bytes) -> Image.Image:
    """Only its head is read here, so that a bomb is refused before it unpacks."""
    try:
        image = Image.open(io.BytesIO(data), formats=TAKEN)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise FileRefused(Sentence(NOT_A_PICTURE)) from error
    except Image.DecompressionBombError as error:
        raise FileRefused(_too_many()) from error
    if image.width * image.height > MOST_PIXELS:
        raise FileRefused(_too_many())
    return image


def _too_many() -> Sentence:
    return Sentence(TOO_MANY_PIXELS, {"most": MOST_PIXELS // 1_000_000})


def _blurred(image: Image.Image) -> Image.Image:
    """From so few grains that no sharpening brings anything back."""
    grains = image.copy()
    grains.thumbnail((GRAINS, GRAINS))
    factor = PREVIEW // max(grains.size)
    size = (grains.width * factor, grains.height * factor)
    return grains.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(6))


def _written(image: Image.Image, form: str, **how: int) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()
