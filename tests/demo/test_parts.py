"""The parts of the demonstration that need no store."""

import stat
from datetime import UTC, date, datetime, timedelta

import pytest

from exchanges.manifests.reading import read
from repatriation.demo.agenda import Agenda, wait
from repatriation.demo.lists import FORMATS, ListLine, list_file
from repatriation.demo.published import LATER_BY, published_rounds, scaled
from repatriation.demo.shares import Share
from repatriation.demo.sign_ins import Program, SignIn, write_sign_ins

pytestmark = pytest.mark.plain

EIGHT = datetime(2026, 3, 2, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
LINES = [
    ListLine("С-101/1", "88 0001", "bag", name="Вигаденко Єва", born="1994", place="Каррівка"),
    ListLine("С-101/2", "", "coffin", people=2, recovered=date(2026, 1, 3)),
    ListLine("", "порв.", "box", people=None, whose="unknown"),
]
PROGRAM = Program("Office", "exchange officer", "its-id", "its-secret")


def said(story, log, name):
    """A story that writes down when it is woken."""
    for step in story:
        yield step
        log.append((name, step.at))


def test_stories_go_on_together_in_the_order_of_time():
    agenda, log = Agenda(EIGHT + 5 * HOUR), []
    agenda.add(said([wait(EIGHT), wait(EIGHT + 3 * HOUR)], log, "first"))
    agenda.add(said([wait(EIGHT + HOUR), wait(EIGHT + 2 * HOUR)], log, "second"))

    list(agenda.run())

    assert [name for name, _at in log] == ["first", "second", "second", "first"]


def test_everything_stops_at_the_present():
    agenda, log = Agenda(EIGHT + HOUR), []
    agenda.add(said([wait(EIGHT), wait(EIGHT + 2 * HOUR)], log, "only"))

    list(agenda.run())

    assert log == [("only", EIGHT)]


def test_a_story_that_goes_back_in_time_is_refused():
    agenda = Agenda(EIGHT + HOUR)
    agenda.add(iter_of(wait(EIGHT), wait(EIGHT - HOUR)))

    with pytest.raises(ValueError, match="forward"):
        list(agenda.run())


def iter_of(*steps):
    yield from steps


@pytest.mark.parametrize("of_all", [0.01, 0.08, 0.15, 0.35])
def test_a_share_is_kept_over_all_rounds_however_they_are_cut(of_all):
    share = Share(of_all)

    taken = sum(share.of(count) for count in (3, 1, 62, 13, 1, 50, 4) * 20)

    assert abs(taken - of_all * 134 * 20) <= 1


@pytest.mark.parametrize(
    ("language", "choice"),
    [(language, n) for language, formats in FORMATS.items() for n in range(len(formats))],
)
def test_a_list_in_any_language_and_format_is_read_as_it_was_meant(language, choice):
    data, name = list_file(LINES, language, choice, name="x")

    report = read(data, name)

    assert not report.stops_import
    assert [line.values.get("label") for line in report.lines] == ["С-101/1", "С-101/2", ""]
    assert [line.values.get("container_kind") for line in report.lines] == ["bag", "coffin", "box"]
    assert [line.values.get("claimed_individuals") for line in report.lines] == [1, 2, None]
    assert report.lines[0].values["claimed_name"] == "Вигаденко Єва"
    assert report.lines[1].values["recovered_on"] == "2026-01-03"
    assert report.lines[2].has_no_label


def test_the_published_rounds_keep_their_weekdays_and_their_marks():
    rounds = published_rounds()

    assert (len(rounds), LATER_BY % timedelta(weeks=1)) == (26, timedelta(0))
    assert [each.mark for each in rounds].count("unsourced") == 4
    assert [each.mark for each in rounds].count("derived") == 1
    assert sum(each.to_south or 0 for each in rounds) == 512
    assert [(each.to_north, each.said_by_south) for each in rounds if each.said_by_south] == [
        (1245, 1248)
    ]


def test_where_there_were_some_there_is_one_at_least():
    assert [scaled(figure, 20) for figure in (1245, 84, 19)] == [62, 4, 1]


def test_the_sign_ins_replace_what_was_there_and_only_the_owner_reads_them(tmp_path):
    path = tmp_path / "sign-ins"
    path.write_text("of a store that is gone")
    path.chmod(0o644)

    write_sign_ins(
        path,
        [SignIn("Northern side", "Commission", "coordinator", "q@c.example", "a-b-c")],
        PROGRAM,
        address="http://localhost:8000",
    )

    text = path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]
    for word in ("http://localhost:8000", "q@c.example", "a-b-c", "its-id", "its-secret"):
        assert word in text
    assert "gone" not in text
