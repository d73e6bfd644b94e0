"""Planned visits, and the one that a sheet hangs on."""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import core.tables


class Migration(migrations.Migration):

    dependencies = [
        ('competency', '0007_everyday_words'),
        ('madrasah', '0006_consent_to_one_picture'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        core.tables.ChangeTables(operations=[
            core.tables.CreateTables(
                models=[migrations.CreateModel(
                    name='Visit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                        ('kind', models.CharField(choices=[('observasi', 'Amati pelajaran'), ('telaah', 'Telaah RPP')], max_length=10, verbose_name='untuk')),
                        ('day', models.DateField(verbose_name='tanggal')),
                        ('starts_at', models.TimeField(blank=True, null=True, verbose_name='pukul')),
                        ('class_name', models.CharField(blank=True, max_length=20, verbose_name='kelas')),
                        ('called_off_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('called_off_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='alasan batal')),
                        ('client_token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('revision', models.PositiveIntegerField(default=1, editable=False)),
                        ('madrasah', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='madrasah.madrasah')),
                        ('observer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned_visits', to='madrasah.person', verbose_name='pengamat')),
                        ('semester', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='madrasah.semester')),
                        ('subject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='madrasah.subject', verbose_name='mata pelajaran')),
                        ('teacher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='madrasah.person', verbose_name='guru')),
                    ],
                    options={
                        'ordering': ['day', 'starts_at', 'pk'],
                        'indexes': [models.Index(fields=['madrasah', 'semester'], name='visit_of_a_programme')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('teacher', models.F('observer')), _negated=True), name='nobody_visits_oneself'), models.CheckConstraint(condition=models.Q(models.Q(('called_off_at', None), ('called_off_reason', '')), models.Q(('called_off_at__isnull', False), models.Q(('called_off_reason', ''), _negated=True)), _connector='OR'), name='visit_called_off_with_a_reason')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_visitevent" ("called_off_at", "called_off_reason", "class_name", "client_token", "created_at", "day", "id", "kind", "madrasah_id", "observer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "semester_id", "starts_at", "subject_id", "teacher_id") VALUES (NEW."called_off_at", NEW."called_off_reason", NEW."class_name", NEW."client_token", NEW."created_at", NEW."day", NEW."id", NEW."kind", NEW."madrasah_id", NEW."observer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."semester_id", NEW."starts_at", NEW."subject_id", NEW."teacher_id"); RETURN NULL;', hash='bc0ee2dc01b97f8664436577d7e5a222db73e94b', operation='INSERT', pgid='pgtrigger_insert_insert_0742e', table='competency_visit', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."called_off_at" IS DISTINCT FROM (NEW."called_off_at") OR OLD."called_off_reason" IS DISTINCT FROM (NEW."called_off_reason") OR OLD."class_name" IS DISTINCT FROM (NEW."class_name") OR OLD."client_token" IS DISTINCT FROM (NEW."client_token") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."madrasah_id" IS DISTINCT FROM (NEW."madrasah_id") OR OLD."observer_id" IS DISTINCT FROM (NEW."observer_id") OR OLD."semester_id" IS DISTINCT FROM (NEW."semester_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."teacher_id" IS DISTINCT FROM (NEW."teacher_id"))', func='INSERT INTO "competency_visitevent" ("called_off_at", "called_off_reason", "class_name", "client_token", "created_at", "day", "id", "kind", "madrasah_id", "observer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "semester_id", "starts_at", "subject_id", "teacher_id") VALUES (NEW."called_off_at", NEW."called_off_reason", NEW."class_name", NEW."client_token", NEW."created_at", NEW."day", NEW."id", NEW."kind", NEW."madrasah_id", NEW."observer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."semester_id", NEW."starts_at", NEW."subject_id", NEW."teacher_id"); RETURN NULL;', hash='8e3cbb00a47f85d5308250d7afa36ceaa47f7a3f', operation='UPDATE', pgid='pgtrigger_update_update_0fde6', table='competency_visit', when='AFTER'))],
                    },
                ), migrations.CreateModel(
                    name='VisitEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                        ('kind', models.CharField(choices=[('observasi', 'Amati pelajaran'), ('telaah', 'Telaah RPP')], max_length=10, verbose_name='untuk')),
                        ('day', models.DateField(verbose_name='tanggal')),
                        ('starts_at', models.TimeField(blank=True, null=True, verbose_name='pukul')),
                        ('class_name', models.CharField(blank=True, max_length=20, verbose_name='kelas')),
                        ('called_off_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('called_off_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='alasan batal')),
                        ('client_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('madrasah', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='madrasah.madrasah')),
                        ('observer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='madrasah.person', verbose_name='pengamat')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='competency.visit')),
                        ('semester', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='madrasah.semester')),
                        ('subject', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='madrasah.subject', verbose_name='mata pelajaran')),
                        ('teacher', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='madrasah.person', verbose_name='guru')),
                    ],
                    options={
                        'abstract': False,
                    },
                )],
            ),
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
                name='visit',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='competency.visit'),
            ),
            migrations.AddField(
                model_name='assessmentevent',
                name='visit',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='competency.visit'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_assessmentevent" ("class_name", "client_token", "closed_at", "closed_without_reply", "correction_reason", "created_at", "ends_at", "id", "instrument_id", "keeper_id", "lesson_topic", "madrasah_id", "observed_on", "observer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "removed_at", "school_year", "semester_id", "shared_at", "starts_at", "state", "strengths", "subject_id", "suggestions", "teacher_id", "visit_id") VALUES (NEW."class_name", NEW."client_token", NEW."closed_at", NEW."closed_without_reply", NEW."correction_reason", NEW."created_at", NEW."ends_at", NEW."id", NEW."instrument_id", NEW."keeper_id", NEW."lesson_topic", NEW."madrasah_id", NEW."observed_on", NEW."observer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."read_at", NEW."removed_at", NEW."school_year", NEW."semester_id", NEW."shared_at", NEW."starts_at", NEW."state", NEW."strengths", NEW."subject_id", NEW."suggestions", NEW."teacher_id", NEW."visit_id"); RETURN NULL;', hash='fb924ada3afb924bcc8fb2664a35bdd33f859a12', operation='INSERT', pgid='pgtrigger_insert_insert_6e78a', table='competency_assessment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."class_name" IS DISTINCT FROM (NEW."class_name") OR OLD."client_token" IS DISTINCT FROM (NEW."client_token") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closed_without_reply" IS DISTINCT FROM (NEW."closed_without_reply") OR OLD."correction_reason" IS DISTINCT FROM (NEW."correction_reason") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."instrument_id" IS DISTINCT FROM (NEW."instrument_id") OR OLD."keeper_id" IS DISTINCT FROM (NEW."keeper_id") OR OLD."lesson_topic" IS DISTINCT FROM (NEW."lesson_topic") OR OLD."madrasah_id" IS DISTINCT FROM (NEW."madrasah_id") OR OLD."observed_on" IS DISTINCT FROM (NEW."observed_on") OR OLD."observer_id" IS DISTINCT FROM (NEW."observer_id") OR OLD."read_at" IS DISTINCT FROM (NEW."read_at") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."school_year" IS DISTINCT FROM (NEW."school_year") OR OLD."semester_id" IS DISTINCT FROM (NEW."semester_id") OR OLD."shared_at" IS DISTINCT FROM (NEW."shared_at") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."strengths" IS DISTINCT FROM (NEW."strengths") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."suggestions" IS DISTINCT FROM (NEW."suggestions") OR OLD."teacher_id" IS DISTINCT FROM (NEW."teacher_id") OR OLD."visit_id" IS DISTINCT FROM (NEW."visit_id"))', func='INSERT INTO "competency_assessmentevent" ("class_name", "client_token", "closed_at", "closed_without_reply", "correction_reason", "created_at", "ends_at", "id", "instrument_id", "keeper_id", "lesson_topic", "madrasah_id", "observed_on", "observer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "removed_at", "school_year", "semester_id", "shared_at", "starts_at", "state", "strengths", "subject_id", "suggestions", "teacher_id", "visit_id") VALUES (NEW."class_name", NEW."client_token", NEW."closed_at", NEW."closed_without_reply", NEW."correction_reason", NEW."created_at", NEW."ends_at", NEW."id", NEW."instrument_id", NEW."keeper_id", NEW."lesson_topic", NEW."madrasah_id", NEW."observed_on", NEW."observer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."read_at", NEW."removed_at", NEW."school_year", NEW."semester_id", NEW."shared_at", NEW."starts_at", NEW."state", NEW."strengths", NEW."subject_id", NEW."suggestions", NEW."teacher_id", NEW."visit_id"); RETURN NULL;', hash='9c910bb889ec55f83decaf930e8c8fea2b1f7e65', operation='UPDATE', pgid='pgtrigger_update_update_0e302', table='competency_assessment', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='assessment',
                constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('visit',), name='one_sheet_a_visit', violation_error_message='Kunjungan ini sudah punya lembar lain.'),
            ),
        ]),
    ]
