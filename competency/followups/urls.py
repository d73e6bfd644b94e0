"""Addresses of followups."""

from django.urls import path

from competency.followups import revision_views, views

urlpatterns = [
    path("supervisi/tindak-lanjut/", views.followup_list, name="followup-list"),
    path("supervisi/tindak-lanjut/kunjungan-ulang/", views.revisits, name="followup-revisits"),
    path("supervisi/tindak-lanjut/<int:pk>/", views.followup_detail, name="followup-detail"),
    path("supervisi/tindak-lanjut/<int:pk>/buka-kembali/", views.followup_reopen, name="followup-reopen"),
    path("supervisi/tindak-lanjut/<int:pk>/bukti/", views.followup_proof, name="followup-proof"),
    path("supervisi/tindak-lanjut/<int:pk>/bukti/hapus/", views.proof_remove, name="followup-proof-remove"),
    path("supervisi/tindak-lanjut/<int:pk>/bukti/kembalikan/", views.proof_restore, name="followup-proof-restore"),
    path("supervisi/tindak-lanjut/<int:pk>/perbaikan/", revision_views.followup_mended, name="followup-mended"),
    path(
        "supervisi/tindak-lanjut/<int:pk>/perbaikan/tarik/", revision_views.followup_withdraw, name="followup-withdraw"
    ),
    path("supervisi/tindak-lanjut/<int:pk>/perbaikan/periksa/", revision_views.followup_look, name="followup-look"),
    path("supervisi/perbaikan/<int:pk>/", revision_views.revision_file, name="revision-file"),
    path("supervisi/perbaikan/<int:pk>/hapus/", revision_views.revision_file_remove, name="revision-file-remove"),
    path(
        "supervisi/perbaikan/<int:pk>/kembalikan/", revision_views.revision_file_restore, name="revision-file-restore"
    ),
]
