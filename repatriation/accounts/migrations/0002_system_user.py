"""The system itself: who acts before anybody has signed in."""

from django.db import migrations


def make_system(apps, schema_editor):
    apps.get_model("accounts", "User").objects.get_or_create(
        email="system@register.invalid",
        defaults={"name": "Register", "kind": "system", "password": "!"},
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(make_system, migrations.RunPython.noop)]
