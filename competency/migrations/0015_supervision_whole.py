"""What follows sharing, rounds of mending, notes of a lesson, forms typed from paper, lessons scored by two."""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.tables


class Migration(migrations.Migration):

    dependencies = [
        ('competency', '0014_formative_summative'),
        ('core', '0005_sends_side_by_side'),
        ('madrasah', '0006_consent_to_one_picture'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.tables.CreateTables(
            models=[migrations.CreateModel(
                name='Objection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                    ('text', models.TextField(max_length=1000, verbose_name='keberatan')),
                    ('written_at', models.DateTimeField()),
                    ('answer', models.TextField(blank=True, max_length=1000, verbose_name='jawaban')),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='madrasah.person')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='madrasah.person')),
                    ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='objection', to='competency.sharedversion')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='objection_not_empty'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='objection_answered_in_words')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_objectionevent" ("answer", "answered_at", "answered_by_id", "by_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "text", "updated_at", "version_id", "written_at") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."by_id", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."read_at", NEW."text", NEW."updated_at", NEW."version_id", NEW."written_at"); RETURN NULL;', hash='aedef3658a017f88975902695d243e0ca6b2d614', operation='INSERT', pgid='pgtrigger_insert_insert_4ceb5', table='competency_objection', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "competency_objectionevent" ("answer", "answered_at", "answered_by_id", "by_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "text", "updated_at", "version_id", "written_at") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."by_id", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."read_at", NEW."text", NEW."updated_at", NEW."version_id", NEW."written_at"); RETURN NULL;', hash='43896d791ab26c315e1f9a944457feead662e120', operation='UPDATE', pgid='pgtrigger_update_update_f5ae3', table='competency_objection', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_objectionevent" ("answer", "answered_at", "answered_by_id", "by_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "text", "updated_at", "version_id", "written_at") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."by_id", OLD."created_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."read_at", OLD."text", OLD."updated_at", OLD."version_id", OLD."written_at"); RETURN NULL;', hash='9316f8039adf145570ec262c15667c0e7d9ecd5c', operation='DELETE', pgid='pgtrigger_delete_delete_efcc1', table='competency_objection', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='ObjectionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                    ('text', models.TextField(max_length=1000, verbose_name='keberatan')),
                    ('written_at', models.DateTimeField()),
                    ('answer', models.TextField(blank=True, max_length=1000, verbose_name='jawaban')),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='madrasah.person')),
                    ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='madrasah.person')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='competency.objection')),
                    ('version', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='competency.sharedversion')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Pairing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                    ('lesson', models.CharField(max_length=120, verbose_name='pelajaran')),
                    ('seen_on', models.DateField(verbose_name='tanggal')),
                    ('vignette', models.SlugField(blank=True, editable=False, max_length=60)),
                    ('called_off_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('client_token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='competency.instrument')),
                ],
                options={
                    'ordering': ['-seen_on', '-pk'],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_pairingevent" ("called_off_at", "client_token", "created_at", "id", "instrument_id", "lesson", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_on", "vignette") VALUES (NEW."called_off_at", NEW."client_token", NEW."created_at", NEW."id", NEW."instrument_id", NEW."lesson", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seen_on", NEW."vignette"); RETURN NULL;', hash='262a264b2e0729d7680c833f77058ef16083b8bd', operation='INSERT', pgid='pgtrigger_insert_insert_d5d5f', table='competency_pairing', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."called_off_at" IS DISTINCT FROM (NEW."called_off_at") OR OLD."client_token" IS DISTINCT FROM (NEW."client_token") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."instrument_id" IS DISTINCT FROM (NEW."instrument_id") OR OLD."lesson" IS DISTINCT FROM (NEW."lesson") OR OLD."seen_on" IS DISTINCT FROM (NEW."seen_on") OR OLD."vignette" IS DISTINCT FROM (NEW."vignette"))', func='INSERT INTO "competency_pairingevent" ("called_off_at", "client_token", "created_at", "id", "instrument_id", "lesson", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_on", "vignette") VALUES (NEW."called_off_at", NEW."client_token", NEW."created_at", NEW."id", NEW."instrument_id", NEW."lesson", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seen_on", NEW."vignette"); RETURN NULL;', hash='bc9e6fc2e7499d20574ea204d6b4bd39dc7ad7b6', operation='UPDATE', pgid='pgtrigger_update_update_0caae', table='competency_pairing', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='PairingEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                    ('lesson', models.CharField(max_length=120, verbose_name='pelajaran')),
                    ('seen_on', models.DateField(verbose_name='tanggal')),
                    ('vignette', models.SlugField(blank=True, db_index=False, editable=False, max_length=60)),
                    ('called_off_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('client_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('instrument', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='competency.instrument')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='competency.pairing')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
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
            ), migrations.CreateModel(
                name='Rating',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('answers', models.JSONField(default=dict)),
                    ('done_at', models.DateTimeField(blank=True, null=True)),
                    ('shown_at', models.DateTimeField(blank=True, null=True)),
                    ('pairing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='competency.pairing')),
                    ('rater', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='madrasah.person')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('pairing', 'rater'), name='rated_once_by_each')],
                },
            ), migrations.CreateModel(
                name='ResultLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                    ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='pertama dibuka')),
                    ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='result_links', to='competency.assessment')),
                    ('link', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='result_link', to='madrasah.accesslink')),
                ],
                options={
                    'ordering': ['-pk'],
                },
            ), migrations.CreateModel(
                name='Revision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='putaran')),
                    ('asked', models.CharField(max_length=300, verbose_name='yang diminta')),
                    ('asked_on', models.DateField(verbose_name='diminta')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='batas waktu')),
                    ('note', models.CharField(blank=True, max_length=500, verbose_name='yang diperbaiki')),
                    ('mended_at', models.DateTimeField(verbose_name='diperbaiki')),
                    ('looked_at', models.DateTimeField(blank=True, null=True, verbose_name='dilihat lagi')),
                    ('is_accepted', models.BooleanField(default=False, verbose_name='diterima')),
                    ('verdict', models.CharField(blank=True, max_length=300, verbose_name='kata penilai')),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                    ('followup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='competency.followup')),
                    ('looked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('mended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['number'],
                    'constraints': [models.UniqueConstraint(fields=('followup', 'number'), name='revision_number_once'), models.UniqueConstraint(condition=models.Q(('looked_at', None)), fields=('followup',), name='one_revision_waits', violation_error_message='Perbaikan ini sudah menunggu dilihat penilai.'), models.CheckConstraint(condition=models.Q(models.Q(('looked_at__isnull', False), ('looked_by__isnull', False)), models.Q(('is_accepted', False), ('looked_at', None), ('looked_by', None), ('verdict', '')), _connector='OR'), name='revision_looked_at_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('note', ''), _negated=True), ('file__isnull', False), _connector='OR'), name='revision_says_what')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_revisionevent" ("asked", "asked_on", "created_at", "due_on", "file_id", "followup_id", "id", "is_accepted", "looked_at", "looked_by_id", "mended_at", "mended_by_id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "verdict") VALUES (NEW."asked", NEW."asked_on", NEW."created_at", NEW."due_on", NEW."file_id", NEW."followup_id", NEW."id", NEW."is_accepted", NEW."looked_at", NEW."looked_by_id", NEW."mended_at", NEW."mended_by_id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."updated_at", NEW."verdict"); RETURN NULL;', hash='618a95ec9c18ee1a08a312afe628e1fd7f83951e', operation='INSERT', pgid='pgtrigger_insert_insert_b1166', table='competency_revision', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "competency_revisionevent" ("asked", "asked_on", "created_at", "due_on", "file_id", "followup_id", "id", "is_accepted", "looked_at", "looked_by_id", "mended_at", "mended_by_id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "verdict") VALUES (NEW."asked", NEW."asked_on", NEW."created_at", NEW."due_on", NEW."file_id", NEW."followup_id", NEW."id", NEW."is_accepted", NEW."looked_at", NEW."looked_by_id", NEW."mended_at", NEW."mended_by_id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."updated_at", NEW."verdict"); RETURN NULL;', hash='395492f4a4c2cf969826e484934977a55718afd1', operation='UPDATE', pgid='pgtrigger_update_update_97a63', table='competency_revision', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_revisionevent" ("asked", "asked_on", "created_at", "due_on", "file_id", "followup_id", "id", "is_accepted", "looked_at", "looked_by_id", "mended_at", "mended_by_id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "verdict") VALUES (OLD."asked", OLD."asked_on", OLD."created_at", OLD."due_on", OLD."file_id", OLD."followup_id", OLD."id", OLD."is_accepted", OLD."looked_at", OLD."looked_by_id", OLD."mended_at", OLD."mended_by_id", OLD."note", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."updated_at", OLD."verdict"); RETURN NULL;', hash='10bb9ee14e8f35b3023415c44f0b844248301589', operation='DELETE', pgid='pgtrigger_delete_delete_afe37', table='competency_revision', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='RevisionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='putaran')),
                    ('asked', models.CharField(max_length=300, verbose_name='yang diminta')),
                    ('asked_on', models.DateField(verbose_name='diminta')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='batas waktu')),
                    ('note', models.CharField(blank=True, max_length=500, verbose_name='yang diperbaiki')),
                    ('mended_at', models.DateTimeField(verbose_name='diperbaiki')),
                    ('looked_at', models.DateTimeField(blank=True, null=True, verbose_name='dilihat lagi')),
                    ('is_accepted', models.BooleanField(default=False, verbose_name='diterima')),
                    ('verdict', models.CharField(blank=True, max_length=300, verbose_name='kata penilai')),
                    ('file', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.storedfile')),
                    ('followup', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='competency.followup')),
                    ('looked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('mended_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='competency.revision')),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Sighting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('school_year', models.PositiveSmallIntegerField(editable=False)),
                    ('text', models.TextField(max_length=600, verbose_name='kejadian')),
                    ('seen_at', models.TimeField(blank=True, null=True, verbose_name='pukul')),
                    ('noted_at', models.DateTimeField(verbose_name='waktu')),
                    ('used_for', models.CharField(blank=True, max_length=30, verbose_name='butir')),
                    ('is_dropped', models.BooleanField(default=False, verbose_name='tidak dipakai')),
                    ('client_token', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sightings', to='competency.assessment')),
                ],
                options={
                    'ordering': ['noted_at', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('assessment', 'client_token'), name='sighting_token_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='sighting_says_what')],
                },
            )],
        ),
        core.tables.ChangeTables(
            operations=[pgtrigger.migrations.RemoveTrigger(
                model_name='assessment',
                name='insert_insert',
            ), pgtrigger.migrations.RemoveTrigger(
                model_name='assessment',
                name='update_update',
            ), pgtrigger.migrations.RemoveTrigger(
                model_name='guidance',
                name='insert_insert',
            ), pgtrigger.migrations.RemoveTrigger(
                model_name='guidance',
                name='update_update',
            ), pgtrigger.migrations.RemoveTrigger(
                model_name='reply',
                name='reply_is_frozen',
            ), pgtrigger.migrations.RemoveTrigger(
                model_name='reply',
                name='delete_delete',
            ), migrations.AddField(
                model_name='assessment',
                name='read_by_link',
                field=models.BooleanField(default=False, editable=False),
            ), migrations.AddField(
                model_name='assessment',
                name='read_helper',
                field=models.CharField(blank=True, editable=False, max_length=100, verbose_name='dibantu oleh'),
            ), migrations.AddField(
                model_name='assessmentevent',
                name='read_by_link',
                field=models.BooleanField(default=False, editable=False),
            ), migrations.AddField(
                model_name='assessmentevent',
                name='read_helper',
                field=models.CharField(blank=True, editable=False, max_length=100, verbose_name='dibantu oleh'),
            ), migrations.AddField(
                model_name='guidance',
                name='removed_at',
                field=models.DateTimeField(blank=True, editable=False, null=True),
            ), migrations.AddField(
                model_name='guidanceevent',
                name='removed_at',
                field=models.DateTimeField(blank=True, editable=False, null=True),
            ), migrations.AddField(
                model_name='reply',
                name='by_link',
                field=models.BooleanField(default=False),
            ), migrations.AddField(
                model_name='replyevent',
                name='by_link',
                field=models.BooleanField(default=False),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_assessmentevent" ("class_name", "client_token", "closed_at", "closed_without_reply", "correction_reason", "created_at", "ends_at", "id", "instrument_id", "keeper_id", "lesson_topic", "madrasah_id", "observed_on", "observer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "read_at", "read_by_link", "read_helper", "removed_at", "school_year", "semester_id", "shared_at", "starts_at", "state", "strengths", "subject_id", "suggestions", "teacher_id", "visit_id") VALUES (NEW."class_name", NEW."client_token", NEW."closed_at", NEW."closed_without_reply", NEW."correction_reason", NEW."created_at", NEW."ends_at", NEW."id", NEW."instrument_id", NEW."keeper_id", NEW."lesson_topic", NEW."madrasah_id", NEW."observed_on", NEW."observer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."read_at", NEW."read_by_link", NEW."read_helper", NEW."removed_at", NEW."school_year", NEW."semester_id", NEW."shared_at", NEW."starts_at", NEW."state", NEW."strengths", NEW."subject_id", NEW."suggestions", NEW."teacher_id", NEW."visit_id"); RETURN NULL;', hash='0eb53145e8edf129ef113223940df713012540ed', operation='INSERT', pgid='pgtrigger_insert_insert_6e78a', table='competency_assessment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assessment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."class_name" IS DISTINCT FROM (NEW."class_name") OR OLD."client_token" IS DISTINCT FROM (NEW."client_token") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closed_without_reply" IS DISTINCT FROM (NEW."closed_without_reply") OR OLD."correction_reason" IS DISTINCT FROM (NEW."correction_reason") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."instrument_id" IS DISTINCT FROM (NEW."instrument_id") OR OLD."keeper_id" IS DISTINCT FROM (NEW."keeper_id") OR OLD."lesson_topic" IS DISTINCT FROM (NEW."lesson_topic") OR OLD."madrasah_id" IS DISTINCT FROM (NEW."madrasah_id") OR OLD."observed_on" IS DISTINCT FROM (NEW."observed_on") OR OLD."observer_id" IS DISTINCT FROM (NEW."observer_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."read_at" IS DISTINCT FROM (NEW."read_at") OR OLD."read_by_link" IS DISTINCT FROM (NEW."read_by_link") OR OLD."read_helper" IS DISTINCT FROM (NEW."read_helper") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."school_year" IS DISTINCT FROM (NEW."school_year") OR OLD."semester_id" IS DISTINCT FROM (NEW."semester_id") OR OLD."shared_at" IS DISTINCT FROM (NEW."shared_at") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."strengths" IS DISTINCT FROM (NEW."strengths") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."suggestions" IS DISTINCT FROM (NEW."suggestions") OR OLD."teacher_id" IS DISTINCT FROM (NEW."teacher_id") OR OLD."visit_id" IS DISTINCT FROM (NEW."visit_id"))', func='INSERT INTO "competency_assessmentevent" ("class_name", "client_token", "closed_at", "closed_without_reply", "correction_reason", "created_at", "ends_at", "id", "instrument_id", "keeper_id", "lesson_topic", "madrasah_id", "observed_on", "observer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "read_at", "read_by_link", "read_helper", "removed_at", "school_year", "semester_id", "shared_at", "starts_at", "state", "strengths", "subject_id", "suggestions", "teacher_id", "visit_id") VALUES (NEW."class_name", NEW."client_token", NEW."closed_at", NEW."closed_without_reply", NEW."correction_reason", NEW."created_at", NEW."ends_at", NEW."id", NEW."instrument_id", NEW."keeper_id", NEW."lesson_topic", NEW."madrasah_id", NEW."observed_on", NEW."observer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."read_at", NEW."read_by_link", NEW."read_helper", NEW."removed_at", NEW."school_year", NEW."semester_id", NEW."shared_at", NEW."starts_at", NEW."state", NEW."strengths", NEW."subject_id", NEW."suggestions", NEW."teacher_id", NEW."visit_id"); RETURN NULL;', hash='3edf20fd16d87f38399676fa12481fe89696ba51', operation='UPDATE', pgid='pgtrigger_update_update_0e302', table='competency_assessment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='guidance',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_guidanceevent" ("agreed_on", "client_token", "created_at", "due_on", "head_id", "id", "madrasah_id", "noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "text") VALUES (NEW."agreed_on", NEW."client_token", NEW."created_at", NEW."due_on", NEW."head_id", NEW."id", NEW."madrasah_id", NEW."noted_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."text"); RETURN NULL;', hash='43ea352eda2e2300f11aba7d4a8babc2dca3d6b5', operation='INSERT', pgid='pgtrigger_insert_insert_e5aa5', table='competency_guidance', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='guidance',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."agreed_on" IS DISTINCT FROM (NEW."agreed_on") OR OLD."client_token" IS DISTINCT FROM (NEW."client_token") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."head_id" IS DISTINCT FROM (NEW."head_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."madrasah_id" IS DISTINCT FROM (NEW."madrasah_id") OR OLD."noted_by_id" IS DISTINCT FROM (NEW."noted_by_id") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func='INSERT INTO "competency_guidanceevent" ("agreed_on", "client_token", "created_at", "due_on", "head_id", "id", "madrasah_id", "noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "text") VALUES (NEW."agreed_on", NEW."client_token", NEW."created_at", NEW."due_on", NEW."head_id", NEW."id", NEW."madrasah_id", NEW."noted_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removed_at", NEW."text"); RETURN NULL;', hash='ca6717117ddd12db95568518f863e7645ac53d30', operation='UPDATE', pgid='pgtrigger_update_update_6ee0a', table='competency_guidance', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='reply',
                trigger=pgtrigger.compiler.Trigger(name='reply_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."helper_name" IS DISTINCT FROM (NEW."helper_name") OR OLD."written_at" IS DISTINCT FROM (NEW."written_at") OR OLD."by_link" IS DISTINCT FROM (NEW."by_link") OR OLD."agreed" IS DISTINCT FROM (NEW."agreed"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1aff83f3a7a4f7ee40622587942125222b12a81d', operation='UPDATE', pgid='pgtrigger_reply_is_frozen_a70ec', table='competency_reply', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='reply',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "competency_replyevent" ("agreed", "by_id", "by_link", "helper_name", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "read_by_id", "text", "version_id", "written_at") VALUES (OLD."agreed", OLD."by_id", OLD."by_link", OLD."helper_name", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."read_at", OLD."read_by_id", OLD."text", OLD."version_id", OLD."written_at"); RETURN NULL;', hash='bf44f6398221b482f1ca16b91d9afa891d713a32', operation='DELETE', pgid='pgtrigger_delete_delete_9a3b8', table='competency_reply', when='AFTER')),
            )],
        ),
    ]
