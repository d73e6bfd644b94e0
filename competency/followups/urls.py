"""Addresses of followups."""

from django.urls import path

from competency.followups import views

urlpatterns = [
    path("supervisi/tindak-lanjut/", views.followup_list, name="followup-list"),
    path("supervisi/tindak-lanjut/kunjungan-ulang/", views.revisits, name="followup-revisits"),
    path("supervisi/tindak-lanjut/<int:pk>/", views.followup_detail, name="followup-detail"),
    path("supervisi/tindak-lanjut/<int:pk>/buka-kembali/", views.followup_reopen, name="followup-reopen"),
    path("supervisi/tindak-lanjut/<int:pk>/bukti/", views.followup_proof, name="followup-proof"),
    path("supervisi/tindak-lanjut/<int:pk>/bukti/hapus/", views.proof_remove, name="followup-proof-remove"),
    path("supervisi/tindak-lanjut/<int:pk>/bukti/kembalikan/", views.proof_restore, name="followup-proof-restore"),
]
