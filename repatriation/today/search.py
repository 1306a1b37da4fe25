"""One search over references, labels and seals of what the reader may see."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from repatriation.dashboard.components import Text
from repatriation.dashboard.pages import SignedIn
from repatriation.references import Mistyped, NotAReference, Reference, parse
from repatriation.today.matches import SHORTEST, groups_for
from repatriation.today.records import page_of, record_of


@login_required
def search(request: SignedIn) -> HttpResponse:
    """A whole reference leads straight to its page; anything else is looked for as a part."""
    asked = request.GET.get("q", "").replace("\0", "").strip()[:100]
    reference, said = _read(asked)
    row = record_of(reference, request.user) if reference else None
    if row is not None:
        return redirect(page_of(row))
    if reference:
        said = _("No record that you may see has the reference %(reference)s.") % {
            "reference": reference
        }
    is_searched = len(asked) >= SHORTEST and not reference
    shown = {
        "asked": asked,
        "said": said,
        "is_searched": is_searched,
        "groups": groups_for(request, asked) if is_searched else [],
    }
    return render(request, "today/search.html", shown)


def _read(asked: str) -> tuple[Reference | None, Text]:
    """What is mistyped is said to be, and then looked for all the same: it may be a label."""
    try:
        return parse(asked), ""
    except Mistyped as error:
        return None, error.sentence
    except NotAReference:
        return None, ""
