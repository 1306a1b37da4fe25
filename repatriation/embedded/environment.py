"""The environment the application is started in. `settings.py` reads these names and no others."""

import os
from collections.abc import Mapping
from pathlib import Path


def application_environment(
    secrets: Mapping[str, str], files: Path, addresses: Mapping[str, str], base_url: str
) -> dict[str, str]:
    """Ours below, the caller's above: what is set outside wins."""
    ours = {
        **addresses,
        "SECRET_KEY": secrets["secret-key"],
        "FILES_KEY": secrets["files-key"],
        "FILES_DIR": str(files),
        "DEBUG": "false",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "BASE_URL": base_url,
        "RUN_MODE": "local",
        "DJANGO_SETTINGS_MODULE": "repatriation.settings",
    }
    return ours | os.environ
