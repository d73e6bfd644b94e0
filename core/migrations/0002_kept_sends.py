"""Sends that did not arrive, kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.tables


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0001_stored_file'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.tables.CreateTables(
            models=[migrations.CreateModel(
                name='KeptSend',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                    ('browser', models.CharField(max_length=64)),
                    ('page', models.CharField(max_length=500)),
                    ('action', models.CharField(max_length=500)),
                    ('content', models.BinaryField()),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['created_at'], name='kept_send_by_age')],
                    'constraints': [models.UniqueConstraint(fields=('browser', 'account', 'page', 'action'), name='one_kept_send_per_form')],
                },
            )],
        ),
    ]
