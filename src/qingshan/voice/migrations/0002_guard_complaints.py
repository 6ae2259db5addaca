"""What a family said can be added to, never changed or taken away, by anyone, us included."""

from django.db import migrations

from qingshan.voice.guards import put_up


def put_up_guards(apps, schema_editor):
    put_up(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("voice", "0001_initial")]

    operations = [migrations.RunPython(put_up_guards, elidable=False)]
