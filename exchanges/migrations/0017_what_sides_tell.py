"""The intermediary withdraws; and each side tells what it found, once, dated and never edited."""

import django.db.models.deletion
import repatriation.ledger.clock
from django.conf import settings
from django.db import migrations, models
from repatriation.audit.triggers import kept, never_deleted


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_taking_names'),
        ("exchanges", "0016_what_was_promised_stands"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ToldFigures',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_on', models.DateField(verbose_name='said on')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='message or paper')),
                ('is_recorded_for', models.BooleanField(verbose_name='recorded for another')),
                ('recorded_at', models.DateTimeField(default=repatriation.ledger.clock.now, verbose_name='recorded')),
                ('checked_at', models.DateTimeField(null=True, verbose_name='checked')),
                ('lapsed_at', models.DateTimeField(null=True, verbose_name='lapsed')),
                ('way', models.CharField(choices=[('to_convenor', 'to the convening side'), ('to_counterpart', 'to the counterpart')], max_length=15, verbose_name='direction')),
                ('rung', models.CharField(choices=[('contents', 'contents'), ('identity', 'identity')], max_length=10, verbose_name='verification')),
                ('as_of', models.DateField(verbose_name='as of')),
                ('opened', models.PositiveIntegerField(null=True, verbose_name='containers opened')),
                ('cases', models.PositiveIntegerField(null=True, verbose_name='remains cases')),
                ('minimum', models.PositiveIntegerField(null=True, verbose_name='individuals at the least')),
                ('distinguished', models.PositiveIntegerField(null=True, verbose_name='individuals distinguished')),
                ('non_human', models.PositiveIntegerField(null=True, verbose_name='cases that are not human')),
                ('other_sides', models.PositiveIntegerField(null=True, verbose_name="cases assessed as the other side's by a board")),
                ('identified', models.PositiveIntegerField(null=True, verbose_name='individuals identified')),
                ('certified', models.PositiveIntegerField(null=True, verbose_name='of these certified')),
                ('is_for_intermediary', models.BooleanField(default=False, verbose_name='also for the neutral intermediary')),
            ],
            options={
                'verbose_name': 'figures told',
                'verbose_name_plural': 'figures told',
            },
        ),
        migrations.AlterField(
            model_name='statement',
            name='act',
            field=models.CharField(choices=[('accepts', 'accepts the round'), ('confirms_date', 'confirms the date'), ('seals', 'seals the batch'), ('answers', 'answers the comparison of lists'), ('attests', 'attests the handover'), ('spot_checks', 'reports a spot check'), ('postpones', 'postpones the round'), ('breaks_off', 'breaks off the round'), ('cancels', 'cancels the round'), ('disputes', 'disputes what another said'), ('takes_back', 'takes containers back'), ('withdraws', 'withdraws from the round'), ('goes_on', 'goes on without the intermediary')], max_length=20, verbose_name='what'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', 'withdraws'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_withdrawal_gives_its_reason'),
        ),
        migrations.AddField(
            model_name='toldfigures',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency', verbose_name='agency'),
        ),
        migrations.AddField(
            model_name='toldfigures',
            name='checked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by'),
        ),
        migrations.AddField(
            model_name='toldfigures',
            name='corrects',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='exchanges.toldfigures', verbose_name='corrects'),
        ),
        migrations.AddField(
            model_name='toldfigures',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by'),
        ),
        migrations.AddField(
            model_name='toldfigures',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='told_figures', to='exchanges.exchangeround', verbose_name='round'),
        ),
        migrations.AddIndex(
            model_name='toldfigures',
            index=models.Index(fields=['round', 'way', 'rung', 'as_of'], name='told_round_rung'),
        ),
        migrations.AddConstraint(
            model_name='toldfigures',
            constraint=models.CheckConstraint(condition=models.Q(('checked_by', None), models.Q(('checked_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='who_records_does_not_check_told_figures', violation_error_message='You recorded this; a second person must read the message.'),
        ),
        migrations.AddConstraint(
            model_name='toldfigures',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_at', None), ('checked_by', None)), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False), ('is_recorded_for', True)), _connector='OR'), name='a_check_says_who_and_when_told_figures'),
        ),
        migrations.AddConstraint(
            model_name='toldfigures',
            constraint=models.CheckConstraint(condition=models.Q(('is_recorded_for', False), models.Q(('source', ''), _negated=True), _connector='OR'), name='the_source_is_named_told_figures', violation_error_message='Name the message or paper this was read in.'),
        ),
        migrations.AddConstraint(
            model_name='toldfigures',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cases__isnull', False), ('certified', None), ('identified', None), ('opened__isnull', False), ('rung', 'contents')), models.Q(('cases', None), ('certified__isnull', False), ('distinguished__isnull', False), ('identified__isnull', False), ('minimum', None), ('non_human', None), ('opened', None), ('other_sides', None), ('rung', 'identity')), _connector='OR'), name='figures_told_are_those_of_their_verification', violation_error_message='Of contents tell at least the containers opened and the cases; of identity the individuals distinguished, identified and certified.'),
        ),
        migrations.AddConstraint(
            model_name='toldfigures',
            constraint=models.CheckConstraint(condition=models.Q(('as_of__lte', models.F('said_on'))), name='figures_told_are_of_a_day_that_has_come', violation_error_message='Figures are told on their day or after it; check the two dates.'),
        ),
        migrations.AddConstraint(
            model_name='toldfigures',
            constraint=models.CheckConstraint(condition=models.Q(('identified', None), models.Q(('certified__lte', models.F('identified')), ('identified__lte', models.F('distinguished'))), _connector='OR'), name='identified_are_among_the_distinguished', violation_error_message='Those certified are among those identified, and those among the individuals distinguished; check the three figures.'),
        ),
        migrations.AddConstraint(
            model_name='toldfigures',
            constraint=models.CheckConstraint(condition=models.Q(('cases', None), models.Q(models.Q(('non_human', None), ('non_human__lte', models.F('cases')), _connector='OR'), models.Q(('other_sides', None), ('other_sides__lte', models.F('cases')), _connector='OR')), _connector='OR'), name='what_is_not_human_is_among_the_cases', violation_error_message="What is not human, or the other side's, is among the cases; check the figures."),
        ),
        never_deleted("exchanges_toldfigures"),
        kept(
            "exchanges_toldfigures",
            "round_id",
            "way",
            "rung",
            "as_of",
            "opened",
            "cases",
            "minimum",
            "distinguished",
            "non_human",
            "other_sides",
            "identified",
            "certified",
            "is_for_intermediary",
            "corrects_id",
            "agency_id",
            "said_on",
            "source",
            "is_recorded_for",
            "recorded_by_id",
            "recorded_at",
        ),
    ]
