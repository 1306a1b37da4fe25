"""What is done with the record of somebody sought: one table for the moves and their pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.dashboard import person_forms as asked
from cases.models import PersonName
from cases.operations import linking, merging, outcomes, persons, relatives, telling
from repatriation.dashboard.components import Text


@dataclass(frozen=True)
class PersonDeed:
    """`path` is the end of the address; `verb` what the policies call it."""

    path: str
    verb: str
    title: Text
    lead: Text
    done: Text
    do: Callable[..., object]
    form: type[asked.OnPersonForm] | None = None  # without one it is only asked again
    is_grave: bool = False
    template: str = "cases/form.html"


def _take_back(*, what: Any, **more: Any) -> object:
    if isinstance(what, PersonName):
        return telling.withdraw_name(name=what, **more)
    return telling.withdraw_feature(feature=what, **more)


def _answer(*, person: Any, request: Any, answer: str, note: str, by: Any) -> object:
    del person  # the request names it
    return linking.answer_link(request=request, answer=answer, note=note, by=by)


# In the order in which they are offered.
DEEDS = {
    deed.path: deed
    for deed in (
        PersonDeed(
            "answer",
            "answer_link",
            _("Answer another agency"),
            _("Another agency of your side asks whether its record is of the same person."),
            _("The other agency is told your answer."),
            _answer,
            asked.AnswerForm,
        ),
        PersonDeed(
            "confirm",
            "confirm_report",
            _("Confirm the report"),
            _(
                "You have looked at the evidence yourself. %(person)s is then recorded as the "
                "report says."
            ),
            _("The report is confirmed."),
            outcomes.confirm_report,
            is_grave=True,
        ),
        PersonDeed(
            "withdraw-report",
            "withdraw_report",
            _("Withdraw the report"),
            _("What the report contested stays contested until a board has looked at it."),
            _("The report is withdrawn."),
            outcomes.withdraw_report,
            asked.WhyForm,
        ),
        PersonDeed(
            "name",
            "add_name",
            _("Add a name"),
            _("Every spelling is kept as it is written, in its script."),
            _("The name is added."),
            telling.add_name,
            asked.NameForm,
        ),
        PersonDeed(
            "feature",
            "add_feature",
            _("Add a feature"),
            _("By the same codes as what is found on remains, so that they can be compared."),
            _("The feature is added."),
            telling.add_feature,
            asked.FeatureForm,
        ),
        PersonDeed(
            "teeth",
            "chart_teeth",
            _("Chart the teeth"),
            _("As the dentist’s card says, in the notation of the FDI. Empty is not recorded."),
            _("The chart is recorded."),
            persons.chart_person,
            asked.TeethForm,
            template="cases/teeth.html",
        ),
        PersonDeed(
            "source",
            "add_source",
            _("Add what was told"),
            _("Who told what, when and by which channel. It stays; a correction is told anew."),
            _("What was told is added."),
            telling.add_source,
            asked.SourceForm,
        ),
        PersonDeed(
            "relative",
            "add_relative",
            _("Add a relative"),
            _("Names and contacts are read by the liaisons of your agency alone."),
            _("The relative is added."),
            relatives.add_relative,
            asked.AddRelativeForm,
        ),
        PersonDeed(
            "order",
            "order_relatives",
            _("Order the next of kin"),
            _("The first who is not passed over is asked and told first."),
            _("The next of kin are in the new order."),
            relatives.order_relatives,
            asked.OrderForm,
        ),
        PersonDeed(
            "report",
            "report_alive",
            _("Report as alive"),
            _(
                "An identification that stands is contested at once. What ends the search waits "
                "for a second person."
            ),
            _("The report is recorded."),
            outcomes.report_alive,
            asked.ReportForm,
            is_grave=True,
        ),
        PersonDeed(
            "search-again",
            "search_again",
            _("Search again"),
            _("What was recorded is taken back with your reason; the person is sought again."),
            _("The person is sought again."),
            outcomes.search_again,
            asked.WhyForm,
            is_grave=True,
        ),
        PersonDeed(
            "take-back",
            "take_back",
            _("Take back a name or a feature"),
            _("It stays in the record with your reason, and is compared no more."),
            _("It is taken back."),
            _take_back,
            asked.TakeBackForm,
        ),
        PersonDeed(
            "ask",
            "ask_about_link",
            _("Ask about a possible link"),
            _("Another agency of your side may seek the same person. It sees what you write here."),
            _("The other agency is asked."),
            linking.ask_about_link,
            asked.AskForm,
        ),
        PersonDeed(
            "merge",
            "merge",
            _("Merge into another record"),
            _(
                "Names, relatives and sources are read together there. Nothing is deleted, and "
                "the two can be parted again."
            ),
            _("The records are merged."),
            merging.merge_persons,
            asked.MergeForm,
            is_grave=True,
        ),
        PersonDeed(
            "part",
            "part",
            _("Part from the other record"),
            _("They are of two people after all: each goes on with what it had."),
            _("The records are parted."),
            merging.part_persons,
            asked.WhyForm,
            is_grave=True,
        ),
    )
}
