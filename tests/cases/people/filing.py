"""Files of people sought, as far as a test needs them: sent, read, saved and taken out."""

from cases.models import ImportedRecord, PersonExport, PersonImport
from cases.operations.exporting_people import start_people_export, take_people_export
from cases.operations.importing_people import save_people, start_people_import
from cases.person_files.pfif import read_pfif
from repatriation.jobs.models import Job
from repatriation.jobs.running import run_job
from tests.factories.steps import do

LIST = """Прізвище;Ім'я;По батькові;Дата народження;Зріст;Телефон;Щось
Вигаданко;Остап;Немирович;05.06.1990;178;+000 11;своє
Небуваленко;Соломія;;13/06/1985;9 м;;
;;;1970;;;
"""
PFIF = """<pfif xmlns="http://zesty.ca/pfif/{version}">
<person><person_record_id>far.example/1</person_record_id><entry_date>2026-01-02T03:04:05Z</entry_date>
<author_name>A clerk</author_name><author_phone>+000 22</author_phone>
<full_name>Uigadanko Ostap Nemirovych</full_name>
<{given}>Ostap</{given}><{family}>Uigadanko</{family}><date_of_birth>{born}</date_of_birth>
<sex>male</sex><age>30-40</age><home_city>Nowhere</home_city>{more}</person>
<note><note_record_id>far.example/n1</note_record_id>
<person_record_id>far.example/1</person_record_id><author_name>Another clerk</author_name>
<source_date>2026-01-03T03:04:05Z</source_date><status>believed_alive</status>
<text>Seen at the station.</text></note>
<note><note_record_id>far.example/n2</note_record_id>
<person_record_id>far.example/9</person_record_id><text>Who?</text></note>
</pfif>"""


def pfif(version="1.4", born="1990-06-05", more="") -> bytes:
    old = version in ("1.2", "1.3")
    names = {"given": "first_name", "family": "last_name"}
    names = names if old else {"given": "given_name", "family": "family_name"}
    return PFIF.format(version=version, born=born, more=more, **names).encode()


def read(draft: PersonImport) -> PersonImport:
    run_job(draft.job_id)
    return PersonImport.objects.get(pk=draft.pk)


def looked_at(by, data, name="people.csv", **more) -> PersonImport:
    data = data.encode() if isinstance(data, str) else data
    return read(do(start_people_import, by=by, data=data, name=name, **more))


def saved(by, data, **more) -> PersonImport:
    draft = looked_at(by, data)
    draft = do(save_people, by=by, draft=draft, **more)
    run_job(draft.saving_id)
    assert Job.objects.get(pk=draft.saving_id).state == "done"
    return draft


def became(draft) -> list[str]:
    return list(
        ImportedRecord.objects.filter(of=draft)
        .order_by("position")
        .values_list("became", flat=True)
    )


def exported(by, format="pfif"):
    export = do(start_people_export, by=by, format=format)
    run_job(export.job_id)
    out, _ = do(take_people_export, by=by, export=PersonExport.objects.get(pk=export.pk))
    return read_pfif(out).records if format == "pfif" else out
