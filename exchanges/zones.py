"""Time zones that a deadline may be in: those with a place in their name, as people know them."""

from zoneinfo import available_timezones

AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")

ZONES = sorted(
    {name for name in available_timezones() if name.partition("/")[0] in AREAS} | {"UTC"}
)
