"""The same sentence in three languages, with the plurals and the signs each of them needs."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from repatriation.errors import Sentence
from repatriation.language import say
from repatriation.references import NOUNS, Prefix, parse
from repatriation.workflow import Transition, Workflow

batch = Workflow(
    "batch",
    Transition("seal", ("listed",), "sealed", "Seal"),
    Transition("cancel", ("draft", "listed"), "cancelled", "Cancel"),
    states={"draft": "draft", "listed": "listed", "sealed": "sealed", "cancelled": "cancelled"},
    initial=("draft",),
    final=("sealed", "cancelled"),
)


def containers(count: int) -> Sentence:
    return Sentence("%(count)s container", {"count": count}, "%(count)s containers", count)


@pytest.mark.parametrize(
    ("count", "english", "ukrainian", "russian"),
    [
        (0, "containers", "контейнерів", "контейнеров"),
        (1, "container", "контейнер", "контейнер"),
        (2, "containers", "контейнери", "контейнера"),
        (5, "containers", "контейнерів", "контейнеров"),
        (11, "containers", "контейнерів", "контейнеров"),
        (12, "containers", "контейнерів", "контейнеров"),
        (21, "containers", "контейнер", "контейнер"),
        (24, "containers", "контейнери", "контейнера"),
        (111, "containers", "контейнерів", "контейнеров"),
        (1248, "containers", "контейнерів", "контейнеров"),
    ],
)
def test_a_number_takes_the_right_form(count, english, ukrainian, russian):
    for language, noun in (("en", english), ("uk", ukrainian), ("ru", russian)):
        with translation.override(language):
            assert say(containers(count)) == f"{count} {noun}"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "“Seal” is possible only in the state “listed”. The state now is “draft”. "
            "Open now: Cancel.",
        ),
        (
            "uk",
            "Дія «Запечатати» можлива лише у стані «внесено до списку». "
            "Стан зараз: «чернетка». Зараз можливо: Скасувати.",
        ),
        (
            "ru",
            "Действие «Опечатать» возможно только в состоянии «внесено в список». "
            "Состояние сейчас: «черновик». Сейчас возможно: Отменить.",
        ),
    ],
)
def test_a_refusal_is_said_whole_in_each_language(language, said):
    with translation.override(language):
        assert say(batch.why_not("seal", "draft")) == said


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_no_english_is_left_in_what_is_said(language):
    with translation.override(language):
        said = [say(batch.why_not("cancel", state)) for state in ("sealed", "cancelled")]
        said += [say(parse("RC-26-000123-J").noun)]
    assert not any(word in text for text in said for word in ("possible", "state", "remains"))


def test_english_is_what_programs_and_logs_of_the_house_say():
    refusal = batch.why_not("seal", "cancelled")
    with translation.override("en"):
        assert say(refusal) == str(refusal)


def test_what_was_said_already_is_said_as_it_is():
    assert say(None) == ""
    assert say("Nobody “100 %”") == "Nobody “100 %”"
    assert say(Sentence("")) == ""


def test_a_lazy_text_is_said_when_it_is_asked_for():
    lazy = gettext_lazy("sealed")
    with translation.override("uk"):
        assert say(lazy) == "запечатано"
        assert say(Sentence("%(what)s", {"what": lazy})) == "запечатано"


def test_names_and_numbers_are_never_translated():
    with translation.override("uk"):
        assert say(Sentence("%(record)s", {"record": "sealed"})) == "sealed"


def test_lists_of_sentences_are_said_and_joined():
    several = (Sentence("sealed"), Sentence("draft"), "RC-26-000123-J")
    with translation.override("ru"):
        assert say(Sentence("%(all)s", {"all": several})) == "опечатано, черновик, RC-26-000123-J"


def test_days_and_moments_are_written_as_the_reader_writes_them(settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    params = {"day": date(2026, 6, 5), "at": datetime(2026, 11, 22, 23, 30, tzinfo=UTC)}
    with translation.override("uk"):
        said = say(Sentence("%(day)s / %(at)s", params))
    assert "5 червня 2026" in said
    assert "23 листопада 2026" in said
    assert "1:30" in said  # the clock of the place, not of the store


@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("prefix", Prefix)
def test_every_kind_of_reference_has_its_noun_in_each_language(prefix, language):
    with translation.override(language):
        assert say(Sentence(NOUNS[prefix])) != NOUNS[prefix]
