"""Regions, madrasah, persons, accounts, offices."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import madrasah.models.people


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Madrasah",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("name", models.CharField(max_length=120, verbose_name="nama madrasah")),
                ("nsm", models.CharField(blank=True, max_length=12, verbose_name="NSM")),
                ("npsn", models.CharField(blank=True, max_length=8, verbose_name="NPSN")),
                (
                    "status",
                    models.CharField(
                        choices=[("negeri", "Negeri"), ("swasta", "Swasta")],
                        default="swasta",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="alamat")),
                ("village", models.CharField(blank=True, max_length=80, verbose_name="desa/kelurahan")),
                (
                    "affiliation",
                    models.CharField(blank=True, max_length=80, verbose_name="afiliasi organisasi"),
                ),
                ("accreditation", models.CharField(blank=True, max_length=20, verbose_name="akreditasi")),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("name", models.CharField(max_length=100, verbose_name="nama tanpa gelar")),
                ("title_before", models.CharField(blank=True, max_length=30, verbose_name="gelar depan")),
                ("title_after", models.CharField(blank=True, max_length=50, verbose_name="gelar belakang")),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("L", "Laki-laki"), ("P", "Perempuan")],
                        max_length=1,
                        verbose_name="jenis kelamin",
                    ),
                ),
                ("birth_place", models.CharField(blank=True, max_length=60, verbose_name="tempat lahir")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="tanggal lahir")),
                ("nip", models.CharField(blank=True, max_length=18, verbose_name="NIP")),
                ("nuptk", models.CharField(blank=True, max_length=16, verbose_name="NUPTK")),
                ("npk", models.CharField(blank=True, max_length=13, verbose_name="NPK")),
                ("peg_id", models.CharField(blank=True, max_length=14, verbose_name="Peg ID")),
                ("nrg", models.CharField(blank=True, max_length=12, verbose_name="NRG")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="nomor HP")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="surel")),
                (
                    "employment",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PNS", "PNS"),
                            ("PPPK", "PPPK"),
                            ("GTY", "Guru tetap yayasan"),
                            ("GTT", "Guru tidak tetap"),
                            ("Non-ASN", "Bukan ASN"),
                        ],
                        max_length=10,
                        verbose_name="status kepegawaian",
                    ),
                ),
                ("is_inpassing", models.BooleanField(default=False, verbose_name="inpassing")),
                ("grade", models.CharField(blank=True, max_length=10, verbose_name="golongan")),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                (
                    "code",
                    models.CharField(max_length=10, primary_key=True, serialize=False, verbose_name="kode"),
                ),
                ("name", models.CharField(max_length=80, verbose_name="mata pelajaran")),
                ("other_names", models.JSONField(default=list, verbose_name="nama lain")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
            ],
            options={
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("username", models.CharField(max_length=40, unique=True, verbose_name="nama masuk")),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("reset_at", models.DateTimeField(blank=True, null=True, verbose_name="disetel ulang")),
                ("reset_seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "reset_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="user",
                        to="madrasah.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("guru", "Guru"),
                            ("kepala", "Kepala madrasah"),
                            ("pengawas", "Pengawas"),
                            ("kabupaten", "Petugas kabupaten"),
                            ("operator", "Operator"),
                        ],
                        max_length=10,
                        verbose_name="tugas",
                    ),
                ),
                ("is_acting", models.BooleanField(default=False, verbose_name="pelaksana tugas (Plt)")),
                ("since", models.DateField(verbose_name="sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai")),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "madrasah",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="madrasah.madrasah",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="madrasah.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-since"],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
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
                    "kind",
                    models.CharField(
                        choices=[("guru", "Data guru"), ("madrasah", "Data madrasah")], max_length=10
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("pratinjau", "Menunggu keputusan"), ("diterapkan", "Sudah diterapkan")],
                        default="pratinjau",
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(max_length=120)),
                ("rows", models.JSONField(default=dict)),
                ("notes", models.JSONField(default=list)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="import_runs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="AccessLink",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("pertama", "Akun pertama"),
                            ("aktivasi", "Aktivasi"),
                            ("setel_ulang", "Setel ulang sandi"),
                            ("hasil", "Lihat hasil"),
                            ("kalender", "Kalender"),
                        ],
                        max_length=12,
                    ),
                ),
                ("token_digest", models.CharField(max_length=64, unique=True)),
                ("pin_digest", models.CharField(blank=True, max_length=128)),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="access_links",
                        to="madrasah.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Placement",
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
                    "post",
                    models.CharField(
                        choices=[
                            ("guru_kelas", "Guru kelas"),
                            ("guru_mapel", "Guru mata pelajaran"),
                            ("lain", "Tugas lain"),
                        ],
                        default="guru_kelas",
                        max_length=12,
                        verbose_name="tugas",
                    ),
                ),
                ("class_name", models.CharField(blank=True, max_length=20, verbose_name="kelas")),
                ("is_home", models.BooleanField(default=True, verbose_name="satminkal")),
                ("since", models.DateField(verbose_name="sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai")),
                (
                    "madrasah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="madrasah.madrasah",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="madrasah.person",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="madrasah.subject",
                        verbose_name="mata pelajaran",
                    ),
                ),
            ],
            options={
                "ordering": ["-since"],
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "code",
                    models.CharField(max_length=13, primary_key=True, serialize=False, verbose_name="kode"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("provinsi", "Provinsi"),
                            ("kabupaten", "Kabupaten/kota"),
                            ("kecamatan", "Kecamatan"),
                        ],
                        max_length=12,
                        verbose_name="tingkat",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="madrasah.region",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="PersonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("name", models.CharField(max_length=100, verbose_name="nama tanpa gelar")),
                ("title_before", models.CharField(blank=True, max_length=30, verbose_name="gelar depan")),
                ("title_after", models.CharField(blank=True, max_length=50, verbose_name="gelar belakang")),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("L", "Laki-laki"), ("P", "Perempuan")],
                        max_length=1,
                        verbose_name="jenis kelamin",
                    ),
                ),
                ("birth_place", models.CharField(blank=True, max_length=60, verbose_name="tempat lahir")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="tanggal lahir")),
                ("nip", models.CharField(blank=True, max_length=18, verbose_name="NIP")),
                ("nuptk", models.CharField(blank=True, max_length=16, verbose_name="NUPTK")),
                ("npk", models.CharField(blank=True, max_length=13, verbose_name="NPK")),
                ("peg_id", models.CharField(blank=True, max_length=14, verbose_name="Peg ID")),
                ("nrg", models.CharField(blank=True, max_length=12, verbose_name="NRG")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="nomor HP")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="surel")),
                (
                    "employment",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PNS", "PNS"),
                            ("PPPK", "PPPK"),
                            ("GTY", "Guru tetap yayasan"),
                            ("GTT", "Guru tidak tetap"),
                            ("Non-ASN", "Bukan ASN"),
                        ],
                        max_length=10,
                        verbose_name="status kepegawaian",
                    ),
                ),
                ("is_inpassing", models.BooleanField(default=False, verbose_name="inpassing")),
                ("grade", models.CharField(blank=True, max_length=10, verbose_name="golongan")),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="madrasah.person",
                    ),
                ),
                (
                    "home_region",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="madrasah.region",
                        verbose_name="wilayah pencatat",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="person",
            name="home_region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="madrasah.region",
                verbose_name="wilayah pencatat",
            ),
        ),
        migrations.CreateModel(
            name="MadrasahEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("name", models.CharField(max_length=120, verbose_name="nama madrasah")),
                ("nsm", models.CharField(blank=True, max_length=12, verbose_name="NSM")),
                ("npsn", models.CharField(blank=True, max_length=8, verbose_name="NPSN")),
                (
                    "status",
                    models.CharField(
                        choices=[("negeri", "Negeri"), ("swasta", "Swasta")],
                        default="swasta",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="alamat")),
                ("village", models.CharField(blank=True, max_length=80, verbose_name="desa/kelurahan")),
                (
                    "affiliation",
                    models.CharField(blank=True, max_length=80, verbose_name="afiliasi organisasi"),
                ),
                ("accreditation", models.CharField(blank=True, max_length=20, verbose_name="akreditasi")),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="madrasah.madrasah",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="madrasah.region",
                        verbose_name="kecamatan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="madrasah",
            name="region",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="madrasahs",
                to="madrasah.region",
                verbose_name="kecamatan",
            ),
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("guru", "Guru"),
                            ("kepala", "Kepala madrasah"),
                            ("pengawas", "Pengawas"),
                            ("kabupaten", "Petugas kabupaten"),
                            ("operator", "Operator"),
                        ],
                        max_length=10,
                        verbose_name="tugas",
                    ),
                ),
                ("is_acting", models.BooleanField(default=False, verbose_name="pelaksana tugas (Plt)")),
                ("since", models.DateField(verbose_name="sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai")),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="madrasah.assignment",
                    ),
                ),
                (
                    "madrasah",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="madrasah.madrasah",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="madrasah.person",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="madrasah.region",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="madrasah.region",
            ),
        ),
        migrations.CreateModel(
            name="RegionAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nama lain")),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="madrasah.region",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Semester",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("school_year", models.PositiveSmallIntegerField(verbose_name="tahun pelajaran")),
                (
                    "term",
                    models.CharField(
                        choices=[("gasal", "Gasal"), ("genap", "Genap")],
                        max_length=5,
                        verbose_name="semester",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(verbose_name="selesai")),
            ],
            options={
                "ordering": ["-starts_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("school_year", "term"), name="semester_once_per_year"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="semester_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nama libur")),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(verbose_name="selesai")),
                (
                    "semester",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holidays",
                        to="madrasah.semester",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on"],
            },
        ),
        migrations.CreateModel(
            name="PlacementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("guru_kelas", "Guru kelas"),
                            ("guru_mapel", "Guru mata pelajaran"),
                            ("lain", "Tugas lain"),
                        ],
                        default="guru_kelas",
                        max_length=12,
                        verbose_name="tugas",
                    ),
                ),
                ("class_name", models.CharField(blank=True, max_length=20, verbose_name="kelas")),
                ("is_home", models.BooleanField(default=True, verbose_name="satminkal")),
                ("since", models.DateField(verbose_name="sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai")),
                (
                    "madrasah",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="madrasah.madrasah",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="madrasah.person",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="madrasah.placement",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="madrasah.subject",
                        verbose_name="mata pelajaran",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeachingCertificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("field_code", models.CharField(blank=True, max_length=5, verbose_name="kode bidang")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="nomor sertifikat")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="tanggal")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teaching_certificates",
                        to="madrasah.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("username", models.CharField(max_length=40, verbose_name="nama masuk")),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("reset_at", models.DateTimeField(blank=True, null=True, verbose_name="disetel ulang")),
                ("reset_seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="madrasah.person",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reset_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Degree",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("level", models.CharField(max_length=6, verbose_name="jenjang")),
                ("programme", models.CharField(blank=True, max_length=100, verbose_name="program studi")),
                (
                    "institution",
                    models.CharField(blank=True, max_length=100, verbose_name="perguruan tinggi"),
                ),
                ("graduated_on", models.DateField(blank=True, null=True, verbose_name="tanggal lulus")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="degrees",
                        to="madrasah.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-level"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "level", "programme"), name="degree_once_per_programme"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "madrasah_userevent" ("created_at", "id", "is_active", "is_superuser", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reset_at", "reset_by_id", "reset_seen_at", "username") VALUES (NEW."created_at", NEW."id", NEW."is_active", NEW."is_superuser", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reset_at", NEW."reset_by_id", NEW."reset_seen_at", NEW."username"); RETURN NULL;',
                    hash="bbe0579e6802dcd6183e5bbde92e63cac1580703",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4eda0",
                    table="madrasah_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."reset_at" IS DISTINCT FROM (NEW."reset_at") OR OLD."reset_by_id" IS DISTINCT FROM (NEW."reset_by_id") OR OLD."reset_seen_at" IS DISTINCT FROM (NEW."reset_seen_at") OR OLD."username" IS DISTINCT FROM (NEW."username"))',
                    func='INSERT INTO "madrasah_userevent" ("created_at", "id", "is_active", "is_superuser", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reset_at", "reset_by_id", "reset_seen_at", "username") VALUES (NEW."created_at", NEW."id", NEW."is_active", NEW."is_superuser", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reset_at", NEW."reset_by_id", NEW."reset_seen_at", NEW."username"); RETURN NULL;',
                    hash="f4f5204ea27bd8989d139e95f5dd7318c974bf24",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e8a20",
                    table="madrasah_user",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("nip", ""), _negated=True), ("removed_at", None)),
                fields=("nip",),
                name="nip_unique_when_given",
                violation_error_message="NIP ini sudah dipakai orang lain. Periksa lagi nomornya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("nuptk", ""), _negated=True), ("removed_at", None)),
                fields=("nuptk",),
                name="nuptk_unique_when_given",
                violation_error_message="NUPTK ini sudah dipakai orang lain. Periksa lagi nomornya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("npk", ""), _negated=True), ("removed_at", None)),
                fields=("npk",),
                name="npk_unique_when_given",
                violation_error_message="NPK ini sudah dipakai orang lain. Periksa lagi nomornya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("peg_id", ""), _negated=True), ("removed_at", None)),
                fields=("peg_id",),
                name="peg_id_unique_when_given",
                violation_error_message="Peg ID ini sudah dipakai orang lain. Periksa lagi nomornya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("nrg", ""), _negated=True), ("removed_at", None)),
                fields=("nrg",),
                name="nrg_unique_when_given",
                violation_error_message="NRG ini sudah dipakai orang lain. Periksa lagi nomornya.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "madrasah_personevent" ("birth_date", "birth_place", "created_at", "email", "employment", "grade", "home_region_id", "id", "is_inpassing", "name", "nip", "npk", "nrg", "nuptk", "peg_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "removed_at", "revision", "sex", "title_after", "title_before", "updated_at") VALUES (NEW."birth_date", NEW."birth_place", NEW."created_at", NEW."email", NEW."employment", NEW."grade", NEW."home_region_id", NEW."id", NEW."is_inpassing", NEW."name", NEW."nip", NEW."npk", NEW."nrg", NEW."nuptk", NEW."peg_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."removed_at", NEW."revision", NEW."sex", NEW."title_after", NEW."title_before", NEW."updated_at"); RETURN NULL;',
                    hash="bdb6d59539ea37ac9b8c9fe76bb52b3528c09525",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1575f",
                    table="madrasah_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "madrasah_personevent" ("birth_date", "birth_place", "created_at", "email", "employment", "grade", "home_region_id", "id", "is_inpassing", "name", "nip", "npk", "nrg", "nuptk", "peg_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "removed_at", "revision", "sex", "title_after", "title_before", "updated_at") VALUES (NEW."birth_date", NEW."birth_place", NEW."created_at", NEW."email", NEW."employment", NEW."grade", NEW."home_region_id", NEW."id", NEW."is_inpassing", NEW."name", NEW."nip", NEW."npk", NEW."nrg", NEW."nuptk", NEW."peg_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."removed_at", NEW."revision", NEW."sex", NEW."title_after", NEW."title_before", NEW."updated_at"); RETURN NULL;',
                    hash="68f88167f8b09044705e2066835cef59bd2449e7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_55bc9",
                    table="madrasah_person",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="madrasah",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("nsm", ""), _negated=True), ("removed_at", None)),
                fields=("nsm",),
                name="nsm_unique_when_given",
                violation_error_message="NSM ini sudah dipakai madrasah lain. Periksa lagi nomornya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="madrasah",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("npsn", ""), _negated=True), ("removed_at", None)),
                fields=("npsn",),
                name="npsn_unique_when_given",
                violation_error_message="NPSN ini sudah dipakai madrasah lain. Periksa lagi nomornya.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="madrasah",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "madrasah_madrasahevent" ("accreditation", "address", "affiliation", "created_at", "id", "name", "npsn", "nsm", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "removed_at", "revision", "status", "updated_at", "village") VALUES (NEW."accreditation", NEW."address", NEW."affiliation", NEW."created_at", NEW."id", NEW."name", NEW."npsn", NEW."nsm", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region_id", NEW."removed_at", NEW."revision", NEW."status", NEW."updated_at", NEW."village"); RETURN NULL;',
                    hash="93ed81032b2751fc016cef341da12e3fb3877021",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_02d4f",
                    table="madrasah_madrasah",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="madrasah",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "madrasah_madrasahevent" ("accreditation", "address", "affiliation", "created_at", "id", "name", "npsn", "nsm", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "removed_at", "revision", "status", "updated_at", "village") VALUES (NEW."accreditation", NEW."address", NEW."affiliation", NEW."created_at", NEW."id", NEW."name", NEW."npsn", NEW."nsm", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region_id", NEW."removed_at", NEW."revision", NEW."status", NEW."updated_at", NEW."village"); RETURN NULL;',
                    hash="df12f40e3acfae54089ecf75c7187659080a03b2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_91e13",
                    table="madrasah_madrasah",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("madrasah", None), ("region__isnull", False)),
                    models.Q(("madrasah__isnull", False), ("region", None)),
                    _connector="OR",
                ),
                name="assignment_madrasah_xor_region",
                violation_error_message="Pilih madrasah atau wilayah, salah satu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("role__in", ["kabupaten", "operator"]), ("region", None), _connector="OR"
                ),
                name="assignment_region_only_for_offices_of_a_region",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "kabupaten"), _negated=True), ("madrasah", None), _connector="OR"
                ),
                name="kabupaten_has_a_region",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="assignment_ends_after_start",
                violation_error_message="Tanggal selesai harus sesudah tanggal mulai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("person", "role", "madrasah", "region"),
                name="one_open_assignment_per_role_and_place",
                nulls_distinct=False,
                violation_error_message="Orang ini sudah memegang tugas itu di tempat tersebut.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "madrasah_assignmentevent" ("created_at", "granted_by_id", "id", "is_acting", "madrasah_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "role", "since", "until", "updated_at") VALUES (NEW."created_at", NEW."granted_by_id", NEW."id", NEW."is_acting", NEW."madrasah_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region_id", NEW."role", NEW."since", NEW."until", NEW."updated_at"); RETURN NULL;',
                    hash="3c5a2c3826cd557a0c2b71b414ec4e74446c8763",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b6841",
                    table="madrasah_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "madrasah_assignmentevent" ("created_at", "granted_by_id", "id", "is_acting", "madrasah_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "role", "since", "until", "updated_at") VALUES (NEW."created_at", NEW."granted_by_id", NEW."id", NEW."is_acting", NEW."madrasah_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region_id", NEW."role", NEW."since", NEW."until", NEW."updated_at"); RETURN NULL;',
                    hash="30520164600d5938a9e98e7c442e0abccd70a482",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7a132",
                    table="madrasah_assignment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="regionalias",
            constraint=models.UniqueConstraint(fields=("region", "name"), name="alias_once_per_region"),
        ),
        migrations.AddConstraint(
            model_name="holiday",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="holiday_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="placement_ends_after_start",
                violation_error_message="Tanggal selesai harus sesudah tanggal mulai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("person", "="),
                    ("madrasah", "="),
                    ("post", "="),
                    (madrasah.models.people.DateRange("since", "until", models.Value("[]")), "&&"),
                ],
                name="placement_no_overlap",
                violation_error_message="Tugas yang sama di madrasah ini sudah tercatat pada tanggal itu.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "madrasah_placementevent" ("class_name", "created_at", "id", "is_home", "madrasah_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "since", "subject_id", "until", "updated_at") VALUES (NEW."class_name", NEW."created_at", NEW."id", NEW."is_home", NEW."madrasah_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post", NEW."since", NEW."subject_id", NEW."until", NEW."updated_at"); RETURN NULL;',
                    hash="e81714c752ad6abf4455bfa38c4c7568fa27b2ca",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_96b39",
                    table="madrasah_placement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "madrasah_placementevent" ("class_name", "created_at", "id", "is_home", "madrasah_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "since", "subject_id", "until", "updated_at") VALUES (NEW."class_name", NEW."created_at", NEW."id", NEW."is_home", NEW."madrasah_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post", NEW."since", NEW."subject_id", NEW."until", NEW."updated_at"); RETURN NULL;',
                    hash="0719819da6cd9b77aa671f35774af9968477f411",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_53840",
                    table="madrasah_placement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="teachingcertificate",
            constraint=models.UniqueConstraint(
                fields=("person", "field_code", "number"), name="certificate_once"
            ),
        ),
    ]
