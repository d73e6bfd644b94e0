"""What one does with an instrument and what people call it; `load_instruments` brings the words of those shipped."""

from django.db import migrations, models
from django.db.models import F

import core.tables

TASKS = {"observasi": "Amati pelajaran", "telaah": "Telaah dokumen", "pemetaan": "Petakan kompetensi"}


def name_by_title(apps, _editor):
    rows = apps.get_model("competency", "Instrument").objects
    rows.update(short=F("title"))
    for kind, task in TASKS.items():
        rows.filter(kind=kind).update(task=task)


class Migration(migrations.Migration):

    dependencies = [
        ('competency', '0006_note_seen_at'),
    ]

    operations = [
        core.tables.ChangeTables(operations=[
            migrations.AddField(
                model_name='instrument',
                name='task',
                field=models.CharField(default='', max_length=40, verbose_name='apa yang dikerjakan'),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name='instrument',
                name='short',
                field=models.CharField(default='', max_length=200, verbose_name='nama sehari-hari'),
                preserve_default=False,
            ),
        ]),
        migrations.RunPython(name_by_title, migrations.RunPython.noop),
    ]
