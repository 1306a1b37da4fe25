"""The calls in docs/api.md, as they stand there, against a running register."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cases.models import Scan
from exchanges.models import Manifest
from exchanges.operations.batches import open_batch
from repatriation.accounts.models import User
from repatriation.api.scopes import declared_scopes
from repatriation.clients.operations.opening import create_client
from tests.api.operations import operations
from tests.factories.steps import Steps, do, list_of

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text()


def code(language: str) -> str:
    return "\n".join(re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL))


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
    system = User.objects.system()
    client_id, secret = do(
        create_client,
        by=system,
        agency=steps.north.agency,
        name="Register",
        roles=["exchange officer"],
    )
    (tmp_path / "list.csv").write_bytes(list_of("B-1", "B-2"))
    known = {"REGISTER": live_server.url, "CLIENT_ID": client_id, "CLIENT_SECRET": secret}

    told = run(
        ["bash", "-euo", "pipefail", "-c"],
        code("sh") + '\necho; echo "TOKEN $TOKEN"',
        tmp_path,
        **known,
        BATCH=str(batch),
        SHEET=str(sheet),
    )
    token = told.rsplit("TOKEN ", 1)[1].strip()
    listed = run([sys.executable, "-c"], code("python"), tmp_path, **known, TOKEN=token)

    assert Manifest.objects.get(batch=batch).source == "E-mail of this morning"
    assert Scan.objects.get(sheet=sheet).result == Scan.Result.DONE
    assert f"{batch} listed" in listed.splitlines()


def test_every_scope_is_told():
    assert [name for name in declared_scopes() if f"`{name}`" not in DOCS] == []


def test_every_noun_is_told():
    nouns = {operation.path.split("/")[3] for operation in operations()}

    assert [noun for noun in nouns if f"/{noun}/" not in DOCS and f"{noun}:read" not in DOCS] == []
