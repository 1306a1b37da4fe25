"""Photographs and files: kept without what the camera wrote, blurred until asked for, each viewing
written down."""

import io
import struct
from itertools import pairwise

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image, ImageOps

from cases.models import Attachment
from cases.models.attachment import AttachmentKind
from cases.models.examination import Discipline
from cases.models.finding import RestrictedKind
from cases.operations.attaching import attach_file, show_attachment, withdraw_attachment
from cases.operations.finding import record_restricted, refer_restricted
from repatriation.accounts.models import Agency
from repatriation.audit.models import AccessLog, Event
from repatriation.errors import NotPermitted, RuleBroken, TooLarge
from repatriation.files import pictures, storage
from repatriation.files.media_types import FileRefused
from repatriation.files.pictures import draw_anew
from tests.api.callers import person, program
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.boards import Boards
from tests.factories.examinations import Examinations
from tests.factories.pairs import again
from tests.factories.pictures import SERIAL, drawn, garbled, jpeg, png
from tests.factories.samples import REPORT
from tests.factories.steps import do
from tests.security.kinds import browser_of


@pytest.fixture
def boards(db):
    return Boards()


@pytest.fixture
def by(boards):
    return Examinations(boards.examiner)


@pytest.fixture
def examination(by, boards):
    return by.started(boards.case())


def sent(data=None, name="IMG_0001.jpg"):
    return SimpleUploadedFile(name, jpeg() if data is None else data)


def attached(by, examination, data=None, kind=AttachmentKind.PHOTOGRAPH, **more) -> Attachment:
    usual = {"discipline": Discipline.IMAGING, "kind": kind, "file": sent(data)}
    fresh = type(examination).objects.get(pk=examination.pk)
    return do(attach_file, by=by, examination=fresh, **(usual | more))


def test_nothing_of_the_camera_and_nothing_behind_the_picture_is_kept(by, examination):
    data = jpeg() + b"PK\x03\x04<script>alert(1)</script>"
    assert SERIAL.encode() in data

    row = attached(by.examiner, examination, data)

    kept = storage.read(row.file)
    image = Image.open(io.BytesIO(kept))
    assert (dict(image.getexif()), image.info.get("comment")) == ({}, None)
    assert not [word for word in (SERIAL, "Kanarenko", "script") if word.encode() in kept]
    assert image.size == (40, 60)  # upright, as it was held
    assert row.file.name == "photograph"
    assert row.sent_sha256 != row.file.sha256


def test_a_radiograph_keeps_all_its_greys():
    deep = Image.new("I;16", (256, 8))
    deep.frombytes(b"".join((x * 256).to_bytes(2, "little") for x in range(256)) * 8)
    out = io.BytesIO()
    deep.save(out, "PNG")

    picture = draw_anew(out.getvalue())

    kept = Image.open(io.BytesIO(picture.data))
    assert kept.tobytes() == deep.tobytes()
    preview = Image.open(io.BytesIO(picture.preview)).convert("L")
    middle = preview.height // 2
    assert preview.getpixel((0, middle)) < 60 < 190 < preview.getpixel((159, middle))


def test_ink_on_a_clear_ground_stays_readable():
    sheet = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    sheet.paste((0, 0, 0, 255), (10, 10, 40, 40))

    for form in ("PNG", "WEBP"):
        out = io.BytesIO()
        sheet.save(out, form, lossless=True)
        kept = Image.open(io.BytesIO(draw_anew(out.getvalue()).data))
        assert (kept.getpixel((0, 0))[3], kept.getpixel((20, 20))[3]) == (0, 255), form


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_garbled_words_of_a_camera_do_not_spoil_its_picture(form):
    out = io.BytesIO()
    drawn().save(out, form, exif=garbled())
    with pytest.raises((TypeError, struct.error)):  # what Pillow's own turning makes of it
        ImageOps.exif_transpose(Image.open(io.BytesIO(out.getvalue())))

    kept = Image.open(io.BytesIO(draw_anew(out.getvalue()).data))

    assert (kept.size, dict(kept.getexif())) == ((40, 60), {})


