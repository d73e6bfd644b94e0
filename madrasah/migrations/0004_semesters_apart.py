"""No day lies in two semesters. Where two overlap, the earlier ends the day before the later begins."""

from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db import migrations, models


def part(apps, _schema_editor):
    rows = list(apps.get_model("madrasah", "Semester").objects.order_by("starts_on"))
    for earlier, later in zip(rows, rows[1:], strict=False):
        if earlier.ends_on >= later.starts_on:
            earlier.ends_on = later.starts_on - timedelta(days=1)
            earlier.save(update_fields=["ends_on"])


class Migration(migrations.Migration):

    dependencies = [
        ("madrasah", "0003_by_name_and_digest"),
    ]

    operations = [
        migrations.RunPython(part, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="semester",
            constraint=ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            "starts_on",
                            "ends_on",
                            RangeBoundary(inclusive_upper=True),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        "&&",
                    )
                ],
                name="semesters_do_not_overlap",
                violation_error_message="Tanggalnya bertumpuk dengan semester lain.",
            ),
        ),
    ]
