"""Values that a spreadsheet would run."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """A spreadsheet takes what begins like this for a formula and runs it."""
    return f"'{text}" if text.startswith(FORMULA) else text
