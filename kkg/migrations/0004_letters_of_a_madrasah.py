"""A letter knows who may read it, and that of a madrasah needs no number of the KKG."""

from django.db import migrations, models

import core.tables


class Migration(migrations.Migration):

    dependencies = [
        ('kkg', '0003_one_text'),
        ('madrasah', '0004_semesters_apart'),
    ]

    operations = [
        core.tables.ChangeTables(operations=[
            migrations.AlterModelOptions(
                name='letter',
                options={'ordering': ['-year', models.OrderBy(models.F('number'), descending=True, nulls_last=True), '-pk']},
            ),
            migrations.AddField(
                model_name='letter',
                name='named',
                field=models.ManyToManyField(blank=True, editable=False, related_name='+', to='madrasah.person'),
            ),
            migrations.AlterField(
                model_name='letter',
                name='number',
                field=models.PositiveIntegerField(editable=False, null=True),
            ),
            migrations.AlterField(
                model_name='letterevent',
                name='number',
                field=models.PositiveIntegerField(editable=False, null=True),
            ),
        ]),
    ]
