"""The code on an issued paper by which anybody may ask whether we issued it. No Django here."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U
LENGTH, GROUP = 12, 4  # 60 bits: not found by trying
# What people read or type for it, also on a keyboard of another alphabet.
MEANT = str.maketrans("OILОІАВСЕНКМРТХ", "01101ABCEHKMPTX")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def code_meant(typed: str) -> str:
    """What was typed, without dashes and blanks; empty when it cannot be a code."""
    kept = "".join(sign for sign in typed[:100].upper() if sign.isalnum()).translate(MEANT)
    is_code = len(kept) == LENGTH and all(sign in ALPHABET for sign in kept)
    return kept if is_code else ""


def code_shown(code: str) -> str:
    """K7QF-2M9X-4TBC: in groups, as it is printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
