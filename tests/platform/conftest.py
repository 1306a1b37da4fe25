"""What a reader would see on a page that this house made."""

import re
import zlib

import pytest

STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
SHOWN = re.compile(rb"/F(\d) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
ESCAPES = {rb"\r": b"\r", rb"\n": b"\n"}


def _plain(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def _alphabet(stream: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<(\w{4})> <(\w{4,8})>\n", stream)
    return {
        int(glyph, 16): bytes.fromhex(sign.decode()).decode("utf-16-be") for glyph, sign in pairs
    }


def _page(stream: bytes, alphabets: list[dict[int, str]]) -> str:
    alphabet, texts = alphabets[0], []
    for font, text in SHOWN.findall(stream):
        if font:
            alphabet = alphabets[int(font) - 1]
            continue
        glyphs = re.sub(rb"\\(.)", lambda m: ESCAPES.get(m[0], m[1]), text, flags=re.DOTALL)
        pairs = zip(glyphs[::2], glyphs[1::2], strict=True)
        texts.append("".join(alphabet[high << 8 | low] for high, low in pairs))
    return "\n".join(texts)


@pytest.fixture
def pages_of():
    """The text of each page, read back from the bytes of a PDF."""

    def read(pdf: bytes) -> list[str]:
        streams = [_plain(match) for match in STREAM.findall(pdf)]
        alphabets = [_alphabet(stream) for stream in streams if b"beginbfchar" in stream]
        pages = [_page(stream, alphabets) for stream in streams if stream.startswith(b"2 J")]
        assert len(pages) == len(re.findall(rb"/Type /Page\b", pdf))
        return pages

    return read
