"""Whether a yearly rating is formatif or sumatif."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import core.tables


class Migration(migrations.Migration):

    dependencies = [
        ('competency', '0013_reflections'),
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
            migrations.AddField(
                model_name='assessment',
                name='purpose',
                field=models.CharField(blank=True, choices=[('formatif', 'Formatif'), ('sumatif', 'Sumatif')], max_length=8, verbose_name='formatif atau sumatif'),
            ),
            migrations.AddField(
                model_name='assessmentevent',
                name='purpose',
                field=models.CharField(blank=True, choices=[('formatif', 'Formatif'), ('sumatif', 'Sumatif')], max_length=8, verbose_name='formatif atau sumatif'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_assessmentevent" ("class_name", "client_token", "closed_at", "closed_without_reply", "correction_reason", "created_at", "ends_at", "id", "instrument_id", "keeper_id", "lesson_topic", "madrasah_id", "observed_on", "observer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "read_at", "removed_at", "school_year", "semester_id", "shared_at", "starts_at", "state", "strengths", "subject_id", "suggestions", "teacher_id", "visit_id") VALUES (NEW."class_name", NEW."client_token", NEW."closed_at", NEW."closed_without_reply", NEW."correction_reason", NEW."created_at", NEW."ends_at", NEW."id", NEW."instrument_id", NEW."keeper_id", NEW."lesson_topic", NEW."madrasah_id", NEW."observed_on", NEW."observer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."read_at", NEW."removed_at", NEW."school_year", NEW."semester_id", NEW."shared_at", NEW."starts_at", NEW."state", NEW."strengths", NEW."subject_id", NEW."suggestions", NEW."teacher_id", NEW."visit_id"); RETURN NULL;', hash='f7d1c6614b2d0a894c6da44b801a8cb68d8e76a5', operation='INSERT', pgid='pgtrigger_insert_insert_6e78a', table='competency_assessment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."class_name" IS DISTINCT FROM (NEW."class_name") OR OLD."client_token" IS DISTINCT FROM (NEW."client_token") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closed_without_reply" IS DISTINCT FROM (NEW."closed_without_reply") OR OLD."correction_reason" IS DISTINCT FROM (NEW."correction_reason") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."instrument_id" IS DISTINCT FROM (NEW."instrument_id") OR OLD."keeper_id" IS DISTINCT FROM (NEW."keeper_id") OR OLD."lesson_topic" IS DISTINCT FROM (NEW."lesson_topic") OR OLD."madrasah_id" IS DISTINCT FROM (NEW."madrasah_id") OR OLD."observed_on" IS DISTINCT FROM (NEW."observed_on") OR OLD."observer_id" IS DISTINCT FROM (NEW."observer_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."read_at" IS DISTINCT FROM (NEW."read_at") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."school_year" IS DISTINCT FROM (NEW."school_year") OR OLD."semester_id" IS DISTINCT FROM (NEW."semester_id") OR OLD."shared_at" IS DISTINCT FROM (NEW."shared_at") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."strengths" IS DISTINCT FROM (NEW."strengths") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."suggestions" IS DISTINCT FROM (NEW."suggestions") OR OLD."teacher_id" IS DISTINCT FROM (NEW."teacher_id") OR OLD."visit_id" IS DISTINCT FROM (NEW."visit_id"))', func='INSERT INTO "competency_assessmentevent" ("class_name", "client_token", "closed_at", "closed_without_reply", "correction_reason", "created_at", "ends_at", "id", "instrument_id", "keeper_id", "lesson_topic", "madrasah_id", "observed_on", "observer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "read_at", "removed_at", "school_year", "semester_id", "shared_at", "starts_at", "state", "strengths", "subject_id", "suggestions", "teacher_id", "visit_id") VALUES (NEW."class_name", NEW."client_token", NEW."closed_at", NEW."closed_without_reply", NEW."correction_reason", NEW."created_at", NEW."ends_at", NEW."id", NEW."instrument_id", NEW."keeper_id", NEW."lesson_topic", NEW."madrasah_id", NEW."observed_on", NEW."observer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."read_at", NEW."removed_at", NEW."school_year", NEW."semester_id", NEW."shared_at", NEW."starts_at", NEW."state", NEW."strengths", NEW."subject_id", NEW."suggestions", NEW."teacher_id", NEW."visit_id"); RETURN NULL;', hash='0315366bf665044e4e0a366ddd008b5beea0cadc', operation='UPDATE', pgid='pgtrigger_update_update_0e302', table='competency_assessment', when='AFTER')),
            ),
        ]),
    ]
