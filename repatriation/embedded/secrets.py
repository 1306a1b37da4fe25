"""Secrets made once, at random, and kept in files that only we may read."""

import base64
import secrets
from collections.abc import Callable
from pathlib import Path


def _word() -> str:
    return secrets.token_hex(24)  # nothing an address would have to escape


def _files_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


MAKERS: dict[str, Callable[[], str]] = {
    "superuser": _word,
    "owner": _word,
    "web": _word,
    "worker": _word,
    "valkey": _word,
    "secret-key": lambda: secrets.token_urlsafe(64),
    "files-key": _files_key,
}


def fresh_secrets() -> dict[str, str]:
    return {name: make() for name, make in MAKERS.items()}


def kept_secrets(directory: Path) -> dict[str, str]:
    """The secrets in `directory`; what is missing there is made and written."""
    directory.mkdir(mode=0o700, exist_ok=True)
    kept = {}
    for name, make in MAKERS.items():
        path = directory / name
        if not path.exists():
            draft = path.with_suffix(".draft")
            draft.touch(mode=0o600)
            draft.write_text(make())
            draft.rename(path)  # whole or not at all
        kept[name] = path.read_text()
    return kept
