from django.db import migrations


def carry(apps, schema_editor):
    """What was recorded before belongs where its course, festival or drop does."""
    Record = apps.get_model("records", "Record")
    for model, five in (
        ("CourseRecord", "offering__five"),
        ("FestivalItem", "festival__five"),
        ("DropLesson", "drop__five"),
    ):
        rows = apps.get_model("character", model).objects.filter(record__isnull=False)
        for one in rows.order_by().values_list(five, flat=True).distinct():
            of_it = rows.filter(**{five: one}).order_by().values("record")
            Record.objects.filter(pk__in=of_it).update(five=one)


class Migration(migrations.Migration):

    dependencies = [
        ('character', '0002_lay_drops_before_lessons'),
        ('records', '0002_records_say_their_five'),
    ]

    operations = [
        migrations.RunPython(carry, migrations.RunPython.noop, elidable=True),
    ]
