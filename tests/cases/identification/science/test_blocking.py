"""Who is compared at all: wide windows, and keys that open them."""

from datetime import date, timedelta

import pytest

from cases.identification.blocking import block_of
from cases.identification.records import AnteMortem, DnaResult, Place, PostMortem

pytestmark = pytest.mark.plain

DAY = date(2024, 6, 1)
CASE = PostMortem(
    "C1", sex="male", sex_method="amelogenin", age=(30.0, 40.0), recovered=(DAY, DAY),
    place=Place(50.0, 10.0),
)  # fmt: skip
FITS = {"sex": "male", "age": (34.0, 36.0), "place": Place(50.2, 10.2)}


def admits(pm=CASE, **told):
    return block_of(pm).admits(AnteMortem("P1", **{**FITS, **told}))


def test_whoever_falls_in_every_window_is_compared():
    assert admits()


@pytest.mark.parametrize(
    "told",
    [
        {"sex": "female"},
        {"age": (60.0, 61.0)},
        {"place": Place(55.0, 10.0)},
        {"last_seen": (DAY + timedelta(days=60), DAY + timedelta(days=60))},
    ],
)
def test_whoever_falls_out_of_one_window_is_not(told):
    assert not admits(**told)


@pytest.mark.parametrize("unknown", ["sex", "age", "place", "last_seen"])
def test_what_is_not_known_of_a_person_never_shuts_them_out(unknown):
    assert admits(**{unknown: None})


def test_sex_from_bones_is_no_window():
    pelvis = PostMortem("C1", sex="male", sex_method="pelvis")

    assert block_of(pelvis).admits(AnteMortem("P1", sex="female"))


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"document_names": ("Побігайло Петро",)}, {"names": ("Pobihailo Petro",)}),
        ({"claimed_names": ("Побігайло Петро",)}, {"names": ("Побигайло Пётр",)}),
        ({"disc_number": "A-12 3"}, {"disc_number": "a123"}),
        ({"disc_number": "123"}, {"service_number": "12-3"}),
        ({"serials": ("X9",)}, {"serials": ("x-9",)}),
        ({"dna": (DnaResult("P1", 2.0),)}, {}),
    ],
)
def test_a_shared_key_opens_every_window(found, told):
    out_of_all = {"sex": "female", "age": (60.0, 61.0)}
    pm = PostMortem("C1", sex="male", sex_method="amelogenin", age=(30.0, 40.0), **found)

    assert block_of(pm).admits(AnteMortem("P1", **out_of_all, **told))
    assert not block_of(pm).admits(AnteMortem("P2", **out_of_all))


def test_a_first_name_alone_opens_nothing():
    assert not any(
        key[0] == "g" for key in block_of(PostMortem("C1", document_names=("Іван",))).name_keys
    )


def test_birth_dates_say_the_same_window_as_ages():
    """Aged 24.9 to 45.1 at the latest on the day of recovery, and at most 1,000 days younger."""
    born = block_of(CASE).born

    assert born is not None
    assert date(1976, 6, 1) < born[0] < date(1976, 12, 31)
    assert date(1999, 1, 1) < born[1] < date(1999, 12, 31)
