"""Hypothesis makes people and cases with any part of them unknown."""

from datetime import date, timedelta

from hypothesis import strategies as st

from cases.identification.records import AnteMortem, Feature, Place, PostMortem

DAY = date(2024, 6, 1)
features = st.builds(
    Feature,
    kind=st.sampled_from(["scar", "tattoo", "plate"]),
    region=st.sampled_from(["", "hand", "back"]),
    side=st.sampled_from(["", "left", "right", "unknown"]),
)
days = st.integers(-900, 900).map(lambda n: DAY + timedelta(days=n)).map(lambda day: (day, day))
places = st.builds(
    Place,
    latitude=st.floats(49.5, 50.5),
    longitude=st.floats(9.0, 11.0),
    radius=st.sampled_from([0.0, 5.0]),
)
names = st.sampled_from(["Ковальчук Іван", "Kovalchuk Ivan", "Побігайло Петро", "Заїченко Юрій"])
numbers = st.sampled_from(["A-123 456", "a123456", "A123457", "777"])
teeth = st.dictionaries(
    st.sampled_from([11, 16, 36, 48]), st.sampled_from(["sound", "filled", "extracted", "crown"])
)
sexes = st.sampled_from(["male", "female"])


def maybe(values):
    return st.none() | values


people = st.builds(
    AnteMortem,
    reference=st.sampled_from(["P1", "P2", "P3"]),
    sex=maybe(sexes),
    born=maybe(st.integers(1950, 2004).map(lambda year: (date(year, 1, 1), date(year, 12, 31)))),
    age=maybe(st.integers(18, 60).map(lambda age: (float(age), age + 3.0))),
    stature=maybe(st.floats(150, 200)),
    hair=maybe(st.sampled_from(["black", "grey", "bald"])),
    eyes=maybe(st.sampled_from(["brown", "blue"])),
    last_seen=maybe(days),
    place=maybe(places),
    features=maybe(st.lists(features, max_size=3).map(tuple)),
    serials=st.lists(numbers, max_size=2).map(tuple),
    teeth=teeth,
    names=st.lists(names, max_size=2).map(tuple),
    disc_number=maybe(numbers),
    service_number=maybe(numbers),
    unit=maybe(st.sampled_from(["unit 1", "unit 2"])),
    rank=maybe(st.sampled_from(["private", "sergeant"])),
)
cases = st.builds(
    PostMortem,
    reference=st.just("C1"),
    sex=maybe(st.sampled_from(["male", "probably_female", "undetermined"])),
    sex_method=maybe(st.sampled_from(["pelvis", "amelogenin"])),
    age=maybe(st.floats(20, 60).map(lambda middle: (middle - 6, middle + 6))),
    stature=maybe(st.floats(155, 190).map(lambda middle: (middle - 7.6, middle + 7.6))),
    hair=maybe(st.sampled_from(["black", "grey", "red"])),
    eyes=maybe(st.sampled_from(["brown", "grey"])),
    condition=maybe(st.sampled_from(["fresh", "skeletonised"])),
    recovered=maybe(days),
    place=maybe(places),
    features=st.lists(features, max_size=3).map(tuple),
    assessed=st.frozensets(st.tuples(st.sampled_from(["scar", "plate"]), st.just("hand"))),
    serials=st.lists(numbers, max_size=2).map(tuple),
    teeth=teeth,
    document_names=st.lists(names, max_size=2, unique=True).map(tuple),
    disc_number=maybe(numbers),
    service_number=maybe(numbers),
    claimed_names=st.lists(names, max_size=1).map(tuple),
    unit=maybe(st.just("unit 1")),
    rank=maybe(st.just("sergeant")),
)
