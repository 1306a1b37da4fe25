"""When the demonstration is built, and when the command refuses."""

from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from repatriation.accounts.models import Agency, User
from repatriation.audit.models import Event
from repatriation.demo.building import build
from repatriation.demo.marker import Store, mark_begun, what_is_here
from repatriation.ledger.writing import acting_as
from tests.factories.accounts import UserFactory


@pytest.fixture(autouse=True)
def here(settings, tmp_path) -> Path:
    settings.IS_DEMONSTRATION = True
    settings.DEMO_SIGN_INS = str(tmp_path / "sign-ins")
    return tmp_path


def demo(*arguments: str) -> str:
    said = StringIO()
    call_command("demo", *arguments, stdout=said)
    return said.getvalue()


def test_a_store_where_it_was_begun_and_not_finished_must_be_reset():
    system = User.objects.system()
    with acting_as(system):
        mark_begun(scale=20, seed=1, by=system)

    with pytest.raises(CommandError, match="make reset"):
        demo("--if-empty")


def test_interrupted_it_leaves_a_store_that_says_so(here):
    @contextmanager
    def watched(since, until):
        def interrupt(done):
            raise KeyboardInterrupt

        yield interrupt

    with pytest.raises(KeyboardInterrupt):
        build(scale=400, seed=1, sign_ins=here / "sign-ins", watched=watched)

    assert what_is_here() is Store.HALF_BUILT
    assert not (here / "sign-ins").exists()


def test_real_data_are_left_alone_with_a_sentence():
    UserFactory()

    said = demo("--if-empty")

    assert "not the demonstration's" in said
    assert Agency.objects.count() == 1
    with pytest.raises(CommandError, match="not the demonstration's"):
        demo()


def test_where_pages_would_not_say_that_nothing_is_real_it_is_not_built(settings):
    settings.IS_DEMONSTRATION = False

    said = demo("--if-empty")

    assert "IS_DEMONSTRATION=true" in said
    assert not Agency.objects.exists()
    with pytest.raises(CommandError, match="IS_DEMONSTRATION=true"):
        demo()


@pytest.mark.parametrize("name", ["", "/nowhere/at/all/sign-ins"])
def test_without_a_place_for_the_sign_ins_nothing_is_begun(settings, name):
    settings.DEMO_SIGN_INS = name

    with pytest.raises(CommandError, match="sign-ins"):
        demo()

    assert not Event.objects.exists()


def test_the_scale_is_at_least_one():
    with pytest.raises(CommandError, match="from 1"):
        demo("--scale", "0")
