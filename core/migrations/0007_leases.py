"""Leases: who is alone with something just now. Unlogged: nothing of it needs to outlive the database's next start."""

from django.db import migrations, models

import core.tables


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_misses'),
    ]

    operations = [
        core.tables.CreateTables(
            models=[migrations.CreateModel(
                name='Lease',
                fields=[
                    ('key', models.BigIntegerField(primary_key=True, serialize=False)),
                    ('holder', models.UUIDField()),
                    ('until', models.DateTimeField()),
                ],
            )],
        ),
        migrations.RunSQL('ALTER TABLE core_lease SET UNLOGGED', 'ALTER TABLE core_lease SET LOGGED'),
    ]
