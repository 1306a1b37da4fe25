from django.db import migrations

from repatriation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [('cases', '0030_explanations')]
    operations = [append_only("cases_explanation")]
