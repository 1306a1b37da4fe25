#!/usr/bin/env python3
"""Make the secrets that docker-compose.yml names, each once; nothing that is there is changed.

The directory is ours alone. The files in it are readable, because compose mounts them as they are
and each image reads them under an account of its own.
"""

import base64
import secrets
import sys
from pathlib import Path

DATABASE = "postgres://repatriation_{role}:{password}@postgres:5432/repatriation"


def make_secrets(directory: Path) -> list[str]:
    """Return the names of those that were made."""
    directory.mkdir(mode=0o700, exist_ok=True)
    directory.chmod(0o700)
    made: list[str] = []

    def keep(name: str, value: str) -> str:
        path = directory / name
        if not path.exists():
            path.write_text(value)
            path.chmod(0o444)
            made.append(name)
        return path.read_text()

    keep("postgres_password", secrets.token_hex(24))
    for role in ("owner", "web", "worker"):
        password = keep(f"{role}_password", secrets.token_hex(24))
        keep(f"{role}_database_url", DATABASE.format(role=role, password=password))
    conf = keep("valkey_conf", f"requirepass {secrets.token_hex(24)}\n")
    keep("redis_url", f"redis://:{conf.split()[1]}@valkey:6379/0")
    keep("secret_key", secrets.token_urlsafe(64))
    keep("files_key", base64.b64encode(secrets.token_bytes(32)).decode())
    return made


if __name__ == "__main__":
    names = make_secrets(Path(__file__).resolve().parent.parent / "secrets")
    sys.stdout.write(f"Made: {', '.join(names)}.\n" if names else "All secrets were there.\n")
