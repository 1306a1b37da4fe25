"""The roles and the database in a server of ours, and the addresses they are reached by."""

from collections.abc import Mapping
from pathlib import Path

from .postgres import Postgres

ROLES = Path(__file__).with_name("roles.sql")
NAME = "repatriation"
FOR_TESTS = (
    "ALTER ROLE repatriation_owner CREATEDB",
    # To drop a database with FORCE is to end the sessions in it, which takes their role.
    "GRANT repatriation_web, repatriation_worker TO repatriation_owner",
)


def make_database(server: Postgres, passwords: Mapping[str, str]) -> None:
    """Make what is missing; passwords are set again, so that the files of the state are right."""
    if not server.execute(f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'"):  # noqa: S608
        server.execute(f"CREATE DATABASE {NAME}")
    settings = {f"{role}_password": passwords[role] for role in ("owner", "web", "worker")}
    server.execute(ROLES.read_text(), database=NAME, **settings)


def address(server: Postgres, role: str, passwords: Mapping[str, str]) -> str:
    return f"postgres://repatriation_{role}:{passwords[role]}@127.0.0.1:{server.port}/{NAME}"
