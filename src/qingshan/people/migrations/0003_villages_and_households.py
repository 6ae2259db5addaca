from django.db import migrations, models

from qingshan.people.households import household_of, village_of

BATCH = 500


def derive(apps, schema_editor):
    """From what is held, unsealed one batch at a time."""
    student = apps.get_model("people", "Student")
    rows = student.objects.only("pk", "address", "phone").iterator(chunk_size=BATCH)
    batch = []
    for row in rows:
        row.village, row.household = village_of(row.address), household_of(row.address, row.phone)
        batch.append(row)
        if len(batch) == BATCH:
            student.objects.bulk_update(batch, ["village", "household"])
            batch = []
    student.objects.bulk_update(batch, ["village", "household"])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_leave_and_why_pairings_end"),
        ("school", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="student",
            name="village",
            field=models.CharField(blank=True, default="", editable=False, max_length=40, verbose_name="村"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="student",
            name="household",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="student",
            index=models.Index(
                fields=["school", "village", "household"], name="people_stud_school__e1f115_idx"
            ),
        ),
        migrations.RunPython(derive, migrations.RunPython.noop),
    ]
