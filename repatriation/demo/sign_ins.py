"""Who may sign in to the demonstration, in a file that only its owner reads."""

import os
import tempfile
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

HEAD = """\
Demonstration sign-ins. Nothing here is real; the passwords are of this store alone.
Built when the address was {address}
"""


class Program(NamedTuple):
    """A client of the API."""

    agency: str
    role: str
    client_id: str
    secret: str


class SignIn(NamedTuple):
    """A person with a password."""

    side: str
    agency: str
    role: str
    email: str
    password: str


def write_sign_ins(
    path: Path, sign_ins: Iterable[SignIn], program: Program, *, address: str
) -> None:
    """Whole or not at all, and never readable by others, not even for a moment."""
    text = _text(sign_ins, program, address)
    number, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # 0600 from birth
    try:
        with open(number, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


def _text(sign_ins: Iterable[SignIn], program: Program, address: str) -> str:
    lines = [HEAD.format(address=address)]
    for place, rows in groupby(sign_ins, key=lambda row: (row.agency, row.side)):
        agency, side = place
        lines.append(f"{agency}, {side}" if side else agency)
        lines += [f"  {row.role:24}  {row.email:32}  {row.password}" for row in rows]
    lines.append(f"API client of the {program.agency}, {program.role}")
    lines += [f"  client id      {program.client_id}", f"  client secret  {program.secret}"]
    return "\n".join(lines) + "\n"
