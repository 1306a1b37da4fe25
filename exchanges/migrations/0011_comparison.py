"""Two lists side by side, and what each side says of each line."""

import django.db.models.deletion
import repatriation.ledger.clock
from django.conf import settings
from django.db import migrations, models

from repatriation.audit.triggers import append_only, never_deleted


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_roles_to_look_at'),
        ('exchanges', '0010_why_more_than_room'),
        ('jobs', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ComparedLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='line')),
                ('kind', models.CharField(choices=[('same', 'same label'), ('otherwise', 'label written otherwise'), ('probable', 'probable pair'), ('only_sender', "only on the sender's list"), ('only_receiver', "only on the receiver's list")], max_length=20, verbose_name='kind')),
                ('differs', models.JSONField(default=list, verbose_name='differs in')),
                ('state', models.CharField(choices=[('open', 'open'), ('agreed', 'agreed'), ('disputed', 'disputed'), ('withdrawn', 'withdrawn'), ('added', 'added')], default='open', editable=False, max_length=20, verbose_name='state')),
            ],
            options={
                'verbose_name': 'compared line',
                'verbose_name_plural': 'compared lines',
            },
        ),
        migrations.CreateModel(
            name='Comparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=repatriation.ledger.clock.now, verbose_name='asked for')),
                ('compared_at', models.DateTimeField(editable=False, null=True, verbose_name='compared')),
            ],
            options={
                'verbose_name': 'comparison of lists',
                'verbose_name_plural': 'comparisons of lists',
            },
        ),
        migrations.CreateModel(
            name='LineWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('agree', 'agrees'), ('dispute', 'disputes'), ('reply', 'replies'), ('withdraw', 'withdraws it'), ('add', 'will add it')], max_length=10, verbose_name='what')),
                ('side', models.CharField(choices=[('sender', "the sender's"), ('receiver', "the receiver's")], max_length=10, verbose_name='whose')),
                ('text', models.CharField(blank=True, max_length=1000, verbose_name='in words')),
                ('said_at', models.DateTimeField(default=repatriation.ledger.clock.now, verbose_name='entered')),
            ],
            options={
                'verbose_name': 'word on a compared line',
                'verbose_name_plural': 'words on compared lines',
            },
        ),
        migrations.AlterModelOptions(
            name='exchangebatch',
            options={'permissions': [('open_batch', 'Can open and cancel batches'), ('list_batch', 'Can file handover lists'), ('compare_lists', "Can compare the two sides' handover lists"), ('count_batch', 'Can count the containers of a batch'), ('seal_batch', 'Can seal a batch'), ('hand_over_batch', 'Can record a handover'), ('attest_batch', 'Can attest what is handed over'), ('allocate_batch', 'Can allocate containers to mortuaries'), ('send_allocation', 'Can send allocated containers on'), ('verify_count', 'Can verify the count of a batch'), ('read_claims', 'Can read claimed names on handover lists')], 'verbose_name': 'exchange batch', 'verbose_name_plural': 'exchange batches'},
        ),
        migrations.AlterField(
            model_name='statement',
            name='act',
            field=models.CharField(choices=[('accepts', 'accepts the round'), ('confirms_date', 'confirms the date'), ('seals', 'seals the batch'), ('answers', 'answers the comparison of lists'), ('postpones', 'postpones the round'), ('breaks_off', 'breaks off the round'), ('cancels', 'cancels the round'), ('disputes', 'disputes what another said'), ('takes_back', 'takes containers back')], max_length=20, verbose_name='what'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', 'answers'), _negated=True), ('batch__isnull', False), _connector='OR'), name='an_answer_names_its_batch'),
        ),
        migrations.AddField(
            model_name='comparedline',
            name='carried_from',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchanges.comparedline', verbose_name='carried from'),
        ),
        migrations.AddField(
            model_name='comparedline',
            name='receiver_line',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchanges.manifestline', verbose_name="receiver's"),
        ),
        migrations.AddField(
            model_name='comparedline',
            name='sender_line',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchanges.manifestline', verbose_name="sender's"),
        ),
        migrations.AddField(
            model_name='comparison',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked for by'),
        ),
        migrations.AddField(
            model_name='comparison',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comparisons', to='exchanges.exchangebatch', verbose_name='batch'),
        ),
        migrations.AddField(
            model_name='comparison',
            name='job',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobs.job'),
        ),
        migrations.AddField(
            model_name='comparison',
            name='receiver_list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchanges.manifest', verbose_name="the receiver's list"),
        ),
        migrations.AddField(
            model_name='comparison',
            name='sender_list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchanges.manifest', verbose_name="the sender's list"),
        ),
        migrations.AddField(
            model_name='comparedline',
            name='comparison',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='exchanges.comparison', verbose_name='comparison'),
        ),
        migrations.AddField(
            model_name='lineword',
            name='line',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='exchanges.comparedline', verbose_name='line'),
        ),
        migrations.AddField(
            model_name='lineword',
            name='said_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AddField(
            model_name='lineword',
            name='statement',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='words', to='exchanges.statement', verbose_name='message'),
        ),
        migrations.AddConstraint(
            model_name='comparison',
            constraint=models.UniqueConstraint(fields=('sender_list', 'receiver_list'), name='two_lists_are_compared_once', violation_error_message='These two lists are being compared already.'),
        ),
        migrations.AddIndex(
            model_name='comparedline',
            index=models.Index(fields=['comparison', 'state', 'kind'], name='compared_state'),
        ),
        migrations.AddConstraint(
            model_name='comparedline',
            constraint=models.UniqueConstraint(fields=('comparison', 'number'), name='one_compared_line_per_number'),
        ),
        migrations.AddConstraint(
            model_name='comparedline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['same', 'otherwise', 'probable']), ('receiver_line__isnull', False), ('sender_line__isnull', False)), models.Q(('kind', 'only_sender'), ('receiver_line', None), ('sender_line__isnull', False)), models.Q(('kind', 'only_receiver'), ('receiver_line__isnull', False), ('sender_line', None)), _connector='OR'), name='a_compared_line_is_of_the_lists_its_kind_says'),
        ),
        migrations.AddConstraint(
            model_name='comparedline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('sender_line__isnull', False), _connector='OR'), name='only_a_line_of_the_sender_is_withdrawn'),
        ),
        migrations.AddConstraint(
            model_name='comparedline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'added'), _negated=True), ('kind', 'only_receiver'), _connector='OR'), name='only_a_line_of_the_receiver_alone_is_added'),
        ),
        migrations.AddConstraint(
            model_name='lineword',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act__in', ['dispute', 'reply']), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='who_disputes_or_replies_says_why', violation_error_message='Say in words what is disputed, or the reply.'),
        ),
        append_only("exchanges_lineword"),
        never_deleted("exchanges_comparison"),
        never_deleted("exchanges_comparedline"),
    ]
