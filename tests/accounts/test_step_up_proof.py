"""The proof itself, and that nothing typed is lost by being asked for it."""

from html import unescape

import pytest

from exchanges.states import BatchState
from repatriation.accounts.models import SignInTry, WorkSession
from repatriation.accounts.models.sign_in import TRIES
from repatriation.audit.models import Event
from tests.accounts.signing_in import PASSWORD, prove
from tests.accounts.stepping_up import carried_by, code_of, confirm, seal_of, signed_in, step_up
from tests.cases.dashboard.reading import hidden


class TestNothingTypedIsLost:
    def test_what_was_sent_too_late_is_carried_and_sent_again(self, web, batch):
        typed = {"version": batch.version, "note": ["one", "two\nlines"], "step": "<b>"}

        asked = web.post(seal_of(batch), typed)

        page = asked.content.decode()
        assert asked.status_code == 403
        assert "Not saved yet." in page
        assert hidden(asked, "version") == str(batch.version)
        sent = [(name, unescape(value)) for name, value in carried_by(page)]
        assert ("note", "one") in sent
        assert ("note", "two\nlines") in sent
        assert ("step", "<b>") in sent

    def test_the_browser_is_told_to_send_it_again(self, web, batch, steps):
        form = {"version": batch.version, "step-up-repeat": "1"}

        answer = confirm(web, seal_of(batch), **form)

        assert (answer.status_code, answer.url) == (307, seal_of(batch))
        web.post(answer.url, form)
        assert steps.again(batch).state == BatchState.SEALED

    def test_a_wrong_proof_keeps_it_too(self, web, batch):
        form = {"version": "7", "step-up-repeat": "1"}

        answer = confirm(web, seal_of(batch), "wrong", **form)

        assert hidden(answer, "version") == "7"
        assert ("step-up-repeat", "1") in carried_by(answer.content.decode())

    def test_a_proof_itself_is_never_carried(self, web, batch):
        answer = confirm(web, seal_of(batch), "my secret", **{"step-up-repeat": "1"})

        assert "my secret" not in answer.content.decode()

    def test_of_a_file_it_says_that_it_must_be_chosen_again(self, web, batch, tmp_path):
        (tmp_path / "list.csv").write_text("label\nA-1\n")

        with open(tmp_path / "list.csv") as file:
            answer = web.post(seal_of(batch), {"version": "1", "file": file})

        assert "A file cannot be kept: choose it again afterwards." in answer.content.decode()

    def test_the_answer_works_from_end_to_end_with_its_token(self, officer, batch, steps):
        web = signed_in(officer, enforce_csrf_checks=True)
        token = hidden(web.get("/keys/"), "csrfmiddlewaretoken")
        asked = web.post(seal_of(batch), {"version": batch.version, "csrfmiddlewaretoken": token})
        form = dict(carried_by(asked.content.decode())) | {"step-up-proof": PASSWORD}

        again = web.post(step_up(seal_of(batch)), form)
        done = web.post(again.url, form)

        assert (again.status_code, done.status_code) == (307, 302)
        assert steps.again(batch).state == BatchState.SEALED


class TestTheProof:
    def test_a_second_factor_is_asked_for_and_a_password_is_not_enough(
        self, web, batch, officer, settings
    ):
        settings.MFA_REQUIRED = True
        prove(web)
        code = code_of(officer)

        by_password = confirm(web, seal_of(batch)).content.decode()
        by_code = confirm(web, seal_of(batch), code)

        assert "This code is not right, or was used already." in by_password
        assert by_code.url == seal_of(batch)

    def test_a_code_opens_one_session_of_work_only(self, web, batch, officer, settings, steps):
        settings.MFA_REQUIRED = True
        prove(web)
        code = code_of(officer)
        confirm(web, seal_of(batch), code)

        again = confirm(web, seal_of(steps.listed("B-1")), code)

        assert "was used already" in again.content.decode()

    def test_where_second_factors_are_switched_off_the_password_is_asked_again(
        self, web, batch, officer, settings
    ):
        settings.MFA_REQUIRED = False
        code_of(officer)

        assert confirm(web, seal_of(batch)).url == seal_of(batch)

    def test_wrong_ones_are_recorded_and_after_ten_even_the_right_one_waits(self, web, batch):
        for _ in range(TRIES):
            wrong = confirm(web, seal_of(batch), "wrong")

        late = confirm(web, seal_of(batch))

        assert wrong.status_code == 200
        assert late.status_code == 429
        assert "Wait 15 minutes" in late.content.decode()
        failed = Event.objects.filter(facts__kind="accounts.step_up_failed")
        assert failed.count() == TRIES
        assert not WorkSession.objects.exists()

    def test_the_right_one_forgets_the_wrong_ones(self, web, batch):
        confirm(web, seal_of(batch), "wrong")

        confirm(web, seal_of(batch))

        assert not SignInTry.objects.exists()

    @pytest.mark.parametrize(
        "target",
        ["", "/keys/", "/nothing/", "//other.example/", "https://other.example/x", "/\\other"],
    )
    def test_only_for_addresses_of_the_table(self, web, target):
        assert web.get(step_up(target)).status_code == 404
        assert confirm(web, target).status_code == 404
        assert not WorkSession.objects.exists()
