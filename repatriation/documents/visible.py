"""Text as it stands, with every sign that would be obeyed or lost shown by its name. No Django."""

import unicodedata
from collections.abc import Container

from repatriation.texts import composed

NAMES = {
    0x00AD: "SHY",
    0x061C: "ALM",
    0x180E: "MVS",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x2028: "LS",
    0x2029: "PS",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
    0x0000: "NUL",
    0x0008: "BS",
    0x001B: "ESC",
    0x007F: "DEL",
}
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def visible(text: str, drawable: Container[int], *, keep_lines: bool = False) -> str:
    """`drawable` holds the code points of the typeface; what lies outside is named by number."""
    plain = composed(text).replace("\r\n", "\n").replace("\t", " ")
    if not keep_lines:
        plain = plain.replace("\n", " ")
    return "".join(_shown(sign, drawable) for sign in plain)


def _shown(sign: str, drawable: Container[int]) -> str:
    code = ord(sign)
    if sign == "\n":
        return sign
    if unicodedata.category(sign) == "Zs":
        return "\u00a0" if code in (0x00A0, 0x202F) else " "
    if unicodedata.category(sign) in UNSEEN or code not in drawable:
        return f"[{NAMES.get(code, f'U+{code:04X}')}]"
    return sign
