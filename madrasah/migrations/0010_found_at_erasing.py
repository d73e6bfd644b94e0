"""What an erasure looks for at once: rows of uploads that wrote a person, and log-ins under any spelling of a name."""

from django.db import migrations, models

LOGS = {'axes_accesslog': 'log_in_by_name', 'axes_accessfailurelog': 'failed_log_in_by_name'}


class Migration(migrations.Migration):

    dependencies = [
        ('axes', '0008_accessfailurelog'),
        ('madrasah', '0009_erasures_and_rights'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='importwrite',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person'], name='import_write_by_person'),
        ),
        *(
            migrations.RunSQL(f"CREATE INDEX {name} ON {table} (upper(username))", f"DROP INDEX {name}")
            for table, name in LOGS.items()
        ),
    ]
