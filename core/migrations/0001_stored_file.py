"""Stored files, and long work."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('madrasah', '0001_places_people_accounts'),
    ]

    operations = [
        core.tables.CreateTables(
            models=[migrations.CreateModel(
                name='StoredFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                    ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('file', models.FileField(upload_to='berkas/%Y/%m/')),
                    ('original_name', models.CharField(max_length=120)),
                    ('content_type', models.CharField(max_length=100)),
                    ('size', models.PositiveIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Job',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                    ('title', models.CharField(max_length=120)),
                    ('task', models.CharField(max_length=200)),
                    ('arguments', models.JSONField(default=dict)),
                    ('status', models.CharField(choices=[('menunggu', 'Menunggu giliran'), ('berjalan', 'Sedang dikerjakan'), ('selesai', 'Selesai'), ('gagal', 'Terhenti')], default='menunggu', max_length=8)),
                    ('done', models.PositiveIntegerField(default=0)),
                    ('total', models.PositiveIntegerField(default=0)),
                    ('problem', models.CharField(blank=True, max_length=300)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('started_at', models.DateTimeField(blank=True, null=True)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('beat_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('status__in', ['menunggu', 'berjalan'])), fields=['id'], name='job_open')],
                },
            ), migrations.CreateModel(
                name='DutyDay',
                fields=[
                    ('duty', models.CharField(max_length=200, primary_key=True, serialize=False)),
                    ('taken_on', models.DateField(null=True)),
                ],
            )],
        ),
    ]
