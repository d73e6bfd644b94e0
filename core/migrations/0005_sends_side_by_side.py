"""Two interrupted sends of one form wait side by side."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_last_sends'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='keptsend',
            name='one_kept_send_per_form',
        ),
    ]
