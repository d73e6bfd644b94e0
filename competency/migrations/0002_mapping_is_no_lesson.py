"""A pemetaan is filled without a lesson, and is called so."""

from django.db import migrations, models


def name_mappings(apps, _editor):
    instruments = apps.get_model("competency", "Instrument").objects
    instruments.filter(document__kind="pemetaan_kompetensi_level").update(kind="pemetaan")


class Migration(migrations.Migration):

    dependencies = [
        ('competency', '0001_instruments_sheets_rpp'),
    ]

    operations = [
        migrations.AlterField(
            model_name='instrument',
            name='kind',
            field=models.CharField(choices=[('observasi', 'Observasi pembelajaran'), ('telaah', 'Telaah RPP dan dokumen'), ('pemetaan', 'Pemetaan kompetensi')], max_length=10, verbose_name='jenis'),
        ),
        migrations.RunPython(name_mappings, migrations.RunPython.noop),
    ]
