"""The claimed name on the page of a case, and who examines: first the profile, then the name."""

from cases.operations.examining import lock_profile
from exchanges.models import BatchPlace, Manifest, ManifestLine
from exchanges.policies.papers import why_not_read_names
from tests.cases.dashboard.reading import text_in
from tests.factories.accounts import UserFactory
from tests.factories.examinations import Examinations
from tests.factories.steps import do

NAME = "Зразченко Приклад"
HIDDEN = "Hidden until sex, age and stature of these remains are locked"


def numbered(steps):
    """Two cases of one container, with a claimed name on the line it came by."""
    return steps.numbered("A-1", names={"A-1": NAME})


def both(case):
    """Who reads the sender's claims, and examines the remains as well."""
    return UserFactory(agency=case.custodian, role=["exchange officer", "forensic examiner"])


def test_an_examiner_reads_the_claimed_name_after_the_lock(steps, north, browse):
    case = numbered(steps)[0]
    by = Examinations(north.forensic_examiner)
    examination = by.described(case)
    browser, at = browse(by.examiner), case.get_absolute_url()

    before = text_in(browser.get(at))
    do(lock_profile, by=by.examiner, examination=examination)
    after = text_in(browser.get(at))

    assert HIDDEN in before
    assert NAME not in before
    assert NAME in after
    assert "a claim, not an identification" in after


def test_nobody_else_reads_it_on_the_page_of_the_case(steps, north, browse):
    case = numbered(steps)[0]
    Examinations(north.forensic_examiner).locked(case)

    for user in (north.mortuary_officer, UserFactory(agency=case.custodian, role="auditor")):
        page = text_in(browse(user).get(case.get_absolute_url()))

        assert NAME not in page
        assert HIDDEN not in page


def test_a_reader_of_claims_who_examines_the_case_reads_none_before_the_lock(steps, north):
    case, part = numbered(steps)
    reader, place = both(case), case.container.places.get()
    by = Examinations(north.forensic_examiner)
    examination = by.described(case)

    def read():
        line = ManifestLine.objects.shown_to(reader).get(pk=place.line_id)
        places = BatchPlace.objects.shown_to(reader).filter(batch=place.batch)
        return (
            [name for name in (line.name, *places.values_list("name", flat=True)) if name],
            Manifest.objects.readable_by(reader).exists(),
            why_not_read_names(reader, place.batch),
        )

    names, has_file, why_not = read()
    assert (names, has_file) == ([], False)
    assert "Names are shown when" in why_not
    officer = ManifestLine.objects.shown_to(north.exchange_officer).get(pk=place.line_id)
    assert officer.name == NAME

    do(lock_profile, by=by.examiner, examination=examination)
    assert read() == ([], False, why_not)  # the other one came under the same claimed name
    by.locked(part)

    names, has_file, why_not = read()
    assert (set(names), has_file, why_not) == ({NAME}, True, None)
