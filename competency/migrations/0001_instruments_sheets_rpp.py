"""Instruments, sheets, shared versions, RPP, follow-ups."""

import uuid

from django.db import migrations, models

import competency.states


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("school_year", models.PositiveSmallIntegerField(editable=False)),
                ("indicator", models.CharField(max_length=30)),
                ("value", models.SmallIntegerField(blank=True, null=True)),
                ("not_observed", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("school_year", models.PositiveSmallIntegerField(editable=False)),
                ("observed_on", models.DateField(verbose_name="tanggal")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="mulai pukul")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="selesai pukul")),
                ("class_name", models.CharField(blank=True, max_length=20, verbose_name="kelas")),
                ("lesson_topic", models.CharField(blank=True, max_length=160, verbose_name="materi")),
                ("strengths", models.TextField(blank=True, verbose_name="yang sudah baik")),
                ("suggestions", models.TextField(blank=True, verbose_name="saran")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draf", "Draf"),
                            ("dibagikan", "Dibagikan"),
                            ("ditanggapi", "Ditanggapi"),
                            ("selesai", "Selesai"),
                            ("perbaikan", "Sedang diperbaiki"),
                        ],
                        default=competency.states.State["DRAFT"],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "shared_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="pertama dibagikan"
                    ),
                ),
                (
                    "read_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dibaca guru"),
                ),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("closed_without_reply", models.BooleanField(default=False, editable=False)),
                ("correction_reason", models.CharField(blank=True, editable=False, max_length=300)),
                ("client_token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["-observed_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AssessmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("school_year", models.PositiveSmallIntegerField(editable=False)),
                ("observed_on", models.DateField(verbose_name="tanggal")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="mulai pukul")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="selesai pukul")),
                ("class_name", models.CharField(blank=True, max_length=20, verbose_name="kelas")),
                ("lesson_topic", models.CharField(blank=True, max_length=160, verbose_name="materi")),
                ("strengths", models.TextField(blank=True, verbose_name="yang sudah baik")),
                ("suggestions", models.TextField(blank=True, verbose_name="saran")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draf", "Draf"),
                            ("dibagikan", "Dibagikan"),
                            ("ditanggapi", "Ditanggapi"),
                            ("selesai", "Selesai"),
                            ("perbaikan", "Sedang diperbaiki"),
                        ],
                        default=competency.states.State["DRAFT"],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "shared_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="pertama dibagikan"
                    ),
                ),
                (
                    "read_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dibaca guru"),
                ),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("closed_without_reply", models.BooleanField(default=False, editable=False)),
                ("correction_reason", models.CharField(blank=True, editable=False, max_length=300)),
                ("client_token", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("indicator", models.CharField(blank=True, max_length=30)),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="tindak lanjut")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="batas waktu")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("usulan", "Diusulkan"),
                            ("disepakati", "Disepakati"),
                            ("selesai", "Selesai"),
                            ("tidak_perlu", "Tidak perlu"),
                        ],
                        default="usulan",
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan tidak perlu")),
                ("proof", models.CharField(blank=True, max_length=300, verbose_name="bukti")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FollowUpEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("indicator", models.CharField(blank=True, max_length=30)),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="tindak lanjut")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="batas waktu")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("usulan", "Diusulkan"),
                            ("disepakati", "Disepakati"),
                            ("selesai", "Selesai"),
                            ("tidak_perlu", "Tidak perlu"),
                        ],
                        default="usulan",
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan tidak perlu")),
                ("proof", models.CharField(blank=True, max_length=300, verbose_name="bukti")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Instrument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("code", models.CharField(max_length=60, verbose_name="kode")),
                ("version", models.CharField(max_length=30, verbose_name="versi")),
                ("title", models.CharField(max_length=200, verbose_name="judul")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("observasi", "Observasi pembelajaran"),
                            ("telaah", "Telaah RPP dan dokumen"),
                        ],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("document", models.JSONField()),
                ("checksum", models.CharField(max_length=64)),
                ("is_offered", models.BooleanField(default=True, verbose_name="ditawarkan")),
            ],
            options={
                "ordering": ["kind", "title"],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("school_year", models.PositiveSmallIntegerField(editable=False)),
                ("indicator", models.CharField(max_length=30)),
                ("text", models.TextField(max_length=600, verbose_name="catatan fakta")),
                ("noted_at", models.DateTimeField(verbose_name="waktu")),
            ],
            options={
                "ordering": ["noted_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="tanggapan")),
                ("helper_name", models.CharField(blank=True, max_length=100, verbose_name="dibantu oleh")),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Rpp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("school_year", models.PositiveSmallIntegerField(editable=False)),
                ("week", models.DateField(verbose_name="minggu (Senin)")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ada", "Ada"),
                            ("terlambat", "Terlambat"),
                            ("belum_ada", "Belum ada"),
                            ("libur", "Libur"),
                        ],
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("belum_mahir_komputer", "Kendala laptop"),
                            ("disiplin_administrasi", "Belum disiplin administrasi"),
                            ("lainnya", "Sebab lain"),
                        ],
                        max_length=24,
                        verbose_name="sebab",
                    ),
                ),
                ("checked_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-week"],
            },
        ),
        migrations.CreateModel(
            name="RppEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("school_year", models.PositiveSmallIntegerField(editable=False)),
                ("week", models.DateField(verbose_name="minggu (Senin)")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ada", "Ada"),
                            ("terlambat", "Terlambat"),
                            ("belum_ada", "Belum ada"),
                            ("libur", "Libur"),
                        ],
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("belum_mahir_komputer", "Kendala laptop"),
                            ("disiplin_administrasi", "Belum disiplin administrasi"),
                            ("lainnya", "Sebab lain"),
                        ],
                        max_length=24,
                        verbose_name="sebab",
                    ),
                ),
                ("checked_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("school_year", models.PositiveSmallIntegerField()),
                (
                    "competency",
                    models.CharField(
                        choices=[
                            ("pedagogik", "Pedagogik"),
                            ("kepribadian", "Kepribadian"),
                            ("sosial", "Sosial"),
                            ("profesional", "Profesional"),
                        ],
                        max_length=12,
                    ),
                ),
                ("numerator", models.PositiveIntegerField()),
                ("denominator", models.PositiveIntegerField()),
                ("answered", models.PositiveSmallIntegerField()),
                ("band", models.CharField(blank=True, max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name="SharedVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("school_year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("answers", models.JSONField()),
                ("notes", models.JSONField()),
                ("result", models.JSONField()),
                ("strengths", models.TextField(blank=True)),
                ("suggestions", models.TextField(blank=True)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan perbaikan")),
                ("shared_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["number"],
            },
        ),
    ]
