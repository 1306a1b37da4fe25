"""Long work as the person who asked for it sees it: how far it is, how to stop it, its result."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from repatriation.accounts.network import is_own_path
from repatriation.dashboard.components import Badge, Meaning, Move, Progress, Text
from repatriation.dashboard.pages import SignedIn
from repatriation.jobs.models import Job
from repatriation.jobs.running import cancel_job

State = Job.State
MEANINGS = {
    State.QUEUED: Meaning.OPEN,
    State.RUNNING: Meaning.GOING,
    State.DONE: Meaning.DONE,
    State.FAILED: Meaning.STOP,
    State.CANCELLED: Meaning.NONE,
}
TITLES: dict[str, Text] = {
    "exchanges.read_list": _("Reading a handover list"),
    "exchanges.print_labels": _("Making labels"),
    "exchanges.print_list": _("Making the handover list"),
    "exchanges.report_both_directions": _("Making the report on both directions"),
    "exchanges.issue_act": _("Issuing the handover act"),
    "candidates.seek": _("Looking for candidates"),
    "persons.read": _("Reading a file of people sought"),
    "persons.save": _("Saving people sought"),
    "persons.export": _("Making a file of people sought"),
    "demo.build": _("Building the demonstration, day by day"),
}
NOTES: dict[str, Text] = {
    State.QUEUED: _("It waits for a worker."),
    State.CANCELLED: _("It was stopped. Nothing was changed."),
}
LEFT_HALF: dict[str, Text] = {
    "persons.save": _("It was stopped. Who was saved before stays; the rest can be saved later."),
    "demo.build": _(
        "It was stopped. What is here is a part of the demonstration; `make reset` deletes it."
    ),
}


@login_required
def job(request: SignedIn, pk: int) -> HttpResponse:
    """A page to come back to: it also stands when the browser was closed."""
    found = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    title = TITLES.get(found.kind, _("Work in progress"))
    return render(request, "today/job.html", {"title": title, "job": progress_of(found, title)})


def progress_of(job: Job, title: Text) -> Progress:
    here = job.get_absolute_url()
    cancel = Move("cancel", _("Cancel"), reverse("job-cancel", args=[job.pk]))
    return Progress(
        title=title,
        done=job.done,
        total=job.total,
        note=_note(job),
        state=Badge(job.get_state_display(), MEANINGS[State(job.state)]),
        poll_url=here if job.is_open else "",
        cancel=cancel if job.is_open else None,
        result_url=job.link if job.state == State.DONE else "",
    )


@login_required
@require_POST
def cancel(request: SignedIn, pk: int) -> HttpResponse:
    found = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    if not cancel_job(job=found, by=request.user):
        messages.warning(request, gettext("This work had ended already."))
    back = request.POST.get("back", "")
    return redirect(back if is_own_path(back) else found)


def _note(job: Job) -> Text:
    if job.state == State.CANCELLED and job.kind in LEFT_HALF:
        return LEFT_HALF[job.kind]
    return job.said_problem or NOTES.get(job.state, "")
