"""The short talk before a lesson."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import core.tables


class Migration(migrations.Migration):

    dependencies = [
        ('competency', '0010_peers'),
        ('madrasah', '0006_consent_to_one_picture'),
    ]

    operations = [
        core.tables.ChangeTables(operations=[
            pgtrigger.migrations.RemoveTrigger(
                model_name='visit',
                name='insert_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='visit',
                name='update_update',
            ),
            migrations.AddField(
                model_name='visit',
                name='rpp_seen',
                field=models.TextField(blank=True, max_length=600, verbose_name='yang terlihat di RPP'),
            ),
            migrations.AddField(
                model_name='visit',
                name='wanted',
                field=models.TextField(blank=True, max_length=600, verbose_name='yang ingin diamati'),
            ),
            migrations.AddField(
                model_name='visit',
                name='wanted_by',
                field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='madrasah.person'),
            ),
            migrations.AddField(
                model_name='visitevent',
                name='rpp_seen',
                field=models.TextField(blank=True, max_length=600, verbose_name='yang terlihat di RPP'),
            ),
            migrations.AddField(
                model_name='visitevent',
                name='wanted',
                field=models.TextField(blank=True, max_length=600, verbose_name='yang ingin diamati'),
            ),
            migrations.AddField(
                model_name='visitevent',
                name='wanted_by',
                field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='madrasah.person'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='visit',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_visitevent" ("called_off_at", "called_off_reason", "class_name", "client_token", "created_at", "day", "id", "is_peer", "kind", "madrasah_id", "observer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rpp_seen", "semester_id", "starts_at", "subject_id", "teacher_id", "wanted", "wanted_by_id", "withdrawn_at") VALUES (NEW."called_off_at", NEW."called_off_reason", NEW."class_name", NEW."client_token", NEW."created_at", NEW."day", NEW."id", NEW."is_peer", NEW."kind", NEW."madrasah_id", NEW."observer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rpp_seen", NEW."semester_id", NEW."starts_at", NEW."subject_id", NEW."teacher_id", NEW."wanted", NEW."wanted_by_id", NEW."withdrawn_at"); RETURN NULL;', hash='ae0fd6d4866ee3879de20ae5015d71feba6b2015', operation='INSERT', pgid='pgtrigger_insert_insert_0742e', table='competency_visit', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='visit',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."called_off_at" IS DISTINCT FROM (NEW."called_off_at") OR OLD."called_off_reason" IS DISTINCT FROM (NEW."called_off_reason") OR OLD."class_name" IS DISTINCT FROM (NEW."class_name") OR OLD."client_token" IS DISTINCT FROM (NEW."client_token") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_peer" IS DISTINCT FROM (NEW."is_peer") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."madrasah_id" IS DISTINCT FROM (NEW."madrasah_id") OR OLD."observer_id" IS DISTINCT FROM (NEW."observer_id") OR OLD."rpp_seen" IS DISTINCT FROM (NEW."rpp_seen") OR OLD."semester_id" IS DISTINCT FROM (NEW."semester_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."teacher_id" IS DISTINCT FROM (NEW."teacher_id") OR OLD."wanted" IS DISTINCT FROM (NEW."wanted") OR OLD."wanted_by_id" IS DISTINCT FROM (NEW."wanted_by_id") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))', func='INSERT INTO "competency_visitevent" ("called_off_at", "called_off_reason", "class_name", "client_token", "created_at", "day", "id", "is_peer", "kind", "madrasah_id", "observer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rpp_seen", "semester_id", "starts_at", "subject_id", "teacher_id", "wanted", "wanted_by_id", "withdrawn_at") VALUES (NEW."called_off_at", NEW."called_off_reason", NEW."class_name", NEW."client_token", NEW."created_at", NEW."day", NEW."id", NEW."is_peer", NEW."kind", NEW."madrasah_id", NEW."observer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rpp_seen", NEW."semester_id", NEW."starts_at", NEW."subject_id", NEW."teacher_id", NEW."wanted", NEW."wanted_by_id", NEW."withdrawn_at"); RETURN NULL;', hash='7906ad4e7e25171a583697b77e9d93b75c00235b', operation='UPDATE', pgid='pgtrigger_update_update_0fde6', table='competency_visit', when='AFTER')),
            ),
        ]),
    ]
