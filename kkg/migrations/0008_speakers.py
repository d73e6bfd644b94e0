"""Who speaks is one row of the KKG, wherever it is named."""

from collections import defaultdict

import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import core.tables


def squeezed(text):
    return " ".join(text.split())


def key_of(name):
    return squeezed(name).upper()


class Gathering:
    """Finds or makes the one row of each who speaks in a KKG."""

    def __init__(self, apps):
        self.speakers = apps.get_model("kkg", "Speaker")
        self.named = defaultdict(list)  # (group, name) -> rows

    def keep(self, row, group):
        """The row itself, or the one that stands for the same person or outsider already."""
        names = self.words(row)
        same = [known for known in self.named[group, names[0]] if self.is_same(known, row)]
        if same:
            exact = [known for known in same if key_of(known.institution) == key_of(row.institution)]
            return self.with_place([*exact, *same][0], row.institution)
        row.group_id, row.name, row.institution = group, squeezed(row.name), squeezed(row.institution)
        row.save()
        for name in names:
            self.named[group, name].append(row)
        return row

    @staticmethod
    def is_same(known, row):
        """Two outsiders of one name are two only when both say where they come from."""
        places = {key_of(known.institution), key_of(row.institution)} - {""}
        return known.person_id == row.person_id and len(places) < 2

    @staticmethod
    def with_place(known, institution):
        if squeezed(institution) and not known.institution:
            known.institution = squeezed(institution)
            known.save()
        return known

    @staticmethod
    def words(row):
        person = row.person
        if person is None:
            return [key_of(row.name)]
        titled = ", ".join(part for part in (f"{person.title_before} {person.name}", person.title_after) if part)
        return list(dict.fromkeys([key_of(person.name), key_of(titled)]))

    def typed(self, text, group):
        """Who is meant by a name in a text: who is noted by it, else an outsider without an institution."""
        found = self.named[group, key_of(text)]
        if found:
            return found[0]
        return self.keep(self.speakers(name=text, institution=""), group)


def gather(apps, editor):
    """Old rows were one a session and person, or free text on topics and programmes."""
    gathering = Gathering(apps)
    gather_noted(apps, gathering)
    gather_typed(apps, gathering)
    # Keys are checked at the end of a transaction, and until then no table may be altered.
    editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def gather_noted(apps, gathering):
    through = apps.get_model("kkg", "Session").speakers.through
    rolls = apps.get_model("kkg", "Attendance")
    heard = set()
    for row in gathering.speakers.objects.select_related("person", "session").order_by("pk"):
        speaker = gathering.keep(row, row.session.group_id)
        through.objects.get_or_create(session_id=row.session_id, speaker_id=speaker.pk)
        if not speaker.person_id and (row.session_id, speaker.pk) not in heard:
            call(rolls, row.session_id, speaker)
        heard.add((row.session_id, speaker.pk))
        if speaker.pk != row.pk:
            row.delete()


def call(rolls, session, speaker):
    """The guest of that name on the roll is the outsider who spoke."""
    for guest in rolls.objects.filter(session=session, person=None, speaker=None).order_by("pk"):
        places = {key_of(guest.guest_institution), key_of(speaker.institution)} - {""}
        if key_of(guest.guest_name) == key_of(speaker.name) and len(places) < 2:
            speaker = Gathering.with_place(speaker, guest.guest_institution)
            said = {"speaker": speaker, "guest_name": "", "guest_institution": ""}
            rolls.objects.filter(pk=guest.pk).update(**said)
            return


def gather_typed(apps, gathering):
    """What was typed over since stands in the history only: it gets a row as well, so that no word is lost."""
    for name, group in (
        ("Topic", "session__group"),
        ("PlannedSession", "programme__group"),
        ("TopicEvent", "session__group"),
        ("PlannedSessionEvent", "programme__group"),
    ):
        rows = apps.get_model("kkg", name).objects
        texts = rows.exclude(speaker_name="").order_by("pk").values_list("pk", group, "speaker_name")
        for pk, key, text in texts:
            if key and text.strip():
                rows.filter(pk=pk).update(speaker=gathering.typed(text, key))


