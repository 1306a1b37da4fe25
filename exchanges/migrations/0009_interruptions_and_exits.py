"""A round that did not go on as planned, and containers that did not pass."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


from repatriation.audit.triggers import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_roles_to_look_at'),
        ('cases', '0014_refused_and_taken_back'),
        ('exchanges', '0008_saved_columns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='exchangebatch',
            name='a_batch_is_sealed_by_a_seal',
        ),
        migrations.RemoveConstraint(
            model_name='exchangeround',
            name='a_scheduled_round_says_when_and_where',
        ),
        migrations.AddField(
            model_name='batchplace',
            name='note',
            field=models.CharField(blank=True, max_length=200, verbose_name='note'),
        ),
        migrations.AddField(
            model_name='batchplace',
            name='reason',
            field=models.CharField(blank=True, choices=[('interrupted', 'the round was broken off or did not take place'), ('not_agreed', 'not one of those that were agreed'), ('unreadable', 'label or papers cannot be read'), ('damaged', 'damaged, or the seal broken'), ('hazard', 'a danger to those who carry it'), ('other', 'another reason, said in the note')], max_length=20, verbose_name='reason'),
        ),
        migrations.AddField(
            model_name='exchangebatch',
            name='taken_back_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='taken back'),
        ),
        migrations.AddField(
            model_name='exchangeround',
            name='broken_off_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='broken off'),
        ),
        migrations.AddField(
            model_name='statement',
            name='disputes',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disputed_by', to='exchanges.statement', verbose_name='disputes'),
        ),
        migrations.AddField(
            model_name='statement',
            name='lapsed_at',
            field=models.DateTimeField(null=True, verbose_name='lapsed'),
        ),
        migrations.AddField(
            model_name='statement',
            name='note',
            field=models.CharField(blank=True, max_length=500, verbose_name='note'),
        ),
        migrations.AddField(
            model_name='statement',
            name='occurred_at',
            field=models.DateTimeField(null=True, verbose_name='happened'),
        ),
        migrations.AddField(
            model_name='statement',
            name='places',
            field=models.ManyToManyField(to='exchanges.batchplace', verbose_name='containers'),
        ),
        migrations.AddField(
            model_name='statement',
            name='reason',
            field=models.CharField(blank=True, max_length=20, verbose_name='reason'),
        ),
        migrations.AlterField(
            model_name='batchplace',
            name='outcome',
            field=models.CharField(blank=True, choices=[('handed_over', 'handed over'), ('not_presented', 'not presented'), ('withdrawn', 'withdrawn'), ('refused', 'refused'), ('taken_back', 'taken back')], max_length=20, verbose_name='outcome'),
        ),
        migrations.AlterField(
            model_name='exchangebatch',
            name='state',
            field=models.CharField(choices=[('draft', 'draft'), ('listed', 'listed'), ('compared', 'compared'), ('sealed', 'sealed'), ('in_transit', 'in transit'), ('handed_over', 'handed over'), ('received', 'received'), ('count_verified', 'count verified'), ('taken_back', 'taken back'), ('cancelled', 'cancelled')], default='draft', editable=False, max_length=20, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='exchangeround',
            name='state',
            field=models.CharField(choices=[('draft', 'draft'), ('proposed', 'proposed'), ('agreed', 'agreed'), ('scheduled', 'scheduled'), ('under_way', 'under way'), ('broken_off', 'broken off'), ('postponed', 'postponed'), ('handed_over', 'handed over'), ('closed', 'closed'), ('cancelled', 'cancelled')], default='draft', editable=False, max_length=20, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='statement',
            name='act',
            field=models.CharField(choices=[('accepts', 'accepts the round'), ('confirms_date', 'confirms the date'), ('seals', 'seals the batch'), ('postpones', 'postpones the round'), ('breaks_off', 'breaks off the round'), ('cancels', 'cancels the round'), ('disputes', 'disputes what another said'), ('takes_back', 'takes containers back')], max_length=20, verbose_name='what'),
        ),
        append_only("exchanges_statement_places"),
        # What was not presented stood in its batch for good; now it has left it.
        migrations.RunSQL(
            """
            UPDATE exchanges_batchplace AS place
            SET left_at = coalesce(batch.handed_over_at, now())
            FROM exchanges_exchangebatch AS batch
            WHERE batch.id = place.batch_id AND place.outcome = 'not_presented'
              AND place.left_at IS NULL
            """,
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name='batchplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('left_at', None), ('outcome__in', ['', 'handed_over'])), models.Q(('left_at__isnull', False), ('outcome__in', ('not_presented', 'withdrawn', 'refused', 'taken_back'))), _connector='OR'), name='a_place_is_left_by_an_exit'),
        ),
        migrations.AddConstraint(
            model_name='batchplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['refused', 'taken_back']), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('outcome__in', ['refused', 'taken_back']), _negated=True), ('note', ''), ('reason', '')), _connector='OR'), name='a_refusal_or_return_gives_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='batchplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', 'other'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='another_reason_is_said_in_the_note', violation_error_message='Say the reason in the note.'),
        ),
        migrations.AddConstraint(
            model_name='exchangebatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['draft', 'listed', 'compared', 'cancelled']), ('sealed_at', None), ('sealed_by', None), ('sealed_digest', ''), ('sealed_manifest', None)), models.Q(models.Q(('state__in', ('draft', 'listed', 'compared')), _negated=True), models.Q(('sealed_by', None), _negated=True), models.Q(('sealed_at', None), _negated=True), models.Q(('sealed_manifest', None), _negated=True)), _connector='OR'), name='a_batch_is_sealed_by_a_seal'),
        ),
        migrations.AddConstraint(
            model_name='exchangebatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken_back'), ('taken_back_at__isnull', False)), models.Q(models.Q(('state', 'taken_back'), _negated=True), ('taken_back_at', None)), _connector='OR'), name='a_batch_that_was_taken_back_says_when'),
        ),
        migrations.AddConstraint(
            model_name='exchangeround',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'proposed', 'agreed', 'postponed', 'cancelled']), models.Q(('date__isnull', False), ('venue__isnull', False), ('window_from__isnull', False)), _connector='OR'), name='a_scheduled_round_says_when_and_where'),
        ),
        migrations.AddConstraint(
            model_name='exchangeround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('broken_off_at__isnull', False), ('state', 'broken_off')), ('state__in', ['handed_over', 'closed', 'cancelled']), models.Q(models.Q(('state__in', ['broken_off', 'handed_over', 'closed', 'cancelled']), _negated=True), ('broken_off_at', None)), _connector='OR'), name='a_broken_off_round_says_when'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act__in', ['postpones', 'breaks_off', 'cancels', 'takes_back']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='an_interruption_gives_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', 'other'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='another_reason_of_a_statement_is_in_its_note', violation_error_message='Say the reason in the note.'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', 'disputes'), ('disputes__isnull', False)), models.Q(models.Q(('act', 'disputes'), _negated=True), ('disputes', None)), _connector='OR'), name='a_dispute_names_what_it_disputes'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act__in', ['breaks_off', 'takes_back']), _negated=True), ('occurred_at__isnull', False), _connector='OR'), name='what_broke_off_or_came_back_says_when'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', 'takes_back'), _negated=True), ('batch__isnull', False), _connector='OR'), name='what_is_taken_back_names_its_batch'),
        ),
    ]
