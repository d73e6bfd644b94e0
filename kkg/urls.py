"""Paths of this app, grouped by noun; put together in config/urls.py."""

from django.urls import URLPattern, URLResolver, include, path

from kkg.views import (
    activity_reports,
    agenda,
    attendance,
    calendar,
    certificate_checks,
    certificate_issuing,
    certificates,
    checkin,
    dates,
    decisions,
    groups,
    letters,
    library,
    lineage,
    messages,
    minutes,
    paper_sheets,
    photos,
    problems,
    programme,
    recap,
    reflection,
    sessions,
    topics,
)

app_name = "kkg"

group_urls = [
    path("", groups.group_list, name="group-list"),
    path("baru/", groups.group_new, name="group-new"),
    path("<int:pk>/", groups.group_detail, name="group-detail"),
    path("<int:pk>/ubah/", groups.group_edit, name="group-edit"),
    path("<int:pk>/madrasah/", groups.group_places, name="group-places"),
    path("<int:pk>/pecah/", lineage.group_split, name="group-split"),
    path("<int:pk>/gabung/", lineage.group_merge, name="group-merge"),
    path("<int:pk>/pengurus/", groups.officer_new, name="officer-new"),
    path("<int:pk>/pengurus/<int:term>/akhiri/", groups.officer_end, name="officer-end"),
]

session_urls = [
    path("", sessions.session_list, name="session-list"),
    path("baru/", sessions.session_new, name="session-new"),
    path("<int:pk>/", sessions.session_detail, name="session-detail"),
    path("<int:pk>/ubah/", sessions.session_edit, name="session-edit"),
    path("<int:pk>/agenda/", agenda.session_topics, name="session-topics"),
    path("<int:pk>/kehadiran/", attendance.session_attendance, name="session-attendance"),
    path("<int:pk>/kehadiran/simpan/", attendance.roll_autosave, name="roll-autosave"),
    path("<int:pk>/kehadiran/tamu/", attendance.session_guest, name="session-guest"),
    path("<int:pk>/kehadiran/<int:row>/ubah/", attendance.guest_edit, name="guest-edit"),
    path("<int:pk>/kehadiran/narasumber/<int:row>/hapus/", attendance.speaker_remove, name="speaker-remove"),
    path("<int:pk>/kehadiran/<int:row>/hapus/", attendance.attendance_remove, name="attendance-remove"),
    path("<int:pk>/tutup/", sessions.session_close, name="session-close"),
    path("<int:pk>/buka-kembali/", sessions.session_reopen, name="session-reopen"),
    path("<int:pk>/hapus/", sessions.session_remove, name="session-remove"),
    path("<int:pk>/kembalikan/", sessions.session_restore, name="session-restore"),
    path("<int:pk>/daftar-hadir.pdf", attendance.attendance_sheet, name="attendance-paper"),
]

letter_urls = [
    path("kkg/pertemuan/<int:pk>/surat/", letters.session_papers, name="session-papers"),
    path("kkg/pertemuan/<int:pk>/surat/<slug:kind>/", letters.letter_new, name="letter-new"),
    path("kkg/pertemuan/<int:pk>/notulen/", minutes.session_minutes, name="session-minutes"),
    path("kkg/pertemuan/<int:pk>/notulen/simpan/", minutes.minutes_autosave, name="minutes-autosave"),
    path("kkg/pertemuan/<int:pk>/notulen.pdf", minutes.minutes_paper, name="minutes-paper"),
    path("kkg/pertemuan/<int:pk>/jurnal.pdf", minutes.journal_paper, name="journal"),
    path("kkg/surat/<int:pk>.pdf", letters.letter_pdf, name="letter-pdf"),
    path("kkg/surat/<int:pk>/tarik/", letters.letter_withdraw, name="letter-withdraw"),
    path("kkg/<int:pk>/surat/", letters.letter_list, name="letter-list"),
    path("kkg/<int:pk>/lpj/", activity_reports.group_report, name="group-report"),
    path("kkg/<int:pk>/laporan/", activity_reports.span_report, name="span-report"),
]

