"""What the style guide shows: fiction, and in English only, for it is told to nobody."""

from datetime import UTC, date, datetime

from django import forms
from django.utils.html import format_html

from repatriation.dashboard.charts import BarChart, LineChart, Series, StepChart
from repatriation.dashboard.components import (
    Amount,
    Badge,
    Chip,
    Choice,
    Column,
    Day,
    Difference,
    Entry,
    Meaning,
    Move,
    Progress,
    Rung,
    Scan,
    SheetCell,
    SheetHeading,
    SheetRow,
    WorkItem,
)
from repatriation.dashboard.people import People
from repatriation.dashboard.tags.formats import ref

HERE = "/styleguide/"


class LabelForm(forms.Form):
    label = forms.CharField(help_text="Exactly as it stands on the container")
    seal = forms.CharField(
        error_messages={"required": "Write the seal’s number, or say that there is none"}
    )
    kind = forms.ChoiceField(
        choices=[("bag", "bag"), ("box", "box"), ("coffin", "coffin")], widget=forms.RadioSelect
    )
    opened_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    remarks = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(required=False, help_text="PDF or a picture, up to 10 MB")
    has_no_seal = forms.BooleanField(required=False, label="There is no seal")


class CaseFilter(forms.Form):
    state = forms.ChoiceField(
        required=False, label="Case state", choices=[("", "Any"), ("numbered", "Numbered")]
    )
    waiting = forms.IntegerField(required=False, label="Waiting at least, days")


class ColumnForm(forms.Form):
    first = forms.ChoiceField(choices=[("label", "label"), ("", "kept as sent")])
    second = forms.ChoiceField(choices=[("claimed_birth_date", "claimed_birth_date")])


def samples() -> dict[str, object]:
    kinds = (page, lists, sheet, today, record, counting, charts, scanning)
    return {name: sample for kind in kinds for name, sample in kind().items()}


def page() -> dict[str, object]:
    refused = "You packed this batch; another person must count it."
    return {
        "states": [
            Badge("Handed over", Meaning.GOING),
            Badge("Count contested", Meaning.CONTEST),
        ],
        "flags": [Badge("Legal hold", Meaning.STOP, is_flag=True), Badge("Presumptive", "flag")],
        "badges": [Badge(meaning.value, meaning) for meaning in Meaning],
        "moves": [
            Move("seal", "Seal version 3", HERE, is_lead=True, opens=True),
            Move("print", "Print the list", HERE, opens=True),
            Move("revoke", "Revoke the identification", HERE, is_grave=True, asks=True),
            Move("hand_over", "Hand over", HERE, why_not=refused),
        ],
        "send_again": Move("resend", "Send again", HERE, version=4),
        "see_findings": Move("see", "Ask to see findings", HERE, asks=True),
        "seal": Move("seal_now", "Seal version 3", HERE, version=3),
        "save_mine": Move("save", "Save mine instead", HERE, version=8, fields={"place": "B 13-4"}),
        "changed_at": datetime(2026, 11, 23, 9, 12, tzinfo=UTC),
        "differences": [Difference("Place", "Bay B, shelf 14-3", "Bay B, shelf 13-4")],
        "step_labels": ["File", "Preview", "Confirm"],
        "tabs": [
            Choice("Overview", HERE, is_current=True),
            Choice("Samples", HERE, 2),
            Choice("History", HERE),
        ],
    }


def lists() -> dict[str, object]:
    return {
        "columns": [
            Column("Select", is_hidden=True),
            Column("Batch", HERE),
            Column("State"),
            Column("Own", HERE, "descending", is_number=True),
            Column("Counterpart", is_number=True),
        ],
        "rows": [
            ("EB-26-0041-I", Badge("Handed over", Meaning.GOING), 615, 618),
            ("EB-26-0042-G", Badge("Acknowledged", Meaning.DONE), 34, 34),
        ],
        "filters": CaseFilter(),
        "in_force": [Chip("Waiting", "60 days or more", HERE), Chip("Round", "0004", HERE)],
        "outcomes": [
            Choice("With a dispute", HERE, 11, is_current=True),
            Choice("Handed over", HERE, 615),
        ],
        "bulk_moves": [Move("print_labels", "Print labels", HERE, asks=True)],
        "wrong": LabelForm({"label": "С-2214/8", "kind": "bag"}),
        "blank": LabelForm(prefix="new"),
    }


def sheet() -> dict[str, object]:
    mapping = ColumnForm()
    return {
        "headings": [
            SheetHeading("Маркування", mapping["first"]),
            SheetHeading("Дата нар.", mapping["second"]),
        ],
        "sheet_rows": [
            SheetRow(114, [SheetCell("С-2214/4"), SheetCell("1994")]),
            SheetRow(115, [SheetCell("С-2214/5"), SheetCell("31.02.1999", "not a date")]),
            SheetRow(119, [SheetCell("", "label is empty", stops=True), SheetCell("")]),
        ],
    }


