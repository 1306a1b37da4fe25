"""A list is of one side, and has the digest that a seal is over."""

import hashlib
import json

from django.conf import settings
from django.db import migrations, models

# As columns and digest were when this was written: a sealed digest is for good.
COLUMNS = (
    "label",
    "seal",
    "container_kind",
    "claimed_individuals",
    "claimed_name",
    "claimed_surname",
    "claimed_given_name",
    "claimed_patronymic",
    "claimed_birth_date",
    "claimed_affiliation",
    "claimed_rank",
    "claimed_unit",
    "claimed_service_number",
    "origin_place",
    "origin_sector",
    "origin_facility",
    "recovered_on",
    "died_on",
    "documents",
    "effects_packet",
    "remarks",
)


def write_digests(apps, _schema_editor):
    """Of the versions filed before each had its own."""
    Manifest = apps.get_model("exchanges", "Manifest")
    for manifest in Manifest.objects.filter(digest=""):
        Manifest.objects.filter(pk=manifest.pk).update(digest=digest(_lines(manifest)))


def digest(lines):
    sha = hashlib.sha256(b"[")
    for number, line in enumerate(lines):
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
        sha.update((b"," if number else b"") + text.encode())
    sha.update(b"]")
    return sha.hexdigest()


def _lines(manifest):
    unknown = {header for header, column in manifest.mapping.items() if column is None}
    for row in manifest.lines.order_by("position").iterator(2000):
        extra = [(name, text) for name, text in row.as_sent.items() if name in unknown]
        extra.sort(key=lambda item: item[0].encode("utf-16-be"))
        yield [row.position, *(getattr(row, name) for name in COLUMNS), dict(extra)]


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_roles_to_look_at'),
        ('exchanges', '0006_more_discrepancies'),
        ('files', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='exchangebatch',
            name='a_batch_is_sealed_by_a_seal',
        ),
        migrations.RemoveConstraint(
            model_name='manifest',
            name='one_list_per_number',
        ),
        migrations.AddField(
            model_name='listimport',
            name='side',
            field=models.CharField(choices=[('sender', "the sender's"), ('receiver', "the receiver's")], default='sender', max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='manifest',
            name='digest',
            field=models.CharField(default='', max_length=64, verbose_name='digest'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='manifest',
            name='side',
            field=models.CharField(choices=[('sender', "the sender's"), ('receiver', "the receiver's")], default='sender', max_length=10, verbose_name='whose'),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "ALTER TABLE exchanges_manifest DISABLE TRIGGER append_only", migrations.RunSQL.noop
        ),
        migrations.RunPython(write_digests, migrations.RunPython.noop),
        migrations.RunSQL(
            "ALTER TABLE exchanges_manifest ENABLE TRIGGER append_only", migrations.RunSQL.noop
        ),
        migrations.AlterField(
            model_name='exchangebatch',
            name='state',
            field=models.CharField(choices=[('draft', 'draft'), ('listed', 'listed'), ('compared', 'compared'), ('sealed', 'sealed'), ('in_transit', 'in transit'), ('handed_over', 'handed over'), ('received', 'received'), ('count_verified', 'count verified'), ('cancelled', 'cancelled')], default='draft', editable=False, max_length=20, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='manifest',
            name='is_recorded_for',
            field=models.BooleanField(verbose_name='recorded for another'),
        ),
        migrations.AddConstraint(
            model_name='exchangebatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['draft', 'listed', 'compared', 'cancelled']), ('sealed_at', None), ('sealed_by', None), ('sealed_digest', ''), ('sealed_manifest', None)), models.Q(models.Q(('state__in', ['draft', 'listed', 'compared', 'cancelled']), _negated=True), models.Q(('sealed_by', None), _negated=True), models.Q(('sealed_at', None), _negated=True), models.Q(('sealed_manifest', None), _negated=True)), _connector='OR'), name='a_batch_is_sealed_by_a_seal'),
        ),
        migrations.AddConstraint(
            model_name='manifest',
            constraint=models.UniqueConstraint(fields=('batch', 'side', 'number'), name='one_list_per_number', violation_error_message='Somebody filed a list for this batch at the same moment. Look at theirs first.'),
        ),
        migrations.AddConstraint(
            model_name='manifest',
            constraint=models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$')), name='a_list_has_its_digest'),
        ),
        migrations.AddConstraint(
            model_name='manifest',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['sender', 'receiver'])), name='a_list_is_of_one_of_the_two_sides'),
        ),
    ]
