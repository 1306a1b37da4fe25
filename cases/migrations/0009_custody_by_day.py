"""The weeks that Today draws are found without reading all custody there ever was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_names_in_the_admin")]
    operations = [
        migrations.AddIndex(
            model_name="custodyevent",
            index=models.Index(fields=["occurred_at"], name="custody_by_day"),
        ),
    ]
