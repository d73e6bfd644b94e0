"""What a sheet was typed from: the paper's code, who typed it, and its photo."""

import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import core.tables


class Migration(migrations.Migration):

    dependencies = [
        ('competency', '0014_formative_summative'),
        ('core', '0005_sends_side_by_side'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.tables.CreateTables(
            models=[migrations.CreateModel(
                name='PaperCopy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                    ('code', models.CharField(max_length=12, verbose_name='kode lembar')),
                    ('helper_name', models.CharField(blank=True, max_length=100, verbose_name='dibantu oleh')),
                    ('typed_at', models.DateTimeField()),
                    ('assessment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='competency.assessment')),
                    ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                    ('typed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_papercopyevent" ("assessment_id", "code", "created_at", "helper_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "typed_at", "typed_by_id", "updated_at") VALUES (NEW."assessment_id", NEW."code", NEW."created_at", NEW."helper_name", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photo_id", NEW."typed_at", NEW."typed_by_id", NEW."updated_at"); RETURN NULL;', hash='e1166aa36a7b98f8e12390dd71f51b3698cae68c', operation='INSERT', pgid='pgtrigger_insert_insert_4dbbe', table='competency_papercopy', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "competency_papercopyevent" ("assessment_id", "code", "created_at", "helper_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "typed_at", "typed_by_id", "updated_at") VALUES (NEW."assessment_id", NEW."code", NEW."created_at", NEW."helper_name", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo_id", NEW."typed_at", NEW."typed_by_id", NEW."updated_at"); RETURN NULL;', hash='f7d1ff052f7738b948b00ab7d93a396806e103e6', operation='UPDATE', pgid='pgtrigger_update_update_a7896', table='competency_papercopy', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='PaperCopyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                    ('code', models.CharField(max_length=12, verbose_name='kode lembar')),
                    ('helper_name', models.CharField(blank=True, max_length=100, verbose_name='dibantu oleh')),
                    ('typed_at', models.DateTimeField()),
                    ('assessment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='competency.assessment')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='competency.papercopy')),
                    ('photo', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.storedfile')),
                    ('typed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            )],
        ),
    ]
