"""A yes that was spoken for a group photo was kept as one for all photos: it becomes one for the pictures of that day."""

from django.db import migrations

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
SPOKEN = f"""
INSERT INTO madrasah_consent
       (created_at, updated_at, person_id, kind, given_on, recorded_by_id, helper_note, file_id)
SELECT DISTINCT yes.created_at, yes.updated_at, yes.person_id, yes.kind, yes.given_on, yes.recorded_by_id,
       yes.helper_note, photo.file_id
  FROM madrasah_consent yes
  JOIN kkg_sessionphoto_people seen ON seen.person_id = yes.person_id
  JOIN kkg_sessionphoto photo ON photo.id = seen.sessionphoto_id
  JOIN kkg_session held ON held.id = photo.session_id
 WHERE yes.withdrawn_on IS NULL AND yes.file_id IS NULL
   AND yes.helper_note = concat('Lisan, saat pertemuan ', extract(day FROM held.date), ' ',
       split_part('{MONTHS}', ' ', extract(month FROM held.date)::int), ' ', extract(year FROM held.date))
"""  # noqa: S608 - the words are ours
FOR_ALL = """
DELETE FROM madrasah_consent
 WHERE withdrawn_on IS NULL AND file_id IS NULL AND helper_note LIKE 'Lisan, saat pertemuan %'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('kkg', '0009_certificates_of_outsiders'),
        ('madrasah', '0006_consent_to_one_picture'),
    ]

    operations = [
        migrations.RunSQL(SPOKEN, migrations.RunSQL.noop),
        migrations.RunSQL(FOR_ALL, migrations.RunSQL.noop),
    ]
