"""The next most useful piece of evidence, in words."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.identification.next_evidence import Suggestion
from cases.models.relative import Kinship
from repatriation.dashboard.components import Text

WORK: dict[str, Text] = {
    "sex": gettext_lazy("Assess the sex, by a method that errs less"),
    "age": gettext_lazy("Estimate the age, or narrow its interval"),
    "stature": gettext_lazy("Estimate the stature, or narrow its interval"),
    "odontology": gettext_lazy("Finish the teeth"),
    "friction_ridges": gettext_lazy("Finish the friction ridges"),
    "dna": gettext_lazy("Take a sample for DNA"),
}
RECORD: dict[str, Text] = {
    "odontology": gettext_lazy("Ask for the dental card of %(person)s"),
    "friction_ridges": gettext_lazy("Ask for the fingerprints of %(person)s"),
    "sex": gettext_lazy("Ask for the sex of %(person)s"),
    "age": gettext_lazy("Ask for the date of birth of %(person)s"),
    "stature": gettext_lazy("Ask for the stature of %(person)s"),
    "dna": gettext_lazy("Ask for a reference of %(person)s"),
}


def said(one: Suggestion) -> str:
    if one.with_ is None:
        return str(WORK[one.what])
    if one.kinship:
        kin = Kinship(one.kinship).label if one.kinship in Kinship.values else one.kinship
        text = _("Ask for a sample of a relative of %(person)s: %(kinship)s")
        return capfirst(text % {"person": one.with_, "kinship": kin})
    return str(RECORD[one.what]) % {"person": one.with_}
