"""Half a point was let through: a range of nothing is neither true nor false."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_sign_in_tries'),
        ('cases', '0003_scan_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='recoverysite',
            name='a_point_has_latitude_and_longitude',
        ),
        migrations.AddConstraint(
            model_name='recoverysite',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__isnull', False), ('longitude__range', (-180, 180))), _connector='OR'), name='a_point_has_latitude_and_longitude', violation_error_message='Give latitude and longitude, or neither.'),
        ),
    ]
