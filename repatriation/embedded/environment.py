"""The environment the application is started in. `settings.py` reads these names and no others."""

import os
from collections.abc import Mapping
from pathlib import Path


def application_environment(
    secrets: Mapping[str, str], directory: Path, addresses: Mapping[str, str], base_url: str
) -> dict[str, str]:
    """For web processes: what the caller set wins, and the owner's address is left out."""
    for name in ("files", "static"):
        (directory / name).mkdir(mode=0o700, exist_ok=True)
    ours = {
        "SECRET_KEY": secrets["secret-key"],
        "FILES_KEY": secrets["files-key"],
        "FILES_DIR": str(directory / "files"),
        "STATIC_ROOT": str(directory / "static"),  # empty: pages are served from the sources
        "DEBUG": "false",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "BASE_URL": base_url,
        "RUN_MODE": "local",
        "LOG_LEVEL": "WARNING",
    }
    environment = {
        **ours,
        **os.environ,
        **addresses,
        "DJANGO_SETTINGS_MODULE": "repatriation.settings",
    }
    del environment["MIGRATION_DATABASE_URL"]
    return environment


def for_worker(environment: Mapping[str, str]) -> dict[str, str]:
    """Workers log in by a role of their own, which has more time for a statement."""
    return {**environment, "DATABASE_URL": environment["WORKER_DATABASE_URL"]}


def for_migration(environment: Mapping[str, str], addresses: Mapping[str, str]) -> dict[str, str]:
    """Only `migrate` is told the owner's address."""
    owner = addresses["MIGRATION_DATABASE_URL"]
    return {**environment, "DATABASE_URL": owner, "MIGRATION_DATABASE_URL": owner}