def today() -> dict[str, object]:
    return {
        "work": [
            WorkItem(
                "Seal",
                "Northern to Southern side, 34 coffins",
                HERE,
                why="Counted by T. Ekarsund, who did not pack. You may seal.",
                reference="EB-26-0044-C",
                when="before Thu 26 Nov",
            ),
            WorkItem(
                "Results",
                "9 samples without a DNA result",
                HERE,
                why="The oldest has waited 71 days; agreed time is 42.",
                reference="WL-26-0031-H",
                state=Badge("29 days late", Meaning.STOP),
            ),
        ],
        "days": [
            Day(
                date(2026, 11, 26),
                "ER-26-0013-D",
                HERE,
                Badge("Date not confirmed", Meaning.WATCH),
                text="Havrel Ford. To us 210 containers listed; from us 34.",
                says=[Badge("Northern", Meaning.DONE), Badge("Southern", Meaning.GOING)],
                note="Missing: corridor reference.",
            )
        ],
    }


def record() -> dict[str, object]:
    return {
        "entries": [
            Entry(
                "In store, Lindmere Mortuary",
                datetime(2026, 7, 10, 15, 10, tzinfo=UTC),
                text="Placed by J. Taskerud.",
                is_now=True,
            ),
            Entry(
                "Received, Lindmere Mortuary",
                datetime(2026, 3, 12, 6, 5, tzinfo=UTC),
                recorded_at=datetime(2026, 3, 12, 19, 22, tzinfo=UTC),
                source="entered from paper tally sheet TS-0412, line 31",
            ),
            Entry(
                "Gap: 15 h 45 min.",
                text="Nobody recorded who held the container. It is not filled with a guess.",
                is_gap=True,
            ),
            Entry("Unloaded at Brackwater Siding", datetime(2026, 3, 11, 14, 20, tzinfo=UTC)),
        ],
        "rungs": [
            Rung(
                "Count",
                Badge("Venue done, intake under way", Meaning.GOING),
                figures=[
                    Amount("counted at the venue, own", 615),
                    Amount("counted at intake, own", 391),
                ],
                done=391,
                total=615,
                bar_label="Counted at intake, 391 of 615",
            ),
            Rung("Contents", Badge("Not begun"), note="Begins when the first one is opened."),
        ],
        "job": Progress(
            "Candidates for 212 cases, begun 09:02 by I. Quarnel",
            140,
            212,
            state=Badge("Running", Meaning.GOING),
            cancel=Move("cancel", "Cancel", HERE),
        ),
    }


def charts() -> dict[str, object]:
    weeks = ["7 Sep", "14 Sep", "21 Sep", "28 Sep", "5 Oct", "12 Oct", "19 Oct", "26 Oct"]
    months = ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    return {
        "trend": LineChart(
            "Containers not yet opened, own, 8 weeks",
            "Week of",
            weeks,
            Series("Containers", [212, 180, 164, 331, None, 270, 236, 198]),
        ),
        "step": StepChart(
            "Containers claimed and verified, June to November 2026",
            "Month",
            months,
            [
                Series("claimed", [0, 240, 480, 700, 1016, 1236], is_second=True),
                Series("verified", [0, 236, 470, 690, 826, 1009]),
            ],
        ),
        "by_mortuary": BarChart(
            "Containers without an intake count",
            "Mortuary",
            ["Lindmere", "Ostvale", "Karrowby"],
            Series("Containers", [116, 108, 0]),
        ),
    }


def counting() -> dict[str, object]:
    return {
        "how_many": People(
            [
                Amount("individuals claimed by the sender", 3),
                Amount("remains cases", 5),
                Amount("individuals at the least", 2),
                Amount("individuals distinguished", 1),
            ],
            "Counted from elements that repeat, recorded of 4 of 5 cases.",
        ),
    }


def scanning() -> dict[str, object]:
    at = datetime(2026, 11, 23, 14, 8, tzinfo=UTC)
    return {
        "on_the_list": Badge("On the list", Meaning.DONE),
        "counts": [
            Amount("Northern side, own", 74),
            Amount("Southern side, stated", 76),
            Amount("Intermediary", 74),
        ],
        "scans": [
            Scan("CN-26-004531-Z", Badge("On the list", Meaning.DONE), at),
            Scan("CN-26-004818-7", Badge("Not on the list", Meaning.WATCH), at),
        ],
        "sealing": format_html("You seal version 3 of {}, 34 coffins.", ref("EB-26-0044-C")),
    }
