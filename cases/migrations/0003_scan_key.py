"""A scan sent to two sheets at once is refused in a sentence: its key becomes a named constraint."""
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_custody'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='scan',
            name='key',
            field=models.UUIDField(),
        ),
        migrations.AddConstraint(
            model_name='scan',
            constraint=models.UniqueConstraint(fields=('key',), name='one_scan_per_key', violation_error_message='One of these scans was saved with another tally sheet already.'),
        ),
    ]
