"""What stands in a mail: the words an administrator gave the notice, or those it comes with."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from repatriation.language import say
from repatriation.logs import get_logger
from repatriation.notifications.models import Delivery, NoticeWording
from repatriation.notifications.registry import Address
from repatriation.notifications.wording import filled_in, values_of, why_not

log = get_logger(__name__)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def letter_to(to: Address, delivery: Delivery) -> Letter:
    """In the reader's language. No wording can stop a notice: one that cannot be used is as good
    as none."""
    link = settings.BASE_URL + delivery.link
    with translation.override(to.language):
        try:
            given = _as_given(to, delivery, link)
        except Exception as error:
            log.error("wording_broke", delivery_id=delivery.pk, exc_info=error)
            given = None
        if given:
            return given
        said = say(delivery.said)
        return Letter(said, _page("notices/notice.txt", said=said, link=link))


def _as_given(to: Address, delivery: Delivery, link: str) -> Letter | None:
    kind = delivery.event.kind
    words = NoticeWording.objects.for_reader(kind, to.language, to.party_id)
    if words is None:
        return None
    if why_not(kind, words.subject, words.body):  # the notice has changed since it was worded
        log.error("wording_not_usable", delivery_id=delivery.pk)
        return None
    return worded(words, values_of(delivery.said.params, link=link, agency=to.agency))


def worded(words: NoticeWording, values: dict[str, object]) -> Letter:
    subject = " ".join(filled_in(words.subject, values).split())
    return Letter(subject, _page("notices/worded.txt", said=filled_in(words.body, values)))


def _page(template: str, **shown: object) -> str:
    return render_to_string(template, shown | {"is_demonstration": settings.IS_DEMONSTRATION})
