from django.db import migrations
from django.db.models import OuterRef, Subquery

from qingshan.access.scope import whole_house


def leave(apps, schema_editor):
    """Children without a name had left; from the day of it they are not counted any more."""
    erasures = apps.get_model("privacy", "Erasure").objects.filter(done_on__isnull=False)
    children = apps.get_model("people", "Student").objects
    with whole_house():
        children.filter(pk__in=erasures.values("student"), left_on=None).update(
            left_on=Subquery(erasures.filter(student=OuterRef("pk")).values("done_on")[:1])
        )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_children_leave"),
        ("privacy", "0003_names_leave_the_audit_log"),
    ]

    operations = [migrations.RunPython(leave, migrations.RunPython.noop, elidable=True)]
