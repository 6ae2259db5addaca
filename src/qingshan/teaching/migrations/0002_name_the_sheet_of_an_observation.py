import uuid

from django.db import migrations, models


def give_names(apps, schema_editor):
    observations = apps.get_model("teaching", "Observation").objects
    for pk in observations.filter(once=None).values_list("pk", flat=True):
        observations.filter(pk=pk).update(once=uuid.uuid4())


class Migration(migrations.Migration):

    dependencies = [
        ("teaching", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="observation",
            name="once",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.RunPython(give_names, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="observation",
            name="once",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