def test_nothing_can_be_made_out_in_the_preview(by, examination):
    picture = draw_anew(png())
    preview = Image.open(io.BytesIO(picture.preview)).convert("L")
    middle = [preview.getpixel((x, preview.height // 2)) for x in range(preview.width)]

    steps = [abs(one - two) for one, two in pairwise(middle)]
    assert max(steps) < 25  # the edge between white and black is 255
    assert max(preview.size) <= 160


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a picture"),
        (b"<svg onload=alert(1)>", "not a picture"),
        (b"GIF89a" + bytes(50), "not a picture"),
        (REPORT, "not a picture"),
        (jpeg((600, 400))[:-900], "damaged"),
        (png()[:60], "damaged"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(by, examination, data, says):
    with pytest.raises(FileRefused, match=says):
        attached(by.examiner, examination, data)
    assert not Attachment.objects.exists()


def test_a_bomb_is_refused_before_it_is_drawn(by, examination, monkeypatch):
    out, small = io.BytesIO(), jpeg()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    monkeypatch.setattr(Image.Image, "load", lambda _self: pytest.fail("it was drawn"))

    with pytest.raises(FileRefused, match="more than 50 million pixels"):
        attached(by.examiner, examination, out.getvalue())

    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    with pytest.raises(FileRefused, match="pixels"):
        attached(by.examiner, examination, small)


def test_a_document_is_a_pdf_and_small_enough(by, examination):
    row = attached(by.examiner, examination, REPORT, AttachmentKind.DOCUMENT)
    assert (row.preview, storage.read(row.file)) == (None, REPORT)
    with pytest.raises(FileRefused):
        attached(by.examiner, examination, jpeg(), AttachmentKind.DOCUMENT)
    with pytest.raises(TooLarge, match="10 MB"):
        attached(by.examiner, examination, bytes(10_000_001))
    with pytest.raises(IntegrityError, match="a_picture_has_a_blurred_preview"):
        Attachment.objects.filter(pk=row.pk).update(kind="photograph")


def test_a_page_holds_the_blurred_one_and_asking_for_the_other_is_written_down(by, examination):
    row = attached(by.examiner, examination, caption="Left side")
    browser, url = browser_of(by.examiner), row.get_absolute_url()
    page = browser.get(examination.get_absolute_url()).content.decode()
    preview = browser.get(f"{url}preview/")

    assert "Left side" in page
    assert f'src="{url}preview/"' in page
    assert f'src="{url}"' not in page
    assert preview.content == storage.read(row.preview)
    assert not AccessLog.objects.exists()

    assert browser.get(url).url == examination.get_absolute_url()
    assert not AccessLog.objects.exists()
    shown = browser.post(url)

    assert shown.content == storage.read(row.file)
    assert "no-store" in shown.headers["Cache-Control"]
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    seen = AccessLog.objects.get()
    assert (seen.actor, seen.subject) == (by.examiner, f"cases.attachment:{row.pk}")
    page = browser.get(examination.get_absolute_url()).content.decode()
    assert '<td class="num" data-label="Looked at">1</td>' in page


def test_over_the_api_it_is_attached_listed_shown_and_withdrawn(by, examination):
    caller, at = person(by.examiner), f"examinations/{examination}/files/"
    said = {"kind": "photograph", "discipline": "imaging", "caption": "Left side"}
    made = caller.upload(at, {"file": sent(), **said})
    listed = caller.get(at).json()["results"]
    content = caller.post(f"{at}1/content/")
    agency = by.examiner.agency
    machine = program(UserFactory(agency=agency, role="forensic examiner", program=True))
    read = machine.post(f"{at}1/content/")
    by_machine = machine.upload(at, {"file": sent(), **said})

    assert (made.status_code, len(listed)) == (201, 1)
    assert (listed[0]["media_type"], listed[0]["caption"]) == ("image/jpeg", "Left side")
    assert content.headers["Content-Type"] == "image/jpeg"
    assert (read.status_code, by_machine.status_code) == (200, 403)
    assert AccessLog.objects.filter(what="attachment").count() == 2
    assert caller.post(f"{at}1/withdraw/", {"because": "Of another case"}).status_code == 200
    assert caller.post(f"{at}1/content/").status_code == 404
    assert caller.get(at).json()["results"][0]["withdrawn_because"] == "Of another case"


def test_who_reads_no_findings_sees_none(by, examination, boards):
    url = attached(by.examiner, examination).get_absolute_url()
    for role in ("coordinator", "transport lead", "family liaison", "release officer"):
        browser = browser_of(boards.side.person(role, at=by.examiner.agency))
        for address in (url, f"{url}preview/"):
            assert browser.get(address).status_code == 404, role
        assert browser.post(url).status_code == 404, role
    assert not AccessLog.objects.exists()


def test_one_for_the_investigator_is_as_a_restricted_finding(by, examination, boards):
    row = attached(by.examiner, examination, is_restricted=True)
    board = boards.members[0]
    boards.called(boards.proposed(case=examination.case))

    assert list(Attachment.objects.visible_to(by.examiner)) == [row]
    assert examination in type(examination).objects.visible_to(board)
    assert not Attachment.objects.visible_to(board).exists()
    kinds = [event.kind for event in Event.objects.of(examination)]
    assert "cases.restricted_recorded" in kinds
    assert "cases.file_attached" not in kinds

    examination.refresh_from_db()
    told = {"examination": examination, "attachment": row, "because": "Of another case"}
    do(withdraw_attachment, by=by.examiner, **told)
    kinds = [event.kind for event in Event.objects.of(examination)]
    assert "cases.restricted_withdrawn" in kinds
    assert "cases.file_withdrawn" not in kinds


def test_it_is_attached_while_the_examination_is_open_and_withdrawn_at_any_time(by, boards):
    reviewed = by.reviewed(boards.case())
    with pytest.raises(NotPermitted, match="findings are locked"):
        attached(by.examiner, reviewed)
    with pytest.raises(NotPermitted, match="Only a forensic examiner"):
        attached(boards.coordinator, by.started(boards.case()))

    row = attached(by.examiner, by.started(boards.case()))
    told = {"examination": row.examination, "attachment": row, "by": by.examiner}
    told["examination"].refresh_from_db()
    with pytest.raises(RuleBroken, match="Say why"):
        do(withdraw_attachment, because=" ", **told)
    do(withdraw_attachment, because="Of another case", **told)
    assert browser_of(by.examiner).post(row.get_absolute_url()).status_code == 404
    assert show_attachment(attachment=row, by=by.examiner)  # kept, though shown to nobody


def test_a_photograph_is_withdrawn_and_a_restricted_finding_referred_after_the_review(by, boards):
    """What is said of a reviewed examination changes nothing in it."""
    examination = by.started(boards.case())
    row = attached(by.examiner, examination)
    boards.reviewed(examination.case)
    examination.refresh_from_db()
    party = boards.side.party
    authority = AgencyFactory(party=party, kind=Agency.Kind.LEGAL_AUTHORITY)

    do(
        withdraw_attachment,
        examination=again(row.examination),
        attachment=row,
        because="Of another case",
        by=by.examiner,
    )
    cause = {"kind": RestrictedKind.CAUSE_OF_DEATH, "text": "as told", "by": by.examiner}
    finding = do(record_restricted, examination=again(examination), **cause)
    told = {"finding": finding, "to": authority, "by": by.examiner}
    do(refer_restricted, examination=again(examination), **told)

    assert again(examination).state == "reviewed"
    with pytest.raises(IntegrityError, match="is reviewed"), transaction.atomic():
        type(examination).objects.filter(pk=examination.pk).update(number=9)
