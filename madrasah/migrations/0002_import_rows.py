"""What hangs on stored files: imports and papers of people."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_stored_file'),
        ('madrasah', '0001_places_people_accounts'),
    ]

    operations = [
        core.tables.CreateTables(
            models=[migrations.CreateModel(
                name='ImportRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='diubah')),
                    ('kind', models.CharField(blank=True, choices=[('guru', 'Data guru'), ('madrasah', 'Data madrasah')], max_length=10)),
                    ('status', models.CharField(choices=[('dibaca', 'Sedang dibaca'), ('perlu_kolom', 'Kolom perlu ditentukan'), ('pratinjau', 'Menunggu keputusan'), ('ditulis', 'Sedang ditulis'), ('diterapkan', 'Sudah diterapkan'), ('dibatalkan', 'Sudah dibatalkan'), ('gagal', 'Gagal')], default='dibaca', max_length=12)),
                    ('problem', models.TextField(blank=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='import_runs', to=settings.AUTH_USER_MODEL)),
                    ('file_name', models.CharField(max_length=120)),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.storedfile')),
                    ('job', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.job')),
                    ('layout', models.JSONField(blank=True, null=True)),
                    ('open_columns', models.JSONField(blank=True, default=list)),
                    ('notes', models.JSONField(blank=True, default=list)),
                    ('counts', models.JSONField(blank=True, default=dict)),
                    ('marks', models.JSONField(blank=True, default=dict)),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['-created_at'],
                },
            ), migrations.CreateModel(
                name='ImportRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='madrasah.importrun')),
                    ('table', models.PositiveSmallIntegerField()),
                    ('number', models.PositiveIntegerField()),
                    ('kind', models.CharField(max_length=10)),
                    ('has_faults', models.BooleanField(default=False)),
                    ('label', models.CharField(max_length=260)),
                    ('payload', models.JSONField()),
                    ('answer', models.CharField(blank=True, max_length=12)),
                    ('target', models.BigIntegerField(blank=True, null=True)),
                    ('twin', models.CharField(blank=True, max_length=20)),
                ],
                options={
                    'ordering': ['table', 'number'],
                    'indexes': [models.Index(fields=['run', 'kind'], name='import_row_by_kind'), models.Index(condition=models.Q(('target__isnull', False)), fields=['run', 'target'], name='import_row_by_target'), models.Index(condition=models.Q(('twin', ''), _negated=True), fields=['run', 'twin'], name='import_row_by_twin')],
                    'constraints': [models.UniqueConstraint(fields=('run', 'table', 'number'), name='import_row_once')],
                },
            ), migrations.CreateModel(
                name='ImportWrite',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='writes', to='madrasah.importrun')),
                    ('row', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, related_name='write', to='madrasah.importrow')),
                    ('made', models.BooleanField(default=False)),
                    ('person', models.BigIntegerField(blank=True, null=True)),
                    ('madrasah', models.BigIntegerField(blank=True, null=True)),
                    ('placement', models.BigIntegerField(blank=True, null=True)),
                    ('degree', models.BigIntegerField(blank=True, null=True)),
                    ('certificate', models.BigIntegerField(blank=True, null=True)),
                    ('before', models.JSONField(blank=True, default=dict)),
                ],
            )],
        ),
    ]
