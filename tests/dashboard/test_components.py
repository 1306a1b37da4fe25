"""Components: what they say, and what they never do."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django import forms
from django.template import Context, Template
from django.utils.html import format_html
from django.utils.translation import override

from repatriation.dashboard import formats
from repatriation.dashboard.charts import BarChart, LineChart, Series, StepChart
from repatriation.dashboard.components import Badge, Entry, Meaning, Move, SheetCell
from repatriation.dashboard.tags.forms import errors_of
from repatriation.dashboard.templatetags.components import register
from repatriation.errors import Sentence

pytestmark = pytest.mark.plain
ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def shown(source: str, **context) -> str:
    """A piece of a page, with its white space made plain."""
    page = Template("{% load components %}" + source).render(Context(context))
    return re.sub(r"\s+", " ", page).strip()


class SealForm(forms.Form):
    seal = forms.CharField(help_text="as it is stamped")
    kind = forms.ChoiceField(choices=[("bag", "bag"), ("box", "box")], widget=forms.RadioSelect)
    note = forms.CharField(required=False)


@pytest.mark.parametrize("meaning", Meaning)
def test_a_badge_says_its_word_beside_its_shape(meaning):
    assert str(Badge("Late", meaning)) == (
        f'<span class="badge badge--{meaning} badge--plain">Late</span>'
    )


def test_a_badge_of_no_known_meaning_is_refused():
    with pytest.raises(ValueError, match="red"):
        Badge("Late", "red").html()


def test_a_flag_that_stops_has_both_shapes_in_a_box():
    box = shown('{% boxed "Legal hold" "stop" is_flag=True %}')

    assert box == '<span class="badge badge--stop badge--flag">Legal hold</span>'


def test_what_a_person_wrote_is_escaped_everywhere():
    said = "<i>x</i>"
    pieces = [
        shown("{{ badge }}", badge=Badge(said)),
        shown("{% timeline entries %}", entries=[Entry(said, text=said, source=said)]),
        shown("{% fact label source=label %}{{ label }}{% endfact %}", label=said),
        shown("{% move move %}", move=Move("seal", said, "/b/seal/", why_not=said)),
        shown("{{ said|raw }}{{ said|name }}{{ said|ref }}{{ said|said }}", said=said),
        shown(
            "{% page_header said lead=said kind=said %}{{ said }}{% endpage_header %}", said=said
        ),
    ]

    assert all("&lt;i&gt;" in piece and "<i>" not in piece for piece in pieces)


def test_a_reference_among_words_is_in_one_piece_and_the_words_are_escaped():
    piece = shown("{{ text|said }}", text="<b> RC-26-000001-2 and F-16, AB-26-1")

    assert piece == '&lt;b&gt; <span class="ref">RC-26-000001-2</span> and F-16, AB-26-1'


def test_an_address_in_what_is_html_already_is_left_as_it_is():
    link = format_html('<a class="ref" href="/cases/{0}/">{0}</a>', "RC-26-000001-2")

    assert shown("{{ text|said }}", text=link) == link
    assert link in shown(
        "{% page_header title kind=link %}{% endpage_header %}", title="A", link=link
    )
    assert link in shown("{% timeline entries %}", entries=[Entry(link, text="")])


def test_a_move_posts_the_version_it_was_drawn_from():
    move = Move("seal", "Seal", "/batches/B/seal/", version=3, fields={"list": 2})

    piece = shown("{% move move %}", move=move, csrf_token="token")

    assert '<form method="post" action="/batches/B/seal/">' in piece
    assert 'name="csrfmiddlewaretoken" value="token"' in piece
    assert '<input type="hidden" name="version" value="3">' in piece
    assert '<input type="hidden" name="list" value="2">' in piece


def test_a_move_that_asks_again_is_a_link_and_says_so():
    piece = shown("{% move move %}", move=Move("revoke", "Revoke", "/i/revoke/", asks=True))

    assert piece == '<a class="button" href="/i/revoke/">Revoke…</a>'


def test_a_refused_move_stays_in_its_place_with_its_reason():
    why_not = Sentence("Nobody has counted list %(number)s yet.", {"number": 2})
    move = Move("seal", "Seal", "/batches/B/seal/", why_not=why_not, is_lead=True)

    piece = shown("{% moves moves %}", moves=[move])

    assert 'type="button" aria-disabled="true" aria-describedby="why-seal-batches-B-seal"' in piece
    assert 'id="why-seal-batches-B-seal"' in piece
    assert "Nobody has counted list 2 yet." in piece
    assert "<form" not in piece
    assert " disabled" not in piece.replace("aria-disabled", "")


def test_the_confirm_page_of_a_refused_move_cannot_be_sent():
    move = Move("seal", "Seal", "/batches/B/seal/", why_not="You packed it.")

    piece = shown("{% confirm move says %}", move=move, says="You seal version 2.")

    assert "You seal version 2." in piece
    assert "You packed it." in piece
    assert "<button class" in piece
    assert 'type="button"' in piece


def test_a_field_is_tied_to_its_hint_and_its_error():
    piece = shown("{% field form.seal %}", form=SealForm({"kind": "bag"}))

    described = re.search(r'<input[^>]*aria-describedby="([^"]+)"', piece)[1].split()
    assert described == ["id_seal_helptext", "id_seal_error"]
    assert all(f'id="{name}"' in piece for name in described)
    assert 'aria-invalid="true"' in piece


def test_choices_stand_in_a_group_with_their_question():
    piece = shown("{% field form.kind %}", form=SealForm())

    assert piece.count('type="radio"') == 2
    assert "<legend>Kind</legend>" in piece


def test_only_what_may_be_left_out_is_called_optional():
    form = SealForm()

    assert "optional" in shown("{% field form.note %}", form=form)
    assert "optional" not in shown("{% field form.seal %}", form=form)
    assert "optional" not in shown("{% field form.note is_filter=True %}", form=form)


def test_the_summary_leads_to_every_control_that_is_wrong():
    form = SealForm({})
    form.add_error(None, "The list is closed.")

    piece = shown('{% form form "Save" version=4 %}', form=form)

    targets = [target for target, _ in errors_of(form) if target]
    assert len(targets) == 2
    assert all(f'href="#{target}"' in piece and f'id="{target}"' in piece for target in targets)
    assert "Seal: Nothing is filled in here." in piece
    assert "<li>The list is closed.</li>" in piece
    assert 'name="version" value="4"' in piece


def test_an_empty_fact_says_that_it_is_not_recorded():
    assert "not recorded" in shown('{% fact "Seal" %} {% endfact %}')


def test_a_gap_in_custody_is_drawn_as_a_gap():
    piece = shown("{% timeline entries %}", entries=[Entry("Gap: 15 h.", is_gap=True)])

    assert '<li class="timeline__gap"><p><b>Gap: 15 h.</b>' in piece


def test_a_problem_of_a_cell_is_said_in_it():
    cells = [SheetCell("31.02.1999", "not a date"), SheetCell("", "empty", stops=True)]
    rows = [{"number": 7, "cells": cells}]

    piece = shown('{% sheet "Rows" headings rows %}', headings=[], rows=rows)

    assert '<td class="cell--watch"><bdi>31.02.1999</bdi>' in piece
    assert '<td class="cell--stop"><bdi></bdi><span class="cell__says">empty</span>' in piece


def test_a_value_that_nobody_recorded_lifts_the_pen():
    chart = LineChart("Waiting", "Week", ["1", "2", "3", "4"], Series("Cases", [1, 2, None, 4]))

    assert chart.curve().path.count("M") == 2
    assert "not recorded" in shown("{% chart chart %}", chart=chart)


def test_bars_are_as_long_as_their_numbers():
    chart = BarChart("Uncounted", "Place", ["A", "B", "C"], Series("Bags", [100, 50, 0]))

    lengths = [bar.length for bar in chart.bars()]

    assert lengths[0] == 2 * lengths[1] > 0
    assert lengths[2] == 0


def test_steps_begin_at_zero_and_names_do_not_overlap():
    series = [Series("claimed", [0, 240, 500], is_second=True), Series("verified", [0, 236, 499])]
    chart = StepChart("Containers", "Month", ["Jun", "Jul", "Aug"], series)

    assert [tick.text for tick in chart.ticks()] == ["0", "200", "400", "600"]
    first, second = (curve.name_y for curve in chart.curves())
    assert second - first >= 16


@pytest.mark.parametrize("values", [[], [None], [0], [5, 5, 5]])
def test_a_chart_of_little_or_nothing_is_still_drawn(values):
    labels, series = [str(n) for n in range(len(values))], Series("Cases", values)

    for chart in (
        LineChart("t", "h", labels, series),
        StepChart("t", "h", labels, [series]),
        BarChart("t", "h", labels, series),
    ):
        assert "<svg" in shown("{% chart chart %}", chart=chart)


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_coordinates_keep_their_point_in_every_language(language):
    series = Series("Cases", [1, 2, 7])
    chart = StepChart("t", "h", ["a", "b", "c"], [series])
    bars = BarChart("t", "h", ["a", "b", "c"], series)

    with override(language):
        piece = shown("{% chart a %}{% chart b %}{% weight 1.25 %}", a=chart, b=bars)

    drawn = re.findall(r' (?:x|y|d|width|height|viewBox)="([^"]*)"', piece)
    assert drawn
    assert not any("," in one for one in drawn)


def test_numbers_and_units_are_said_in_the_readers_language():
    assert formats.counted(1248, "containers") == "1,248 containers"
    assert formats.counted(1, "cases") == "1 case"
    assert [formats.signed(value) for value in (1.2, -0.7, 0.01)] == ["+1.2", "−0.7", "0"]
    with override("uk"):
        assert formats.number_text(1248) == "1\N{NO-BREAK SPACE}248"


def test_a_digest_can_be_compared_by_eye():
    assert formats.short_digest("9f2c41d07be8" + "0" * 48 + "03a6") == "9f2c 41d0 7be8 … 03a6"
    assert formats.short_digest("9f2c41d0") == "9f2c 41d0"


@time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False)
def test_another_year_is_said_and_this_one_is_not():
    assert formats.moment_text(datetime(2026, 11, 19, 16, 20, tzinfo=UTC)) == "19 Nov, 16:20"
    assert formats.moment_text(datetime(2025, 11, 19, 16, 20, tzinfo=UTC)) == "19 Nov 2025, 16:20"
    assert formats.day_text(date(2026, 11, 19)) == "19 Nov"
    assert formats.day_text(date(2026, 11, 19), is_long=True) == "Thu 19 Nov 2026"
    assert formats.days_since(date(2026, 9, 23)) == 61


def test_a_moment_can_be_read_by_a_machine():
    piece = shown("{{ at|when }}", at=datetime(2025, 11, 19, 16, 20, tzinfo=UTC))

    assert piece == '<time datetime="2025-11-19T16:20+00:00">19 Nov 2025, 16:20</time>'


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_style_or_script(template):
    text = template.read_text()

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|hx-on", text)
    assert all(" src=" in tag for tag in re.findall(r"<script[^>]*>", text))
    assert len(text.splitlines()) < 150


def test_every_component_is_in_the_style_guide_and_in_the_docs():
    framing = {"crumbs", "crumb", "register_name", "fields"}  # the shell, and inside `form`
    samples = "".join(path.read_text() for path in (ROOT / "templates/styleguide").glob("*.html"))
    docs = (ROOT / "docs" / "interface.md").read_text()

    assert [
        tag for tag in register.tags if f"{{% {tag} " not in docs and f"{{% {tag} %" not in docs
    ] == []
    assert {tag for tag in register.tags if not re.search(rf"{{% {tag}[ %]", samples)} == framing


def test_the_four_sheets_stay_small():
    lines = sum(len(path.read_text().splitlines()) for path in (ROOT / "static/css").glob("*.css"))

    assert lines < 900
