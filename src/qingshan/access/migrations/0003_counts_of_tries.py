"""The table in which tries are counted for all serving processes: Django's own cache table."""

from django.conf import settings
from django.core.management import call_command
from django.db import migrations


def lay(apps, schema_editor):
    call_command(
        "createcachetable",
        settings.CACHES["default"]["LOCATION"],
        database=schema_editor.connection.alias,
        verbosity=0,
    )


def lift(apps, schema_editor):
    table = schema_editor.quote_name(settings.CACHES["default"]["LOCATION"])
    schema_editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):
    dependencies = [("access", "0002_protect_audit_log")]
    operations = [migrations.RunPython(lay, lift, elidable=False)]
