"""Paths of this app, grouped by noun; put together in config/urls.py."""

from django.urls import URLPattern, URLResolver, path, re_path

from madrasah.closing import Followers
from madrasah.merging import Floors
from madrasah.views import (
    account_list,
    accounts,
    assignments,
    closings,
    consents,
    devices,
    imports,
    madrasahs,
    merges,
    persons,
    removed,
    semesters,
)

app_name = "madrasah"

account_urls = [
    path("masuk/", accounts.Login.as_view(), name="login"),
    path("keluar/", accounts.Logout.as_view(), name="logout"),
    path("akun/", accounts.account, name="account"),
    path("akun/sandi/", accounts.password, name="password"),
    path("akun/izin-foto/", consents.photo_consent, name="photo-consent"),
    path("t/<str:token>/", accounts.link, name="link"),
    path("t/<str:token>/sandi/", accounts.link_password, name="link-password"),
    path("guru/<int:pk>/aktifkan/", accounts.activate, name="account-activate"),
    path("guru/<int:pk>/setel-ulang/", accounts.reset, name="account-reset"),
    path("akun/daftar/", account_list.account_list, name="account-list"),
    path("akun/daftar/tautan/", account_list.account_links, name="account-links"),
    path("akun/perangkat/", devices.device_list, name="device-list"),
    path("akun/perangkat/keluar/", devices.device_end_all, name="device-end-all"),
    path("akun/perangkat/<int:pk>/keluar/", devices.device_end, name="device-end"),
    path("guru/<int:pk>/akun/", account_list.account_detail, name="account-detail"),
    path("guru/<int:pk>/akun/tautan/batal/", account_list.account_revoke, name="account-revoke"),
    path("guru/<int:pk>/akun/nonaktifkan/", account_list.account_close, name="account-close"),
    path("guru/<int:pk>/akun/aktifkan/", account_list.account_reopen, name="account-reopen"),
    path("mulai/", accounts.start, name="start"),
    path("privasi/", accounts.privacy, name="privacy"),
]

madrasah_urls = [
    path("madrasah/", madrasahs.madrasah_list, name="madrasah-list"),
    path("madrasah/baru/", madrasahs.madrasah_new, name="madrasah-new"),
    path("madrasah/<int:pk>/", madrasahs.madrasah_detail, name="madrasah-detail"),
    path("madrasah/<int:pk>/ubah/", madrasahs.madrasah_edit, name="madrasah-edit"),
    path("madrasah/<int:pk>/ganti-nama/", closings.madrasah_rename, name="madrasah-rename"),
    path("madrasah/<int:pk>/ganti-nama/batal/", closings.madrasah_rename_undo, name="madrasah-rename-undo"),
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
    path(
        "guru/<int:pk>/tempat/<int:placement_pk>/batal/",
        persons.placement_call_off,
        name="placement-call-off",
    ),
    path("guru/<int:pk>/tugas/baru/", assignments.assignment_new, name="assignment-new"),
    path("guru/<int:pk>/tugas/<int:office_pk>/akhiri/", assignments.assignment_end, name="assignment-end"),
    path("guru/<int:pk>/tugas/<int:office_pk>/ubah/", assignments.assignment_edit, name="assignment-edit"),
    path("guru/<int:pk>/tugas/<int:office_pk>/batal/", assignments.call_off, name="assignment-off"),
    path("guru/<int:pk>/hapus/", removed.person_remove, name="person-remove"),
    path("guru/dihapus/", removed.person_removed, name="person-removed"),
    path("guru/dihapus/<int:pk>/kembalikan/", removed.person_restore, name="person-restore"),
    re_path(PAPER + r"baru/$", persons.paper_new, name="paper-new"),
    re_path(PAPER + r"(?P<paper_pk>\d+)/hapus/$", persons.paper_remove, name="paper-remove"),
    re_path(PAPER + r"(?P<event>\d+)/kembalikan/$", persons.paper_restore, name="paper-restore"),
]


def merge_urls(floors: Floors) -> list[URLPattern]:
    """Two records of one person; `floors` is what all apps say about a person's rows."""
    told = {"floors": floors}
    return [
        path("guru/<int:pk>/gabungkan/", merges.person_twins, name="person-twins"),
        path("guru/<int:pk>/gabungkan/<int:twin>/", merges.person_merge, told, name="person-merge"),
        path(
            "guru/<int:pk>/gabungkan/batal/<int:merge>/", merges.person_unmerge, told, name="person-unmerge"
        ),
    ]


def closing_urls(followers: Followers) -> list[URLPattern]:
    """The last day of a madrasah; `followers` is what all apps say about it."""
    told, here = {"followers": followers}, "madrasah/<int:pk>/"
    alone, merged = told | {"is_merge": False}, told | {"is_merge": True}
    return [
        path(f"{here}tutup/", closings.madrasah_close, alone, name="madrasah-close"),
        path(f"{here}gabung/", closings.madrasah_close, merged, name="madrasah-merge"),
        path(f"{here}buka/<int:closing>/", closings.madrasah_reopen, told, name="madrasah-reopen"),
    ]


semester_urls = [
    path("semester/", semesters.semester_list, name="semester-list"),
    path("semester/<int:pk>/", semesters.semester_edit, name="semester-edit"),
    path("semester/<int:pk>/libur/", semesters.holiday_add, name="holiday-add"),
    path("semester/libur/<int:pk>/hapus/", semesters.holiday_remove, name="holiday-remove"),
    path("semester/libur/<int:pk>/kembalikan/", semesters.holiday_restore, name="holiday-restore"),
]

import_urls = [
    path("impor/", imports.import_list, name="import-list"),
    path("impor/<int:pk>/", imports.import_run, name="import-run"),
    path("impor/<int:pk>/kolom/", imports.import_columns, name="import-columns"),
    path("impor/<int:pk>/jawab/", imports.import_answer, name="import-answer"),
    path("impor/<int:pk>/terapkan/", imports.import_apply, name="import-apply"),
    path("impor/<int:pk>/batalkan/", imports.import_undo, name="import-undo"),
    path("impor/<int:pk>/kekeliruan.xlsx", imports.import_faults, {"kind": "xlsx"}, name="import-faults"),
    path("impor/<int:pk>/kekeliruan.csv", imports.import_faults, {"kind": "csv"}, name="import-faults-csv"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *account_urls,
    *madrasah_urls,
    *person_urls,
    *semester_urls,
    *import_urls,
]
