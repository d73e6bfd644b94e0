"""Import previews as rows, what was written for undoing, and columns once explained."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_job"),
        ("madrasah", "0001_places_people_accounts"),
    ]

    operations = [
        # Previews of the old shape live seven days and can be uploaded again; none is carried over.
        migrations.RunSQL("DELETE FROM madrasah_importrun", migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="importrun",
            name="rows",
        ),
        migrations.AddField(
            model_name="importrun",
            name="counts",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="importrun",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="core.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="job",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="core.job",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="layout",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="importrun",
            name="marks",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="importrun",
            name="open_columns",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="importrun",
            name="problem",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="importrun",
            name="undone_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="kind",
            field=models.CharField(
                blank=True, choices=[("guru", "Data guru"), ("madrasah", "Data madrasah")], max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="notes",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="status",
            field=models.CharField(
                choices=[
                    ("dibaca", "Sedang dibaca"),
                    ("perlu_kolom", "Kolom perlu ditentukan"),
                    ("pratinjau", "Menunggu keputusan"),
                    ("ditulis", "Sedang ditulis"),
                    ("diterapkan", "Sudah diterapkan"),
                    ("dibatalkan", "Sudah dibatalkan"),
                    ("gagal", "Gagal"),
                ],
                default="dibaca",
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("has_faults", models.BooleanField(default=False)),
                ("label", models.CharField(max_length=260)),
                ("payload", models.JSONField()),
                ("answer", models.CharField(blank=True, max_length=12)),
                ("target", models.BigIntegerField(blank=True, null=True)),
                ("twin", models.CharField(blank=True, max_length=20)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="madrasah.importrun",
                    ),
                ),
            ],
            options={
                "ordering": ["table", "number"],
            },
        ),
        migrations.CreateModel(
            name="ImportWrite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made", models.BooleanField(default=False)),
                ("person", models.BigIntegerField(blank=True, null=True)),
                ("madrasah", models.BigIntegerField(blank=True, null=True)),
                ("placement", models.BigIntegerField(blank=True, null=True)),
                ("degree", models.BigIntegerField(blank=True, null=True)),
                ("certificate", models.BigIntegerField(blank=True, null=True)),
                ("before", models.JSONField(blank=True, default=dict)),
                (
                    "row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="write",
                        to="madrasah.importrow",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="writes",
                        to="madrasah.importrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ColumnMemory",
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
                ("key", models.CharField(max_length=200)),
                ("field", models.CharField(blank=True, max_length=30)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "kind", "key"), name="column_remembered_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["run", "kind"], name="import_row_by_kind"),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(
                condition=models.Q(("target__isnull", False)),
                fields=["run", "target"],
                name="import_row_by_target",
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(
                condition=models.Q(("twin", ""), _negated=True),
                fields=["run", "twin"],
                name="import_row_by_twin",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("run", "table", "number"), name="import_row_once"),
        ),
    ]
