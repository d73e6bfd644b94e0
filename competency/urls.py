"""Paths of this app, grouped by noun; put together in config/urls.py."""

from django.urls import URLPattern, URLResolver, path

from competency.views import assessments, followups, instruments, materials, rpp, summary, topics

app_name = "competency"

SHEET = "supervisi/lembar/<int:pk>/"

assessment_urls: list[URLPattern | URLResolver] = [
    path("supervisi/", assessments.supervision, name="supervision"),
    path("supervisi/lembar/", assessments.assessment_list, name="assessment-list"),
    path("supervisi/lembar/baru/", assessments.assessment_start, name="assessment-start"),
    path(SHEET, assessments.assessment_detail, name="assessment-detail"),
    path(f"{SHEET}isi/<int:stage>/", assessments.assessment_fill, name="assessment-fill"),
    path(f"{SHEET}simpan/<int:stage>/", assessments.assessment_autosave, name="assessment-autosave"),
    path(f"{SHEET}periksa/", assessments.assessment_review, name="assessment-review"),
    path(f"{SHEET}bagikan/", assessments.assessment_share, name="assessment-share"),
    path(f"{SHEET}tanggapan/", assessments.assessment_reply, name="assessment-reply"),
    path(f"{SHEET}selesai/", assessments.assessment_close, name="assessment-close"),
    path(f"{SHEET}perbaiki/", assessments.assessment_correct, name="assessment-correct"),
    path(f"{SHEET}batal-perbaiki/", assessments.assessment_give_up, name="assessment-give-up"),
    path(f"{SHEET}pindah/", assessments.assessment_take_over, name="assessment-take-over"),
    path(f"{SHEET}hapus/", assessments.assessment_remove, name="assessment-remove"),
    path(f"{SHEET}kembalikan/", assessments.assessment_restore, name="assessment-restore"),
]

instrument_urls: list[URLPattern | URLResolver] = [
    path("supervisi/instrumen/", instruments.instrument_list, name="instrument-list"),
    path("supervisi/instrumen/<int:pk>/", instruments.instrument_detail, name="instrument-detail"),
]

followup_urls: list[URLPattern | URLResolver] = [
    path("supervisi/tindak-lanjut/", followups.followup_list, name="followup-list"),
    path("supervisi/tindak-lanjut/<int:pk>/", followups.followup_detail, name="followup-detail"),
]

rpp_urls: list[URLPattern | URLResolver] = [
    path("supervisi/rpp/", rpp.week, name="rpp-week"),
    path("supervisi/rpp/<int:pk>/foto/", rpp.photo, name="rpp-photo"),
    path("supervisi/rpp/<int:pk>/foto/lihat/", rpp.photo_file, name="rpp-photo-file"),
]

summary_urls: list[URLPattern | URLResolver] = [
    path("kompetensi/", summary.mine, name="my-summary"),
    path("kompetensi/guru/", summary.teachers, name="summary-list"),
    path("kompetensi/guru/<int:pk>/", summary.of_teacher, name="teacher-summary"),
]

material_urls: list[URLPattern | URLResolver] = [
    path("kkg/berbagi/indikator/", materials.indicator_materials, name="indicator-materials"),
    path("kkg/berbagi/<int:pk>/indikator/", materials.material_indicators, name="material-indicators"),
]

topic_urls: list[URLPattern | URLResolver] = [
    path("kkg/topik/<int:pk>/indikator/", topics.topic_indicators, name="topic-indicators"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *assessment_urls,
    *instrument_urls,
    *followup_urls,
    *rpp_urls,
    *summary_urls,
    *material_urls,
    *topic_urls,
]
