"""Passwords that nobody chose: the demo's."""

import secrets

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that is read as another: 5 bits each
GROUPS, LENGTH = 5, 4


def random_password() -> str:
    """A hundred bits, in groups that can be copied by hand."""
    groups = (
        "".join(secrets.choice(LETTERS) for _place in range(LENGTH)) for _group in range(GROUPS)
    )
    return "-".join(groups)
