"""Pictures as cameras write them: with where they stood, and what somebody put behind them."""

import io
import struct

from PIL import Image, TiffImagePlugin

SERIAL = "CAMERA-4711"
GPS, LATITUDE, MAKE = 0x8825, 2, 0x010F


def drawn(size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Half white, half black: a sharp edge that a preview must not have."""
    image = Image.new("RGB", size, "white")
    image.paste("black", (0, 0, size[0] // 2, size[1]))
    return image


def jpeg(size: tuple[int, int] = (60, 40)) -> bytes:
    """It says with which camera it was taken and where, and is turned on its side."""
    exif = Image.Exif()
    exif[MAKE] = SERIAL
    exif[0x0112] = 6
    north = tuple(TiffImagePlugin.IFDRational(part) for part in (48, 30, 12))
    exif.get_ifd(GPS).update({1: "N", LATITUDE: north})
    out = io.BytesIO()
    drawn(size).save(out, "JPEG", exif=exif, comment=b"Kanarenko")
    return out.getvalue()


def png() -> bytes:
    out = io.BytesIO()
    drawn().save(out, "PNG")
    return out.getvalue()


def garbled() -> bytes:
    """Turned on its side, with words for a resolution: read, but not to be written again."""
    tags = struct.pack("<HHII", 0x0112, 3, 1, 6) + struct.pack("<HHI4s", 0x011A, 2, 4, b"abc\0")
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + tags + struct.pack("<I", 0)