material_urls = [
    path("", library.material_list, name="material-list"),
    path("baru/", library.material_new, name="material-new"),
    path("<int:pk>/", library.material_detail, name="material-detail"),
    path("<int:pk>/berkas/", library.material_file, name="material-file"),
    path("<int:pk>/ubah/", library.material_edit, name="material-edit"),
    path("<int:pk>/hapus/", library.material_remove, name="material-remove"),
    path("<int:pk>/kembalikan/", library.material_restore, name="material-restore"),
    path("<int:pk>/pakai/", library.material_use, name="material-use"),
    path("<int:pk>/pakai/<int:row>/hapus/", library.use_remove, name="use-remove"),
]

reflection_urls = [path("<int:pk>/tanggapan/", reflection.session_reflect, name="session-reflect")]

checkin_urls = [
    path("kkg/pertemuan/<int:pk>/presensi/", checkin.checkin_panel, name="checkin-panel"),
    path("kkg/pertemuan/<int:pk>/presensi/layar/", checkin.checkin_show, name="checkin-show"),
    path("h/", checkin.checkin_pin, name="checkin-pin"),
    path("h/kirim/", checkin.checkin_send, name="checkin-send"),
    path("h/tercatat/<int:pk>/", checkin.checkin_done, name="checkin-done"),
    path("h/<slug:code>/", checkin.checkin_code, name="checkin-code"),
]

programme_urls = [
    path("kkg/program/", programme.programme_list, name="programme-list"),
    path("kkg/program/baru/", programme.programme_new, name="programme-new"),
    path("kkg/program/<int:pk>/", programme.programme_detail, name="programme-detail"),
    path("kkg/program/<int:pk>/ubah/", programme.programme_edit, name="programme-edit"),
    path("kkg/program/<int:pk>/salin/", programme.programme_copy, name="programme-copy"),
    path("kkg/rencana/<int:pk>/jadwalkan/", programme.planned_schedule, name="planned-schedule"),
    path("kkg/rencana/<int:pk>/kaitkan/", programme.planned_tie, name="planned-tie"),
]

date_urls = [
    path("kkg/pertemuan/<int:pk>/tunda/", dates.session_postpone, name="session-postpone"),
    path("kkg/pertemuan/<int:pk>/batalkan/", dates.session_cancel, name="session-cancel"),
    path("kkg/pertemuan/<int:pk>/adakan/", dates.session_revive, name="session-revive"),
]

message_urls = [path("<int:pk>/pesan/", messages.session_messages, name="session-messages")]

calendar_urls = [
    path("kkg/kalender/", calendar.calendar, name="calendar"),
    path("kkg/kalender/alamat/", calendar.feed_new, name="feed-new"),
    path("kkg/kalender/cabut/", calendar.feed_revoke, name="feed-revoke"),
    path("kalender/<str:token>.ics", calendar.feed, name="feed"),
]

topic_urls = [
    path("kkg/topik/", topics.topic_list, name="topic-list"),
    path("kkg/topik/<int:pk>/selesaikan/", topics.topic_settle, name="topic-settle"),
    path("kkg/topik/<int:pk>/kembalikan/", topics.topic_take_back, name="topic-take-back"),
]

problem_urls = [
    path("kkg/masalah/", problems.problem_list, name="problem-list"),
    path("kkg/masalah/baru/", problems.problem_new, name="problem-new"),
    path("kkg/masalah/<uuid:key>/", problems.problem_detail, name="problem-detail"),
    path("kkg/masalah/<uuid:key>/ubah/", problems.problem_edit, name="problem-edit"),
    path("kkg/masalah/<uuid:key>/bahas/", problems.problem_discuss, name="problem-discuss"),
    path("kkg/masalah/<uuid:key>/topik/", problems.problem_topic, name="problem-topic"),
    path("kkg/masalah/<uuid:key>/hapus/", problems.problem_remove, name="problem-remove"),
    path("kkg/masalah/<uuid:key>/kembalikan/", problems.problem_restore, name="problem-restore"),
]

