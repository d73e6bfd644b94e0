"""Groups, sessions, topics, attendance."""

import uuid

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Attendance",
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
                ("guest_name", models.CharField(blank=True, max_length=100, verbose_name="nama tamu")),
                ("guest_institution", models.CharField(blank=True, max_length=120, verbose_name="asal tamu")),
                (
                    "mark",
                    models.CharField(
                        choices=[("hadir", "Hadir"), ("izin", "Izin"), ("sakit", "Sakit"), ("alpa", "Alpa")],
                        default="hadir",
                        max_length=5,
                        verbose_name="kehadiran",
                    ),
                ),
                ("client_token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="AttendanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("school_year", models.PositiveSmallIntegerField(editable=False)),
                ("guest_name", models.CharField(blank=True, max_length=100, verbose_name="nama tamu")),
                ("guest_institution", models.CharField(blank=True, max_length=120, verbose_name="asal tamu")),
                (
                    "mark",
                    models.CharField(
                        choices=[("hadir", "Hadir"), ("izin", "Izin"), ("sakit", "Sakit"), ("alpa", "Alpa")],
                        default="hadir",
                        max_length=5,
                        verbose_name="kehadiran",
                    ),
                ),
                ("client_token", models.UUIDField(default=uuid.uuid4, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GroupPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("since", models.DateField(verbose_name="sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai")),
            ],
        ),
        migrations.CreateModel(
            name="GroupPlaceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("since", models.DateField(verbose_name="sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Officer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("ketua", "Ketua"),
                            ("sekretaris", "Sekretaris"),
                            ("bendahara", "Bendahara"),
                            ("bidang_program", "Ketua bidang program"),
                            ("bidang_organisasi", "Ketua bidang organisasi"),
                            ("bidang_humas", "Ketua bidang humas"),
                        ],
                        max_length=20,
                        verbose_name="jabatan",
                    ),
                ),
                ("since", models.DateField(verbose_name="sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai")),
            ],
        ),
        migrations.CreateModel(
            name="OfficerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("ketua", "Ketua"),
                            ("sekretaris", "Sekretaris"),
                            ("bendahara", "Bendahara"),
                            ("bidang_program", "Ketua bidang program"),
                            ("bidang_organisasi", "Ketua bidang organisasi"),
                            ("bidang_humas", "Ketua bidang humas"),
                        ],
                        max_length=20,
                        verbose_name="jabatan",
                    ),
                ),
                ("since", models.DateField(verbose_name="sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Session",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("umum", "Program umum"),
                            ("rutin", "Program inti: rutin"),
                            ("pengembangan", "Program inti: pengembangan"),
                            ("penunjang", "Program penunjang"),
                        ],
                        default="rutin",
                        max_length=14,
                        verbose_name="jenis",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="tema")),
                ("date", models.DateField(verbose_name="tanggal")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="mulai pukul")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="selesai pukul")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="tempat")),
                (
                    "jp",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(16),
                        ],
                        verbose_name="JP",
                    ),
                ),
                ("minutes_text", models.TextField(blank=True, verbose_name="catatan pertemuan")),
                ("client_token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("reopened_reason", models.CharField(blank=True, editable=False, max_length=200)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["-date", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SessionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("school_year", models.PositiveSmallIntegerField(editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("umum", "Program umum"),
                            ("rutin", "Program inti: rutin"),
                            ("pengembangan", "Program inti: pengembangan"),
                            ("penunjang", "Program penunjang"),
                        ],
                        default="rutin",
                        max_length=14,
                        verbose_name="jenis",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="tema")),
                ("date", models.DateField(verbose_name="tanggal")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="mulai pukul")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="selesai pukul")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="tempat")),
                (
                    "jp",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(16),
                        ],
                        verbose_name="JP",
                    ),
                ),
                ("minutes_text", models.TextField(blank=True, verbose_name="catatan pertemuan")),
                ("client_token", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("reopened_reason", models.CharField(blank=True, editable=False, max_length=200)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Speaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("guest_name", models.CharField(blank=True, max_length=100, verbose_name="nama tamu")),
                ("institution", models.CharField(blank=True, max_length=120, verbose_name="asal")),
            ],
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
                ("title", models.CharField(max_length=160, verbose_name="topik")),
                (
                    "competency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pedagogik", "Pedagogik"),
                            ("kepribadian", "Kepribadian"),
                            ("sosial", "Sosial"),
                            ("profesional", "Profesional"),
                        ],
                        max_length=12,
                        verbose_name="kompetensi",
                    ),
                ),
                ("speaker_name", models.CharField(blank=True, max_length=100, verbose_name="narasumber")),
                (
                    "minutes_planned",
                    models.PositiveSmallIntegerField(default=0, verbose_name="menit direncanakan"),
                ),
                (
                    "minutes_used",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="menit terpakai"),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[("tuntas", "Tuntas"), ("sebagian", "Sebagian"), ("belum", "Belum")],
                        max_length=8,
                        verbose_name="hasil",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TopicEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
                ("title", models.CharField(max_length=160, verbose_name="topik")),
                (
                    "competency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pedagogik", "Pedagogik"),
                            ("kepribadian", "Kepribadian"),
                            ("sosial", "Sosial"),
                            ("profesional", "Profesional"),
                        ],
                        max_length=12,
                        verbose_name="kompetensi",
                    ),
                ),
                ("speaker_name", models.CharField(blank=True, max_length=100, verbose_name="narasumber")),
                (
                    "minutes_planned",
                    models.PositiveSmallIntegerField(default=0, verbose_name="menit direncanakan"),
                ),
                (
                    "minutes_used",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="menit terpakai"),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[("tuntas", "Tuntas"), ("sebagian", "Sebagian"), ("belum", "Belum")],
                        max_length=8,
                        verbose_name="hasil",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WorkingGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("name", models.CharField(max_length=120, verbose_name="nama KKG")),
                ("letterhead", models.TextField(blank=True, verbose_name="kop surat")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="tempat surat")),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="WorkingGroupEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("name", models.CharField(max_length=120, verbose_name="nama KKG")),
                ("letterhead", models.TextField(blank=True, verbose_name="kop surat")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="tempat surat")),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
