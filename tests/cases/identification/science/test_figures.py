"""Each formula against a figure worked out by hand, with the parameters of version 2026-1."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.identification.parameters import DEFAULT
from cases.identification.people import people_of
from cases.identification.records import AnteMortem, DnaResult, Feature, Place, PostMortem
from cases.identification.scoring import score

pytestmark = pytest.mark.plain

DAY = date(2024, 6, 1)
HERE = Place(50.0, 10.0)
SCAR = Feature("scar", "hand", "left")
NAME = ("Побігайло Петро Іванович",)
OTHER_NAME = ("Заїченко Юрій Васильович",)


def before(days: int) -> tuple[date, date]:
    day = DAY - timedelta(days=days)
    return day, day


# attribute, found, told, log10 of the likelihood ratio
FIGURES = {
    # .95 / (.85 * .95 + .15 * .05)
    "same sex": ("sex", {"sex": "male", "sex_method": "pelvis"}, {"sex": "male"}, 0.0666),
    "other sex": ("sex", {"sex": "male", "sex_method": "pelvis"}, {"sex": "female"}, -1.2122),
    # (.98 * t8(0) / 3.412 + .02 / 100) / N(-3; 11.506)
    "age": ("age", {"age": (30.0, 40.0)}, {"age": (35.0, 35.0)}, 0.5212),
    # (.97 * t8(.162) / 6.159 + .03 / 60) / (.85 N(1; 9.174) + .15 N(14; 9.174))
    "stature": ("stature", {"stature": (170.0, 186.0)}, {"stature": 177.0}, 0.1932),
    # .8 / .5
    "hair": ("hair", {"hair": "brown", "condition": "fresh"}, {"hair": "brown"}, 0.2041),
    # .8 / .3
    "eyes": ("eyes", {"eyes": "blue", "condition": "fresh"}, {"eyes": "blue"}, 0.4260),
    # (.95 exp(-30 / 60) / 60 + .05 / 1000) / .001
    "a month": ("date", {"recovered": (DAY, DAY)}, {"last_seen": before(30)}, 0.9847),
    # .05 / 1000 / .001
    "before": ("date", {"recovered": (DAY, DAY)}, {"last_seen": before(-10)}, -1.3010),
    # (.7 / (2 pi 22^2) + .3 / 14400) * 14400
    "here": ("place", {"place": HERE}, {"place": HERE}, 0.5581),
    # B = .01 * .94 + .99 * .05 = .0589; .94 * .95 / B
    "mark": ("marks", {"features": (SCAR,)}, {"features": (SCAR,)}, 1.1808),
    # .94 * .10 / B
    "mark on the other side": (
        "marks", {"features": (SCAR,)}, {"features": (replace(SCAR, side="right"),)}, 0.2031,
    ),
    # h = .01 * .2 / .992; (h * .94 + (1 - h) * .05) / B
    "mark nobody told of": ("marks", {"features": (SCAR,)}, {"features": ()}, -0.0558),
    # .06 / (1 - B)
    "mark not there": (
        "marks", {"assessed": frozenset({("scar", "hand")})}, {"features": (SCAR,)}, -1.1955,
    ),
    "serial": ("serial", {"serials": ("ab 12-3",)}, {"serials": ("AB123",)}, 6.0),
    "another serial": ("serial", {"serials": ("AB124",)}, {"serials": ("AB123",)}, -1.0),
    # (.92 * .75 + .08 * .0005) / (.0005 + .08 / 20 * .75)
    "papers": ("papers", {"document_names": NAME}, {"names": NAME}, 2.2948),
    # (.92 * .04 + .08 * .9985) / (.9985 + .08 / 20 * .04)
    "others' papers": ("papers", {"document_names": NAME}, {"names": OTHER_NAME}, -0.9324),
    # (.95 * .88 + .05 * .00001) / (.00001 + .05 / 20 * .88)
    "disc": ("papers", {"disc_number": "12-34"}, {"disc_number": "1234"}, 2.5778),
    # (.6 * .75 + .4 * .0005) / (.0005 + .4 / 50 * .75)
    "claim": ("claim", {"claimed_names": NAME}, {"names": NAME}, 1.8405),
    # .7 * log10((.85 + .15 * .02) / .02)
    "unit": ("unit", {"unit": "unit 1"}, {"unit": "unit 1"}, 1.1409),
    "another unit": ("unit", {"unit": "unit 1"}, {"unit": "unit 2"}, -0.5767),
    # (.7 + .3 * .2) / .2
    "rank": ("rank", {"rank": "sergeant"}, {"rank": "sergeant"}, 0.5798),
    # .5 * log10(.88 / .981 / .62)
    "tooth": ("teeth", {"teeth": {16: "sound"}}, {"teeth": {16: "sound"}}, 0.0802),
    # .5 * log10(.001 / .986 / .62)
    "tooth grown again": ("teeth", {"teeth": {16: "sound"}}, {"teeth": {16: "extracted"}}, -1.3931),
    "dna": ("dna", {"dna": (DnaResult("P1", 5.2),)}, {}, 5.2),
}  # fmt: skip


@pytest.mark.parametrize(("attribute", "found", "told", "expected"), FIGURES.values(), ids=FIGURES)
def test_a_term_is_what_its_formula_says(attribute, found, told, expected):
    result = score(PostMortem("C1", **found), AnteMortem("P1", **told))

    terms = {term.attribute: term for term in result.terms}
    assert terms[attribute].log10_lr == pytest.approx(expected, abs=5e-4)
    assert terms[attribute].verdict == ("agree" if expected > 0 else "differ")
    assert result.total == pytest.approx(expected, abs=5e-4)


def test_what_is_common_in_the_event_says_less():
    pm = PostMortem("C1", unit="unit 1", sex="female", features=(SCAR,))
    am = AnteMortem("P1", unit="unit 1", sex="female", features=(SCAR,))
    others = AnteMortem("X", unit="unit 1", sex="female", features=(SCAR,))

    rare, common = score(pm, am), score(pm, am, event=people_of([others] * 300))

    for before_event, after in zip(rare.terms, common.terms, strict=True):
        if before_event.attribute in ("unit", "sex", "marks"):
            assert after.log10_lr < before_event.log10_lr


def test_stature_does_not_count_sex_again():
    women = [AnteMortem("W", sex="female", stature=160.0 + n) for n in range(9)] * 40
    men = [AnteMortem("M", sex="male", stature=174.0 + n) for n in range(9)] * 200
    pm = PostMortem("C1", sex="female", sex_method="pelvis", stature=(156.4, 171.6))

    of_known_sex = score(pm, women[4], event=people_of(women + men))
    of_unknown_sex = score(replace(pm, sex=None), women[4], event=people_of(women + men))

    stature = {term.attribute: term.log10_lr for term in of_known_sex.terms}["stature"]
    alone = {term.attribute: term.log10_lr for term in of_unknown_sex.terms}["stature"]
    assert stature < 0.35 < alone


def test_a_place_says_less_where_all_of_that_day_were_lost():
    pm = PostMortem("C1", recovered=(DAY, DAY), place=HERE)
    am = AnteMortem("P1", last_seen=before(10), place=HERE)
    of_that_day = [AnteMortem("X", last_seen=before(20), place=HERE)] * 100
    of_other_days = [AnteMortem("Y", last_seen=before(800), place=Place(50.5, 10.0))] * 900

    alone = score(pm, am)
    among = score(pm, am, event=people_of(of_that_day + of_other_days))

    assert _of(among, "place") < _of(alone, "place") - 0.3


def test_skin_and_hair_are_not_read_from_bones():
    pm = PostMortem("C1", hair="brown", eyes="blue", condition="skeletonised")

    result = score(pm, AnteMortem("P1", hair="brown", eyes="blue"))

    assert result.total == 0


def test_papers_never_come_to_more_than_their_cap():
    found = {
        "document_names": (*NAME, "Pobihailo Petro"),
        "disc_number": "1",
        "service_number": "2",
    }
    told = {"names": NAME, "disc_number": "1", "service_number": "2"}

    result = score(PostMortem("C1", **found), AnteMortem("P1", **told))

    assert _of(result, "papers") == DEFAULT.papers_cap


def test_a_repeated_result_on_the_same_markers_counts_once_and_by_the_smaller():
    results = (
        DnaResult("P1", 6.0), DnaResult("P1", 4.0), DnaResult("P1", 1.5, "mitochondrial"),
        DnaResult("P2", -9.0),
    )  # fmt: skip

    assert score(PostMortem("C1", dna=results), AnteMortem("P1")).total == 5.5


def _of(result, attribute):
    return {term.attribute: term.log10_lr for term in result.terms}[attribute]


def test_tempering_spares_what_is_reported_as_it_is():
    pm = PostMortem("C1", sex="male", serials=("1",), dna=(DnaResult("P1", 5.0),))
    am = AnteMortem("P1", sex="male", serials=("1",))

    whole, half = score(pm, am), score(pm, am, replace(DEFAULT, tempering=0.5))

    assert _of(half, "sex") == pytest.approx(_of(whole, "sex") / 2)
    assert (_of(half, "serial"), _of(half, "dna")) == (6.0, 5.0)


def test_a_mark_is_missing_only_where_it_was_looked_for():
    pm = PostMortem("C1", assessed=frozenset({("scar", "back")}))

    assert score(pm, AnteMortem("P1", features=(SCAR,))).total == 0


def test_probably_male_says_less_than_male():
    """.85 / (.85 * .85 + .15 * .15)."""
    pm = PostMortem("C1", sex="probably_male", sex_method="pelvis")

    assert score(pm, AnteMortem("P1", sex="male")).total == pytest.approx(0.0573, abs=5e-4)


def test_grey_hair_is_less_sure_than_brown_and_says_less_of_the_old():
    """.7 / .07; among others of that age most are grey."""
    pm = PostMortem("C1", hair="grey", age=(55.0, 65.0))
    old = [AnteMortem("O", hair="grey", age=(60.0, 60.0))] * 300
    young = [AnteMortem("Y", hair="brown", age=(25.0, 25.0))] * 300
    am, event = AnteMortem("P1", hair="grey"), people_of(old + young)

    assert score(pm, am).total == pytest.approx(1.0)
    of_unknown_age = score(replace(pm, age=None), am, event=event).total
    assert score(pm, am, event=event).total < of_unknown_age - 0.1


def test_a_claim_beside_papers_counts_as_one_more_paper():
    pm = PostMortem("C1", claimed_names=NAME, document_names=NAME)

    result = score(pm, AnteMortem("P1", names=NAME))

    assert _of(result, "claim") == pytest.approx(0.3 * 1.8405, abs=5e-4)


def test_teeth_are_held_within_their_cap():
    fdi = [10 * quadrant + place for quadrant in (1, 2, 3, 4) for place in range(1, 9)]
    pm = PostMortem("C1", teeth=dict.fromkeys(fdi, "sound"))

    assert score(pm, AnteMortem("P1", teeth=dict.fromkeys(fdi, "extracted"))).total == -6
