"""Claimed names for those who look for candidates."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from cases.models import Container
from exchanges.models import BatchPlace
from exchanges.querysets import claimed_name


def claimed_of(containers: Iterable[Container]) -> Iterable[tuple[int, str]]:
    """By the lists with which they came; not by those on which their own side sends them away."""
    places: Any = BatchPlace.objects.filter(container__in=containers, line__isnull=False)
    came = places.filter(batch__receiver__party=F("container__responsible__party"))
    named = came.annotate(name=claimed_name("line__")).exclude(name="").order_by("pk")
    return list(named.values_list("container", "name"))
