"""Two dental charts: what can have come of what was told, and what cannot."""

import pytest

from cases.dashboard.teeth import side_by_side
from cases.identification.dental import compared, verdict
from cases.models.codes import Tooth, ToothCode

TOOTH = {code.value: (code.value, "") for code in ToothCode}


@pytest.mark.plain
@pytest.mark.parametrize(
    ("told", "found", "expected"),
    [
        ("sound", "sound", "same"),
        ("sound", "filled", "explained"),
        ("sound", "extracted", "explained"),
        ("extracted", "sound", "contradicts"),
        ("extracted", "implant", "explained"),
        ("filled", "sound", "contradicts"),
        ("crown", "caries", "contradicts"),
        ("sound", "lost_after_death", "unknown"),
        ("extracted", "lost_after_death", "contradicts"),
    ],
)
def test_a_tooth_is_treated_or_lost_and_never_the_other_way(told, found, expected):
    assert verdict(TOOTH[told], TOOTH[found]) == expected


@pytest.mark.plain
@pytest.mark.parametrize(
    ("told", "found", "expected"),
    [
        ("mo", "mo", "same"),
        ("mo", "mod", "explained"),
        ("mod", "mo", "contradicts"),
        ("mo", "od", "contradicts"),
        ("mo", "", "same"),
    ],
)
def test_a_filling_does_not_shrink(told, found, expected):
    assert verdict(("filled", told), ("filled", found)) == expected


@pytest.mark.plain
def test_a_place_that_only_one_chart_has_is_unknown():
    assert compared({11: ("sound", "")}, {12: ("sound", "")}) == {11: "unknown", 12: "unknown"}


@pytest.mark.plain
def test_every_state_of_the_list_can_be_compared():
    for told in TOOTH.keys() - {"lost_after_death"}:
        for found in TOOTH:
            assert verdict(TOOTH[told], TOOTH[found])


@pytest.mark.plain
def test_contradictions_stand_first_and_are_counted():
    told = {36: Tooth("extracted"), 11: Tooth("sound"), 46: Tooth("filled", "o")}
    found = {36: Tooth("sound"), 11: Tooth("sound"), 46: Tooth("extracted")}

    teeth = side_by_side(told, found)

    assert [place.number for place in teeth.rows] == [36, 46, 11]
    assert teeth.figures == (
        "1 contradicts, 1 treated or lost since, 1 alike, 0 not known on both sides"
    )


@pytest.mark.plain
def test_places_stand_as_one_looks_at_the_face():
    teeth = side_by_side({11: Tooth("sound")}, {11: Tooth("sound")})

    numbers = [[place.number for place in places] for _name, places in teeth.quadrants]

    assert [(row[0], row[-1]) for row in numbers] == [(18, 11), (21, 28), (48, 41), (31, 38)]
