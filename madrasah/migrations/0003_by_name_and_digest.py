"""Madrasah by name, posts of a person, and web sessions by what a device keeps of their key."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import core.tables


class Migration(migrations.Migration):

    dependencies = [
        ('sessions', '0001_initial'),
        ('madrasah', '0002_import_rows'),
    ]

    operations = [
        core.tables.ChangeTables(operations=[
            migrations.AlterField(
                model_name='placement',
                name='person',
                field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='madrasah.person'),
            ),
            migrations.AddIndex(
                model_name='madrasah',
                index=models.Index(django.db.models.functions.text.Upper('name'), models.F('id'), condition=models.Q(('removed_at', None)), name='madrasah_by_name'),
            ),
            migrations.AddIndex(
                model_name='placement',
                index=models.Index(fields=['person', 'madrasah', 'id'], name='placement_of_person'),
            ),
            migrations.RunSQL(
                "CREATE INDEX session_by_digest ON django_session (encode(sha256(session_key::bytea), 'hex'))",
                "DROP INDEX session_by_digest",
            ),
        ]),
    ]
