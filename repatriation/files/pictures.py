"""Pictures are drawn anew before they are kept: what a camera wrote beside them, where it stood
among it, and whatever was appended to them does not come along."""

import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageFilter, UnidentifiedImageError

from repatriation.errors import Sentence, gettext_noop
from repatriation.files.media_types import JPEG, PNG, FileRefused

MOST_PIXELS = 50_000_000  # a camera has no more; 150 MB while it is drawn
TAKEN = ("JPEG", "PNG", "WEBP")
GRAINS, PREVIEW = 10, 160  # pixels on the long side that a preview is made of, and has
DEEP = "I;16"  # a radiograph of more greys than a screen shows: in eight bits it would turn white
ORIENTATION, TURN = 0x0112, Image.Transpose
UPRIGHT = {
    2: TURN.FLIP_LEFT_RIGHT,
    3: TURN.ROTATE_180,
    4: TURN.FLIP_TOP_BOTTOM,
    5: TURN.TRANSPOSE,
    6: TURN.ROTATE_270,
    7: TURN.TRANSVERSE,
    8: TURN.ROTATE_90,
}
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
        plain = _upright(image, image.convert(_mode(image)))
        plain.info.clear()  # a comment would be written again
    except (OSError, SyntaxError, ValueError, IndexError, Image.DecompressionBombError) as error:
        raise FileRefused(Sentence(DAMAGED)) from error
    is_lossless = is_lossless or plain.mode != "RGB"
    kept = _written(plain, "PNG") if is_lossless else _written(plain, "JPEG", quality=92)
    return Picture(kept, PNG if is_lossless else JPEG, _written(_blurred(plain), "JPEG"))


def _mode(image: Image.Image) -> str:
    """What is kept of it shows all that was sent: every grey, and ink on a clear ground."""
    if image.mode == DEEP:
        return DEEP
    return "RGBA" if image.has_transparency_data else "RGB"


def _upright(image: Image.Image, plain: Image.Image) -> Image.Image:
    """Pillow's own turning writes the camera's words again, and fails where they are garbled. A
    picture is no worse for that: it stays as it lies."""
    try:
        turn = UPRIGHT.get(image.getexif().get(ORIENTATION, 1))
    except (OSError, SyntaxError, ValueError, TypeError, LookupError, struct.error):
        return plain
    return plain if turn is None else plain.transpose(turn)


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
    grains = _in_eight_bits(image)
    grains.thumbnail((GRAINS, GRAINS))
    factor = PREVIEW // max(grains.size)
    size = (grains.width * factor, grains.height * factor)
    return grains.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(6))


def _in_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode == DEEP:
        image = image.convert("I").point(lambda grey: grey / 256).convert("L")
    return image.convert("RGB")


def _written(image: Image.Image, form: str, **how: int) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()
