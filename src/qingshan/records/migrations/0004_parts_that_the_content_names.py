"""Visits that were written down before parts were known name them in their text."""

import re

from django.db import migrations

KIND = "home_visit"
KEYS = {"解决实事": "help", "政策宣传": "policy", "沟通": "talk"}
LABEL = re.compile(r"(?:^|[；;\n])\s*(解决实事|政策宣传|沟通)\s*[：:]")
BATCH = 1000


def name_parts(apps, schema_editor):
    visits = apps.get_model("records", "Record").objects.filter(kind=KIND, parts="")
    changed = []
    for visit in visits.exclude(content="").only("pk", "content").order_by("pk").iterator():
        if LABEL.match(visit.content.strip()):
            said = set(LABEL.findall(visit.content.strip()))
            visit.parts = " ".join(key for label, key in KEYS.items() if label in said)
            changed.append(visit)
    visits.model.objects.bulk_update(changed, ["parts"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("records", "0003_parts_of_a_deed")]
    operations = [migrations.RunPython(name_parts, migrations.RunPython.noop)]
