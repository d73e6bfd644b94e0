"""Paths of this app, grouped by noun; the whole tree is read in config/urls.py."""

from django.urls import URLPattern, URLResolver, path, re_path

from madrasah.views import accounts, assignments, consents, imports, madrasahs, persons, semesters

app_name = "madrasah"

account_urls = [
    path("masuk/", accounts.Login.as_view(), name="login"),
    path("keluar/", accounts.logout, name="logout"),
    path("akun/", accounts.account, name="account"),
    path("akun/sandi/", accounts.password, name="password"),
    path("akun/izin-foto/", consents.photo_consent, name="photo-consent"),
    path("t/<str:token>/", accounts.link, name="link"),
    path("t/<str:token>/sandi/", accounts.link_password, name="link-password"),
    path("guru/<int:pk>/aktifkan/", accounts.activate, name="account-activate"),
    path("guru/<int:pk>/setel-ulang/", accounts.reset, name="account-reset"),
    path("mulai/", accounts.start, name="start"),
    path("privasi/", accounts.privacy, name="privacy"),
]

madrasah_urls = [
    path("madrasah/", madrasahs.madrasah_list, name="madrasah-list"),
    path("madrasah/baru/", madrasahs.madrasah_new, name="madrasah-new"),
    path("madrasah/<int:pk>/", madrasahs.madrasah_detail, name="madrasah-detail"),
    path("madrasah/<int:pk>/ubah/", madrasahs.madrasah_edit, name="madrasah-edit"),
    path("madrasah/<int:pk>/hapus/", madrasahs.madrasah_remove, name="madrasah-remove"),
    path("madrasah/<int:pk>/kembalikan/", madrasahs.madrasah_restore, name="madrasah-restore"),
]

PAPER = r"^guru/(?P<pk>\d+)/(?P<kind>ijazah|sertifikat)/"
person_urls = [
    path("guru/", persons.person_list, name="person-list"),
    path("guru/baru/", persons.person_new, name="person-new"),
    path("guru/<int:pk>/", persons.person_detail, name="person-detail"),
    path("guru/<int:pk>/ubah/", persons.person_edit, name="person-edit"),
    path("guru/<int:pk>/tempat/baru/", persons.placement_new, name="placement-new"),
    path("guru/<int:pk>/tempat/<int:placement_pk>/akhiri/", persons.placement_end, name="placement-end"),
    path("guru/<int:pk>/tempat/<int:placement_pk>/pindah/", persons.placement_move, name="placement-move"),
    path("guru/<int:pk>/tugas/baru/", assignments.assignment_new, name="assignment-new"),
    path("guru/<int:pk>/tugas/<int:office_pk>/akhiri/", assignments.assignment_end, name="assignment-end"),
    re_path(PAPER + r"baru/$", persons.paper_new, name="paper-new"),
    re_path(PAPER + r"(?P<paper_pk>\d+)/hapus/$", persons.paper_remove, name="paper-remove"),
]

semester_urls = [
    path("semester/", semesters.semester_list, name="semester-list"),
    path("semester/<int:pk>/", semesters.semester_edit, name="semester-edit"),
    path("semester/<int:pk>/libur/", semesters.holiday_add, name="holiday-add"),
    path("semester/libur/<int:pk>/hapus/", semesters.holiday_remove, name="holiday-remove"),
]

import_urls = [
    path("impor/", imports.import_list, name="import-list"),
    path("impor/<int:pk>/", imports.import_preview, name="import-preview"),
    path("impor/<int:pk>/jawab/", imports.import_answer, name="import-answer"),
    path("impor/<int:pk>/terapkan/", imports.import_apply, name="import-apply"),
    path("impor/<int:pk>/kekeliruan.xlsx", imports.import_faults, name="import-faults"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *account_urls,
    *madrasah_urls,
    *person_urls,
    *semester_urls,
    *import_urls,
]
