"""What was said of a session is one text: notes typed while closing follow the result, in the history too."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import core.tables

KEEP_BOTH = """
UPDATE {table} SET result_text = concat_ws(E'\\n\\n', nullif(result_text, ''), minutes_text)
 WHERE minutes_text <> '' AND minutes_text <> result_text
"""


class Migration(migrations.Migration):

    dependencies = [
        ('kkg', '0002_sessions_by_day'),
    ]

    operations = [
        core.tables.ChangeTables(operations=[
            pgtrigger.migrations.RemoveTrigger(
                model_name='session',
                name='insert_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='session',
                name='update_update',
            ),
            migrations.RunSQL(KEEP_BOTH.format(table="kkg_session"), migrations.RunSQL.noop),
            migrations.RunSQL(KEEP_BOTH.format(table="kkg_sessionevent"), migrations.RunSQL.noop),
            migrations.RemoveField(
                model_name='session',
                name='minutes_text',
            ),
            migrations.RemoveField(
                model_name='sessionevent',
                name='minutes_text',
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='session',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kkg_sessionevent" ("cancelled_at", "cancelled_by_id", "cancelled_reason", "client_token", "closed_at", "closed_by_id", "created_at", "date", "ends_at", "group_id", "id", "jp", "kind", "leader_id", "madrasah_id", "method", "notetaker_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "removed_at", "reopened_reason", "result_text", "revision", "school_year", "starts_at", "title", "updated_at") VALUES (NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_reason", NEW."client_token", NEW."closed_at", NEW."closed_by_id", NEW."created_at", NEW."date", NEW."ends_at", NEW."group_id", NEW."id", NEW."jp", NEW."kind", NEW."leader_id", NEW."madrasah_id", NEW."method", NEW."notetaker_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."removed_at", NEW."reopened_reason", NEW."result_text", NEW."revision", NEW."school_year", NEW."starts_at", NEW."title", NEW."updated_at"); RETURN NULL;', hash='323ddd8625205987dc1a75097da464bce035b3b9', operation='INSERT', pgid='pgtrigger_insert_insert_1bbd4', table='kkg_session', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='session',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kkg_sessionevent" ("cancelled_at", "cancelled_by_id", "cancelled_reason", "client_token", "closed_at", "closed_by_id", "created_at", "date", "ends_at", "group_id", "id", "jp", "kind", "leader_id", "madrasah_id", "method", "notetaker_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "removed_at", "reopened_reason", "result_text", "revision", "school_year", "starts_at", "title", "updated_at") VALUES (NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_reason", NEW."client_token", NEW."closed_at", NEW."closed_by_id", NEW."created_at", NEW."date", NEW."ends_at", NEW."group_id", NEW."id", NEW."jp", NEW."kind", NEW."leader_id", NEW."madrasah_id", NEW."method", NEW."notetaker_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."removed_at", NEW."reopened_reason", NEW."result_text", NEW."revision", NEW."school_year", NEW."starts_at", NEW."title", NEW."updated_at"); RETURN NULL;', hash='45107a3931c99deb5aa926bf6d154af7ab74314d', operation='UPDATE', pgid='pgtrigger_update_update_2e7cb', table='kkg_session', when='AFTER')),
            ),
        ]),
    ]
