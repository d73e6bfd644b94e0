"""Who published an instrument, took it off the offer, or put it back."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import core.tables


class Migration(migrations.Migration):

    dependencies = [
        ('competency', '0008_visits'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        core.tables.ChangeTables(operations=[
            core.tables.CreateTables(
                models=[migrations.CreateModel(
                    name='InstrumentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                        ('code', models.CharField(max_length=60, verbose_name='kode')),
                        ('version', models.CharField(max_length=30, verbose_name='versi')),
                        ('task', models.CharField(max_length=40, verbose_name='apa yang dikerjakan')),
                        ('short', models.CharField(max_length=200, verbose_name='nama sehari-hari')),
                        ('is_offered', models.BooleanField(default=True, verbose_name='ditawarkan')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='competency.instrument')),
                    ],
                    options={
                        'abstract': False,
                    },
                )],
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='instrument',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_instrumentevent" ("code", "created_at", "id", "is_offered", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short", "task", "version") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."is_offered", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."short", NEW."task", NEW."version"); RETURN NULL;', hash='7eaeaa26ecc7bc97c498697aaae9e8ef797e60bf', operation='INSERT', pgid='pgtrigger_insert_insert_bffc5', table='competency_instrument', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='instrument',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_offered" IS DISTINCT FROM (NEW."is_offered") OR OLD."short" IS DISTINCT FROM (NEW."short") OR OLD."task" IS DISTINCT FROM (NEW."task") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "competency_instrumentevent" ("code", "created_at", "id", "is_offered", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short", "task", "version") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."is_offered", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."short", NEW."task", NEW."version"); RETURN NULL;', hash='b0952d00f03aeb16bb2e1cce2a0a72e0a8ce0c7d', operation='UPDATE', pgid='pgtrigger_update_update_611c2', table='competency_instrument', when='AFTER')),
            ),
        ]),
    ]
