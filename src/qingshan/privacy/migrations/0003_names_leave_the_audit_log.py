"""Names of somebody who is erased may be taken out of the audit log, and nothing else of it.

While a row stands in `privacy_auditopening` (written and deleted in one transaction), an update is
let through that leaves who did what, when, and on which row. Deleting is refused as ever.
"""

from django.db import migrations

TABLE = "auditlog_logentry"
OPEN = "EXISTS (SELECT 1 FROM privacy_auditopening)"
HELD = ("id", "content_type_id", "object_pk", "object_id", "action", "actor_id", "cid", "timestamp")


def _sqlite(let_through):
    condition = f"WHEN NOT ({let_through})" if let_through else ""
    return [
        "DROP TRIGGER audit_no_update",
        f"""
        CREATE TRIGGER audit_no_update BEFORE UPDATE ON {TABLE} {condition}
        BEGIN SELECT RAISE(ABORT, 'audit rows cannot be changed'); END
        """,
    ]


def _postgresql(let_through):
    gate = (
        f"IF TG_OP = 'UPDATE' THEN IF {let_through} THEN RETURN NEW; END IF; END IF;"
        if let_through
        else ""
    )
    return [
        f"""
        CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN {gate} RAISE EXCEPTION 'audit rows cannot be changed'; END $$
        """
    ]


def _lay(schema_editor, *, opened):
    vendor = schema_editor.connection.vendor
    same = "IS" if vendor == "sqlite" else "IS NOT DISTINCT FROM"
    held = " AND ".join(f"OLD.{name} {same} NEW.{name}" for name in HELD)
    let_through = f"{OPEN} AND {held}" if opened else ""
    for statement in (_sqlite if vendor == "sqlite" else _postgresql)(let_through):
        schema_editor.execute(statement)


def open_for_names(apps, schema_editor):
    _lay(schema_editor, opened=True)


def shut(apps, schema_editor):
    _lay(schema_editor, opened=False)


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0002_erase_people"),
        ("access", "0002_protect_audit_log"),
    ]
    operations = [migrations.RunPython(open_for_names, shut, elidable=False)]