class Migration(migrations.Migration):

    dependencies = [
        ('kkg', '0007_days'),
        ('madrasah', '0005_post_not_said'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        core.tables.ChangeTables(operations=[
            migrations.AlterModelOptions(
                name='speaker',
                options={'ordering': ['pk']},
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='attendance',
                name='insert_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='attendance',
                name='update_update',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='plannedsession',
                name='insert_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='plannedsession',
                name='update_update',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='topic',
                name='insert_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='topic',
                name='update_update',
            ),
            migrations.RemoveConstraint(
                model_name='attendance',
                name='attendance_person_xor_guest',
            ),
            migrations.RemoveConstraint(
                model_name='speaker',
                name='speaker_once_per_session',
            ),
            migrations.RemoveConstraint(
                model_name='speaker',
                name='speaker_person_xor_guest',
            ),
            migrations.AlterField(
                model_name='speaker',
                name='session',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kkg.session'),
            ),
        ]),
        migrations.RenameField(
            model_name='speaker',
            old_name='guest_name',
            new_name='name',
        ),
        core.tables.ChangeTables(operations=[
            migrations.AlterField(
                model_name='speaker',
                name='name',
                field=models.CharField(blank=True, max_length=100, verbose_name='nama'),
            ),
            migrations.AddField(
                model_name='attendance',
                name='speaker',
                field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='kkg.speaker'),
            ),
            migrations.AddField(
                model_name='attendanceevent',
                name='speaker',
                field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kkg.speaker'),
            ),
            migrations.AddField(
                model_name='plannedsession',
                name='speaker',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='planned', to='kkg.speaker', verbose_name='narasumber'),
            ),
            migrations.AddField(
                model_name='plannedsessionevent',
                name='speaker',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kkg.speaker', verbose_name='narasumber'),
            ),
            migrations.AddField(
                model_name='session',
                name='speakers',
                field=models.ManyToManyField(editable=False, related_name='sessions', to='kkg.speaker'),
            ),
            migrations.AddField(
                model_name='speaker',
                name='group',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='speakers', to='kkg.workinggroup'),
            ),
            migrations.AddField(
                model_name='topic',
                name='speaker',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='kkg.speaker', verbose_name='narasumber'),
            ),
            migrations.AddField(
                model_name='topicevent',
                name='speaker',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kkg.speaker', verbose_name='narasumber'),
            ),
        ]),
        migrations.RunPython(gather, migrations.RunPython.noop),
        core.tables.ChangeTables(operations=[
            migrations.AlterField(
                model_name='speaker',
                name='group',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='speakers', to='kkg.workinggroup'),
            ),
            migrations.RemoveField(
                model_name='plannedsession',
                name='speaker_name',
            ),
            migrations.RemoveField(
                model_name='plannedsessionevent',
                name='speaker_name',
            ),
            migrations.RemoveField(
                model_name='speaker',
                name='session',
            ),
            migrations.RemoveField(
                model_name='topic',
                name='speaker_name',
            ),
            migrations.RemoveField(
                model_name='topicevent',
                name='speaker_name',
            ),
            core.tables.CreateTables(
                models=[migrations.CreateModel(
                    name='SpeakerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                        ('name', models.CharField(blank=True, max_length=100, verbose_name='nama')),
                        ('institution', models.CharField(blank=True, max_length=120, verbose_name='asal')),
                        ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kkg.workinggroup')),
                        ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='madrasah.person')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kkg.speaker')),
                    ],
                    options={
                        'abstract': False,
                    },
                )],
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='attendance',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kkg_attendanceevent" ("checked_at", "client_token", "created_at", "guest_institution", "guest_name", "id", "madrasah_id", "mark", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_year", "session_id", "speaker_id", "updated_at", "way") VALUES (NEW."checked_at", NEW."client_token", NEW."created_at", NEW."guest_institution", NEW."guest_name", NEW."id", NEW."madrasah_id", NEW."mark", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."school_year", NEW."session_id", NEW."speaker_id", NEW."updated_at", NEW."way"); RETURN NULL;', hash='9807c31e72bac2b7396c007fb126b170a451ae4e', operation='INSERT', pgid='pgtrigger_insert_insert_e1635', table='kkg_attendance', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='attendance',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kkg_attendanceevent" ("checked_at", "client_token", "created_at", "guest_institution", "guest_name", "id", "madrasah_id", "mark", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_year", "session_id", "speaker_id", "updated_at", "way") VALUES (NEW."checked_at", NEW."client_token", NEW."created_at", NEW."guest_institution", NEW."guest_name", NEW."id", NEW."madrasah_id", NEW."mark", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."school_year", NEW."session_id", NEW."speaker_id", NEW."updated_at", NEW."way"); RETURN NULL;', hash='483278e72cba6c933c16dd96311a0e80a8cf52dc', operation='UPDATE', pgid='pgtrigger_update_update_f8d5c', table='kkg_attendance', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='plannedsession',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kkg_plannedsessionevent" ("competency", "created_at", "date", "id", "jp", "kind", "pack", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "session_id", "speaker_id", "title", "updated_at") VALUES (NEW."competency", NEW."created_at", NEW."date", NEW."id", NEW."jp", NEW."kind", NEW."pack", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."programme_id", NEW."session_id", NEW."speaker_id", NEW."title", NEW."updated_at"); RETURN NULL;', hash='3f02a39ae01badaaa44ee04d4cb98d2eee1cb36f', operation='INSERT', pgid='pgtrigger_insert_insert_29432', table='kkg_plannedsession', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='plannedsession',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kkg_plannedsessionevent" ("competency", "created_at", "date", "id", "jp", "kind", "pack", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "session_id", "speaker_id", "title", "updated_at") VALUES (NEW."competency", NEW."created_at", NEW."date", NEW."id", NEW."jp", NEW."kind", NEW."pack", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."programme_id", NEW."session_id", NEW."speaker_id", NEW."title", NEW."updated_at"); RETURN NULL;', hash='0517f4647106c8baadb8472c4805c40070c7bc74', operation='UPDATE', pgid='pgtrigger_update_update_56808', table='kkg_plannedsession', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='speaker',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kkg_speakerevent" ("created_at", "group_id", "id", "institution", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") VALUES (NEW."created_at", NEW."group_id", NEW."id", NEW."institution", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."updated_at"); RETURN NULL;', hash='01e53be068f937163ad059cc14b374f341510104', operation='INSERT', pgid='pgtrigger_insert_insert_d3119', table='kkg_speaker', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='speaker',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kkg_speakerevent" ("created_at", "group_id", "id", "institution", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") VALUES (NEW."created_at", NEW."group_id", NEW."id", NEW."institution", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."updated_at"); RETURN NULL;', hash='1bae728f734d67c2a177094abf3a886b8ad41a3c', operation='UPDATE', pgid='pgtrigger_update_update_d99b5', table='kkg_speaker', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='topic',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "kkg_topicevent" ("achieved", "advice", "competency", "continues_id", "created_at", "id", "minutes_planned", "minutes_used", "obstacles", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "returned_reason", "session_id", "settled_at", "settled_by_id", "settled_group_id", "settled_how", "settled_note", "settled_person_id", "settled_to", "speaker_id", "status", "title", "updated_at") VALUES (NEW."achieved", NEW."advice", NEW."competency", NEW."continues_id", NEW."created_at", NEW."id", NEW."minutes_planned", NEW."minutes_used", NEW."obstacles", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."returned_reason", NEW."session_id", NEW."settled_at", NEW."settled_by_id", NEW."settled_group_id", NEW."settled_how", NEW."settled_note", NEW."settled_person_id", NEW."settled_to", NEW."speaker_id", NEW."status", NEW."title", NEW."updated_at"); RETURN NULL;', hash='aa4cb869ce2c6d0681c200a6692ea77f6b2c0d68', operation='INSERT', pgid='pgtrigger_insert_insert_c0307', table='kkg_topic', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='topic',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kkg_topicevent" ("achieved", "advice", "competency", "continues_id", "created_at", "id", "minutes_planned", "minutes_used", "obstacles", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "returned_reason", "session_id", "settled_at", "settled_by_id", "settled_group_id", "settled_how", "settled_note", "settled_person_id", "settled_to", "speaker_id", "status", "title", "updated_at") VALUES (NEW."achieved", NEW."advice", NEW."competency", NEW."continues_id", NEW."created_at", NEW."id", NEW."minutes_planned", NEW."minutes_used", NEW."obstacles", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."returned_reason", NEW."session_id", NEW."settled_at", NEW."settled_by_id", NEW."settled_group_id", NEW."settled_how", NEW."settled_note", NEW."settled_person_id", NEW."settled_to", NEW."speaker_id", NEW."status", NEW."title", NEW."updated_at"); RETURN NULL;', hash='1e36643e56bf42b677861259ab3b5e1993bc9cda', operation='UPDATE', pgid='pgtrigger_update_update_2aa02', table='kkg_topic', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='attendance',
                constraint=models.UniqueConstraint(fields=('session', 'speaker'), name='attendance_once_per_speaker'),
            ),
            migrations.AddConstraint(
                model_name='attendance',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('person', None), ('speaker', None), models.Q(('guest_name', ''), _negated=True)), models.Q(('guest_name', ''), ('person__isnull', False), ('speaker', None)), models.Q(('guest_institution', ''), ('guest_name', ''), ('person', None), ('speaker__isnull', False)), _connector='OR'), name='attendance_person_xor_guest'),
            ),
            migrations.AddConstraint(
                model_name='speaker',
                constraint=models.UniqueConstraint(fields=('group', 'person'), name='speaker_person_once'),
            ),
            migrations.AddConstraint(
                model_name='speaker',
                constraint=models.UniqueConstraint(models.F('group'), django.db.models.functions.text.Upper('name'), django.db.models.functions.text.Upper('institution'), condition=models.Q(('person', None)), name='speaker_outsider_once'),
            ),
            migrations.AddConstraint(
                model_name='speaker',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('person', None), models.Q(('name', ''), _negated=True)), models.Q(('institution', ''), ('name', ''), ('person__isnull', False)), _connector='OR'), name='speaker_person_or_outsider'),
            ),
        ]),
    ]
