"""Lists of sessions over many groups walk the days from the newest."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kkg', '0001_groups_sessions'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='session',
            index=models.Index(condition=models.Q(('removed_at', None)), fields=['date', 'id'], name='session_by_day'),
        ),
    ]
