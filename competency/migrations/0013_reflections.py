"""The reflection of a teacher before the scores of a lesson are shown."""

import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models

import core.tables


class Migration(migrations.Migration):

    dependencies = [
        ('competency', '0012_guidance'),
        ('madrasah', '0006_consent_to_one_picture'),
    ]

    operations = [
        core.tables.CreateTables(
            models=[migrations.CreateModel(
                name='SelfReflection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_skipped', models.BooleanField(default=False)),
                    ('answers', models.JSONField(default=dict)),
                    ('text', models.TextField(blank=True, max_length=1000, verbose_name='catatan saya')),
                    ('sent_at', models.DateTimeField()),
                    ('assessment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reflection', to='competency.assessment')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='madrasah.person')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('is_skipped', False), models.Q(('answers', {}), ('text', '')), _connector='OR'), name='skipped_reflection_says_nothing')],
                    'triggers': [pgtrigger.compiler.Trigger(name='reflection_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='46e2c895d97150423950fdac8e0f7e8e16745e3f', operation='UPDATE OR DELETE', pgid='pgtrigger_reflection_is_frozen_e0fc8', table='competency_selfreflection', when='BEFORE'))],
                },
            )],
        ),
    ]