decision_urls = [
    path("kkg/keputusan/", decisions.decision_list, name="decision-list"),
    path("kkg/pertemuan/<int:pk>/keputusan/baru/", decisions.decision_new, name="decision-new"),
    path("kkg/keputusan/<int:pk>/", decisions.decision_close, name="decision-close"),
    path("kkg/keputusan/<int:pk>/ubah/", decisions.decision_edit, name="decision-edit"),
    path("kkg/keputusan/<int:pk>/buka-kembali/", decisions.decision_reopen, name="decision-reopen"),
    path("kkg/keputusan/<int:pk>/bukti/", decisions.decision_proof, name="decision-proof"),
]

certificate_urls = [
    path("kkg/<int:pk>/sertifikat/", certificates.certificate_list, name="certificate-list"),
    path("kkg/<int:pk>/sertifikat/baru/", certificate_issuing.batch_new, name="batch-new"),
    path("kkg/sertifikat/terbitan/<int:pk>/", certificates.batch_detail, name="batch-detail"),
    path("kkg/sertifikat/terbitan/<int:pk>/lanjut/", certificates.batch_resume, name="batch-resume"),
    path("kkg/sertifikat/terbitan/<int:pk>.pdf", certificates.batch_pdf, name="batch-pdf"),
    path("kkg/sertifikat/<int:pk>.pdf", certificates.certificate_pdf, name="certificate-pdf"),
    path("kkg/sertifikat/<int:pk>/tarik/", certificates.certificate_withdraw, name="certificate-withdraw"),
    path("kkg/sertifikat-saya/", certificates.certificate_own, name="certificate-own"),
    path("s/", certificate_checks.certificate_check, name="certificate-check"),
    path("s/<slug:code>/", certificate_checks.certificate_public, name="certificate-public"),
]

recap_urls = [
    path("kkg/rekap/", recap.recap, name="recap"),
    path("kkg/rekap.xlsx", recap.recap_sheet, name="recap-sheet"),
]

paper_sheet_urls = [
    path("kkg/pertemuan/<int:pk>/lembar/", paper_sheets.paper_sheet, name="paper-sheet"),
    path("kkg/lembar/", paper_sheets.paper_find, name="paper-find"),
    path("kkg/lembar/<slug:code>.pdf", paper_sheets.paper_print, name="paper-print"),
    path("kkg/lembar/<slug:code>/", paper_sheets.paper_type, name="paper-type"),
    path("kkg/lembar/<slug:code>/foto/", paper_sheets.paper_photo, name="paper-photo"),
]

photo_urls = [
    path("kkg/pertemuan/<int:pk>/foto/", photos.session_photos, name="session-photos"),
    path("kkg/pertemuan/<int:pk>/izin-foto/", photos.session_consents, name="session-consents"),
    path("kkg/foto/<int:pk>/", photos.photo_edit, name="photo-edit"),
    path("kkg/foto/<int:pk>/berkas/", photos.photo_file, name="photo-file"),
    path("kkg/foto/<int:pk>/hapus/", photos.photo_remove, name="photo-remove"),
    path("kkg/foto/<int:pk>/kembalikan/", photos.photo_restore, name="photo-restore"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("kkg/pertemuan/", include(session_urls)),
    path("kkg/pertemuan/", include(reflection_urls)),
    path("kkg/pertemuan/", include(message_urls)),
    path("kkg/berbagi/", include(material_urls)),
    *calendar_urls,
    *date_urls,
    *programme_urls,
    *topic_urls,
    *problem_urls,
    *decision_urls,
    *recap_urls,
    path("kkg/", include(group_urls)),
    *letter_urls,
    *checkin_urls,
    *certificate_urls,
    *paper_sheet_urls,
    *photo_urls,
]
