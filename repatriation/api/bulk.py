"""Many items in one request, and a result for each: one bad line does not spoil the rest."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, TypeVar

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from repatriation.api.problems import errors_in
from repatriation.errors import DomainError, RuleBroken, Sentence, gettext_noop
from repatriation.language import say
from repatriation.ledger.refusals import refusal_of

MOST = 1_000
NOT_ALL = gettext_noop(
    "%(refused)s of %(all)s items were refused, and you asked for all or nothing. Nothing was "
    "saved."
)
Item = TypeVar("Item")
Done = TypeVar("Done")


class NotAll(RuleBroken):
    code = "not_all"


def items_in(data: Any) -> list[Any]:
    """The items of a bulk body: `{"items": [...]}`."""
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list) or len(data) > 1:
        raise ValidationError(
            {"items": [ErrorDetail(_("Give a list of items, and nothing beside it."), "invalid")]}
        )
    if not 0 < len(items) <= MOST:
        said = _("Give from 1 to %(most)s items.") % {"most": MOST}
        raise ValidationError({"items": [ErrorDetail(said, "invalid")]})
    return items


def done_or_refused(
    items: Sequence[Item], do: Callable[[Sequence[Item]], Sequence[Done]]
) -> list[Done | DomainError]:
    """All at once; where that is refused, each half by itself, down to the items that are."""
    if not items:
        return []
    try:
        with transaction.atomic():
            return list(do(items))
    except DomainError as error:
        refusal: DomainError = error
    except DatabaseError as error:
        if not (found := refusal_of(error)):
            raise
        refusal = found
    if len(items) == 1:
        return [refusal]
    middle = len(items) // 2
    return done_or_refused(items[:middle], do) + done_or_refused(items[middle:], do)


def item_result(index: int, result: dict[str, Any] | DomainError | ValidationError) -> dict:
    """With the status it would have had by itself, and what was done or the problem."""
    if isinstance(result, DomainError):
        problem = {"code": result.code, "detail": say(result.sentence)}
        return {"index": index, "status": result.status, "problem": problem}
    if isinstance(result, ValidationError):
        wrong = {"code": "invalid", "errors": list(errors_in(result.detail))}
        return {"index": index, "status": HTTPStatus.BAD_REQUEST.value, "problem": wrong}
    return {"index": index, "status": HTTPStatus.OK.value, **result}


def require_all(results: list[dict[str, Any]]) -> None:
    """For `atomic=true`: the door takes back what the others did."""
    if refused := [result for result in results if "problem" in result]:
        figures = {"refused": len(refused), "all": len(results)}
        raise NotAll(Sentence(NOT_ALL, figures), results=results)


class ItemSerializer(serializers.Serializer):
    """What became of one item: `problem` where it was refused."""

    index = serializers.IntegerField()
    status = serializers.IntegerField()
    problem = serializers.DictField(required=False)


class BulkSerializer(serializers.Serializer):
    results = ItemSerializer(many=True)
