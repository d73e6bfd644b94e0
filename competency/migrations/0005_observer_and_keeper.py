"""Who observed and who carries on are two columns; sheets taken over before get their observer back."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import core.tables

# A sheet was first shared by who observed it: a take-over was possible only afterwards, and told so by nothing else.
# Merges of persons keep the columns they moved for the way back. Triggers are off: filling is no history.
FILL = [
    "UPDATE competency_assessment SET keeper_id = observer_id",
    "UPDATE competency_assessmentevent SET keeper_id = observer_id",
    """
    UPDATE competency_assessment sheet SET observer_id = first.shared_by_id
      FROM competency_sharedversion first
     WHERE first.assessment_id = sheet.id AND first.number = 1
       AND first.shared_by_id NOT IN (sheet.observer_id, sheet.teacher_id)
       AND NOT EXISTS (
           SELECT FROM madrasah_personmerge merge
            WHERE merge.dropped_id = first.shared_by_id AND merge.undone_at IS NULL)
    """,
    """
    UPDATE competency_assessmentevent event SET observer_id = sheet.observer_id
      FROM competency_assessment sheet
     WHERE sheet.id = event.pgh_obj_id AND sheet.observer_id <> sheet.keeper_id
    """,
    """
    UPDATE madrasah_personmerge SET steps = regexp_replace(
        steps::text, '"assessor_id": ("[^"]*")', '"observer_id": \\1, "keeper_id": \\1', 'g')::jsonb
     WHERE steps::text LIKE '%"assessor_id"%'
    """,
    "SET CONSTRAINTS ALL IMMEDIATE",
]
UNFILL = [
    "UPDATE competency_assessment SET observer_id = keeper_id",
    "UPDATE competency_assessmentevent SET observer_id = keeper_id",
    """
    UPDATE madrasah_personmerge SET steps = regexp_replace(regexp_replace(
        steps::text, '"keeper_id": ("[^"]*")(, )?', '', 'g'), '"observer_id"', '"assessor_id"', 'g')::jsonb
     WHERE steps::text LIKE '%"observer_id"%'
    """,
    "SET CONSTRAINTS ALL IMMEDIATE",
]
# A renamed column leaves its index under the old name; a new database has it under the new one.
INDEXES = {
    "competency_assessment_assessor_id_1363bd33": "competency_assessment_observer_id_6393ee1c",
    "competency_assessmentevent_assessor_id_2619db9f": "competency_assessmentevent_observer_id_3ffc7e57",
}
RENAME = [f"ALTER INDEX {old} RENAME TO {new}" for old, new in INDEXES.items()]
RENAME_BACK = [f"ALTER INDEX {new} RENAME TO {old}" for old, new in INDEXES.items()]


class Migration(migrations.Migration):

    dependencies = [
        ('competency', '0004_reply_taken_back'),
        ('madrasah', '0003_by_name_and_digest'),
    ]

    operations = [
        core.tables.ChangeTables(operations=[
            pgtrigger.migrations.RemoveTrigger(
                model_name='assessment',
                name='insert_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='assessment',
                name='update_update',
            ),
            migrations.RemoveConstraint(
                model_name='assessment',
                name='nobody_assesses_oneself',
            ),
        ]),
        migrations.RenameField(
            model_name='assessment',
            old_name='assessor',
            new_name='observer',
        ),
        migrations.RenameField(
            model_name='assessmentevent',
            old_name='assessor',
            new_name='observer',
        ),
        core.tables.ChangeTables(operations=[
            migrations.RunSQL(RENAME, RENAME_BACK),
            migrations.AlterField(
                model_name='assessment',
                name='observer',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observed', to='madrasah.person', verbose_name='penilai'),
            ),
            migrations.AddField(
                model_name='assessment',
                name='keeper',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kept_sheets', to='madrasah.person', verbose_name='pemegang lembar'),
            ),
            migrations.AddField(
                model_name='assessmentevent',
                name='keeper',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='madrasah.person', verbose_name='pemegang lembar'),
            ),
            migrations.RunSQL(FILL, UNFILL),
        ]),
        core.tables.ChangeTables(operations=[
            migrations.AlterField(
                model_name='assessment',
                name='keeper',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kept_sheets', to='madrasah.person', verbose_name='pemegang lembar'),
            ),
            migrations.AlterField(
                model_name='assessmentevent',
                name='keeper',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='madrasah.person', verbose_name='pemegang lembar'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_assessmentevent" ("class_name", "client_token", "closed_at", "closed_without_reply", "correction_reason", "created_at", "ends_at", "id", "instrument_id", "keeper_id", "lesson_topic", "madrasah_id", "observed_on", "observer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "removed_at", "school_year", "semester_id", "shared_at", "starts_at", "state", "strengths", "subject_id", "suggestions", "teacher_id") VALUES (NEW."class_name", NEW."client_token", NEW."closed_at", NEW."closed_without_reply", NEW."correction_reason", NEW."created_at", NEW."ends_at", NEW."id", NEW."instrument_id", NEW."keeper_id", NEW."lesson_topic", NEW."madrasah_id", NEW."observed_on", NEW."observer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."read_at", NEW."removed_at", NEW."school_year", NEW."semester_id", NEW."shared_at", NEW."starts_at", NEW."state", NEW."strengths", NEW."subject_id", NEW."suggestions", NEW."teacher_id"); RETURN NULL;', hash='342a573e99ac87243936045f88dea9c5d19c5116', operation='INSERT', pgid='pgtrigger_insert_insert_6e78a', table='competency_assessment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."class_name" IS DISTINCT FROM (NEW."class_name") OR OLD."client_token" IS DISTINCT FROM (NEW."client_token") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closed_without_reply" IS DISTINCT FROM (NEW."closed_without_reply") OR OLD."correction_reason" IS DISTINCT FROM (NEW."correction_reason") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."instrument_id" IS DISTINCT FROM (NEW."instrument_id") OR OLD."keeper_id" IS DISTINCT FROM (NEW."keeper_id") OR OLD."lesson_topic" IS DISTINCT FROM (NEW."lesson_topic") OR OLD."madrasah_id" IS DISTINCT FROM (NEW."madrasah_id") OR OLD."observed_on" IS DISTINCT FROM (NEW."observed_on") OR OLD."observer_id" IS DISTINCT FROM (NEW."observer_id") OR OLD."read_at" IS DISTINCT FROM (NEW."read_at") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."school_year" IS DISTINCT FROM (NEW."school_year") OR OLD."semester_id" IS DISTINCT FROM (NEW."semester_id") OR OLD."shared_at" IS DISTINCT FROM (NEW."shared_at") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."strengths" IS DISTINCT FROM (NEW."strengths") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."suggestions" IS DISTINCT FROM (NEW."suggestions") OR OLD."teacher_id" IS DISTINCT FROM (NEW."teacher_id"))', func='INSERT INTO "competency_assessmentevent" ("class_name", "client_token", "closed_at", "closed_without_reply", "correction_reason", "created_at", "ends_at", "id", "instrument_id", "keeper_id", "lesson_topic", "madrasah_id", "observed_on", "observer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "removed_at", "school_year", "semester_id", "shared_at", "starts_at", "state", "strengths", "subject_id", "suggestions", "teacher_id") VALUES (NEW."class_name", NEW."client_token", NEW."closed_at", NEW."closed_without_reply", NEW."correction_reason", NEW."created_at", NEW."ends_at", NEW."id", NEW."instrument_id", NEW."keeper_id", NEW."lesson_topic", NEW."madrasah_id", NEW."observed_on", NEW."observer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."read_at", NEW."removed_at", NEW."school_year", NEW."semester_id", NEW."shared_at", NEW."starts_at", NEW."state", NEW."strengths", NEW."subject_id", NEW."suggestions", NEW."teacher_id"); RETURN NULL;', hash='2ae5b18c3ac1e2474459b8a7f3437b30f88faa22', operation='UPDATE', pgid='pgtrigger_update_update_0e302', table='competency_assessment', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='assessment',
                constraint=models.CheckConstraint(condition=models.Q(('teacher', models.F('observer')), _negated=True), name='nobody_assesses_oneself'),
            ),
            migrations.AddConstraint(
                model_name='assessment',
                constraint=models.CheckConstraint(condition=models.Q(('teacher', models.F('keeper')), _negated=True), name='nobody_keeps_a_sheet_about_oneself'),
            ),
        ]),
    ]
