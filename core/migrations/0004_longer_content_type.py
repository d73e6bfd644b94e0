from django.db import migrations, models


class Migration(migrations.Migration):
    """Word, Excel and PowerPoint have names of over seventy letters."""

    dependencies = [("core", "0003_job")]

    operations = [
        migrations.AlterField(
            model_name="storedfile",
            name="content_type",
            field=models.CharField(max_length=100),
        ),
    ]
