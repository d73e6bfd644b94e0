"""The time at which a noted fact happened, if its writer told."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('competency', '0005_observer_and_keeper'),
    ]

    operations = [
        migrations.AddField(
            model_name='note',
            name='seen_at',
            field=models.TimeField(blank=True, null=True, verbose_name='pukul'),
        ),
    ]
