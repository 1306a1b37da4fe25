"""The calls in docs/api.md, as they stand there, against a running register."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from cases.models import Scan
from exchanges.models import Manifest
from exchanges.operations.batches import open_batch
from repatriation.accounts.models import User
from repatriation.clients.scopes import scopes_of_roles
from repatriation.management.commands.list_scopes import table
from tests.api.operations import operations
from tests.factories.steps import Steps, do, list_of
from tests.factories.work import at_work

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text()


def code(language: str) -> str:
    return "\n".join(re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL))


def opened_on_the_page(administrator: User) -> tuple[str, str]:
    """The id and the secret as the administrator reads them."""
    address = "/clients/new/?roles=exchange+officer"
    browser = Client()
    browser.force_login(administrator)
    at_work(browser, address)
    scopes = list(scopes_of_roles(["exchange officer"]))
    said = {"name": "Register", "agency": administrator.agency_id, "days": "365", "scopes": scopes}
    page = browser.post(address, said).content.decode()
    client_id, secret, _address = re.findall(r'<code class="raw">(.*?)</code>', page)
    return client_id, secret


def run(command: list[str], script: str, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [*command, script],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.django_db(transaction=True)
def test_the_quickstart_runs(live_server, tmp_path):
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    steps = Steps()
    officer = steps.north.exchange_officer
    sides = {"sender": steps.south.agency, "receiver": steps.north.agency}
    batch = do(open_batch, by=officer, round=steps.agreed(), **sides)
    sheet = steps.sheet(steps.in_transit("A-1"))
    client_id, secret = opened_on_the_page(steps.north.person("administrator"))
    (tmp_path / "list.csv").write_bytes(list_of("B-1", "B-2"))
    known = {"REGISTER": live_server.url, "CLIENT_ID": client_id, "CLIENT_SECRET": secret}

    run(
        ["bash", "-euo", "pipefail", "-c"],
        code("sh"),
        tmp_path,
        **known,
        BATCH=str(batch),
        SHEET=str(sheet),
    )
    listed = run([sys.executable, "-c"], code("python"), tmp_path, **known)

    assert Manifest.objects.get(batch=batch).source == "E-mail of this morning"
    assert Scan.objects.get(sheet=sheet).result == Scan.Result.DONE
    assert f"{batch} listed" in listed.splitlines()
    assert "notices marked as read: 0" in listed
    assert f"{batch} is not sealed: " in listed


@pytest.mark.django_db(transaction=True)
def test_the_python_client_says_that_its_secret_is_wrong(live_server, tmp_path):
    known = {"REGISTER": live_server.url, "CLIENT_ID": "nobody", "CLIENT_SECRET": "wrong"}

    done = subprocess.run(
        [sys.executable, "-c", code("python")],
        cwd=tmp_path,
        env=os.environ | known,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert "Refused: invalid_client" in done.stderr


def test_the_table_of_scopes_is_the_one_that_is_declared():
    """Change the table by what `manage.py list_scopes` prints."""
    told = DOCS.split("### Scopes")[1].split("## ")[0]

    assert [row for row in told.splitlines() if row.startswith("|")] == table()


def test_every_noun_is_told():
    nouns = {operation.path.split("/")[3] for operation in operations()}

    assert [noun for noun in nouns if f"/{noun}/" not in DOCS and f"{noun}:read" not in DOCS] == []
