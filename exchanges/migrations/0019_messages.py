"""Messages of a round: none is edited or deleted, and each was read when it was read."""

import django.db.models.deletion
import repatriation.ledger.clock
from django.conf import settings
from django.db import migrations, models
from repatriation.audit.triggers import append_only, kept, never_deleted


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_taking_names'),
        ('exchanges', '0018_acknowledged'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_on', models.DateField(verbose_name='said on')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='message or paper')),
                ('is_recorded_for', models.BooleanField(verbose_name='recorded for another')),
                ('recorded_at', models.DateTimeField(default=repatriation.ledger.clock.now, verbose_name='recorded')),
                ('checked_at', models.DateTimeField(null=True, verbose_name='checked')),
                ('lapsed_at', models.DateTimeField(null=True, verbose_name='lapsed')),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='text for the two sides')),
                ('for_intermediary', models.TextField(blank=True, max_length=4000, verbose_name='text for the neutral intermediary')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency', verbose_name='agency')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='exchanges.message', verbose_name='corrects')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='exchanges.exchangeround', verbose_name='round')),
            ],
            options={
                'verbose_name': 'message of a round',
                'verbose_name_plural': 'messages of a round',
            },
        ),
        migrations.CreateModel(
            name='MessageReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_at', models.DateTimeField(default=repatriation.ledger.clock.now, verbose_name='read at')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='exchanges.message', verbose_name='message')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='read by')),
            ],
            options={
                'verbose_name': 'reading of a message',
                'verbose_name_plural': 'readings of messages',
            },
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('checked_by', None), models.Q(('checked_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='who_records_does_not_check_a_message', violation_error_message='You recorded this; a second person must read the message.'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_at', None), ('checked_by', None)), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False), ('is_recorded_for', True)), _connector='OR'), name='a_check_says_who_and_when_a_message'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('is_recorded_for', False), models.Q(('source', ''), _negated=True), _connector='OR'), name='the_source_is_named_a_message', violation_error_message='Name the message or paper this was read in.'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('for_intermediary', ''), _negated=True), _connector='OR'), name='a_message_has_words', violation_error_message='Write the message.'),
        ),
        migrations.AddConstraint(
            model_name='messagereading',
            constraint=models.UniqueConstraint(fields=('message', 'reader'), name='a_message_is_read_once_by_each'),
        ),
        never_deleted("exchanges_message"),
        kept(
            "exchanges_message",
            "round_id",
            "text",
            "for_intermediary",
            "corrects_id",
            "agency_id",
            "said_on",
            "source",
            "is_recorded_for",
            "recorded_by_id",
            "recorded_at",
        ),
        append_only("exchanges_messagereading"),
    ]
