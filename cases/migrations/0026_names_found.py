"""Names are found by their keys, and by letters that are alike."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

from cases.identification.names import heard, keys_kept

AT_ONCE = 1_000


def write_keys(apps, _schema_editor) -> None:
    rows = apps.get_model("cases", "PersonName").objects
    some = []
    for name in rows.iterator(chunk_size=AT_ONCE):
        written = " ".join(filter(None, (name.surname, name.given_name, name.patronymic)))
        name.keys, name.heard = sorted(keys_kept(written)), " ".join(heard(written))[:800]
        some.append(name)
        if len(some) == AT_ONCE:
            rows.bulk_update(some, ["keys", "heard"])
            some = []
    rows.bulk_update(some, ["keys", "heard"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0025_board_rules")]
    operations = [
        TrigramExtension(),
        migrations.AddField(
            model_name="personname",
            name="heard",
            field=models.CharField(blank=True, default="", editable=False, max_length=800),
        ),
        migrations.AddIndex(
            model_name="personname", index=GinIndex(fields=["keys"], name="person_name_keys")
        ),
        migrations.AddIndex(
            model_name="personname",
            index=GinIndex(
                fields=["heard"], name="person_name_heard", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.RunPython(write_keys, migrations.RunPython.noop),
    ]
