"""Addresses of decisions."""

from django.urls import path

from kkg.decisions import views

urlpatterns = [
    path("kkg/keputusan/", views.decision_list, name="decision-list"),
    path("kkg/pertemuan/<int:pk>/keputusan/baru/", views.decision_new, name="decision-new"),
    path("kkg/keputusan/<int:pk>/", views.decision_close, name="decision-close"),
    path("kkg/keputusan/<int:pk>/ubah/", views.decision_edit, name="decision-edit"),
    path("kkg/keputusan/<int:pk>/buka-kembali/", views.decision_reopen, name="decision-reopen"),
    path("kkg/keputusan/<int:pk>/bukti/", views.decision_proof, name="decision-proof"),
    path("kkg/keputusan/<int:pk>/bukti/hapus/", views.proof_remove, name="decision-proof-remove"),
    path("kkg/keputusan/<int:pk>/bukti/kembalikan/", views.proof_restore, name="decision-proof-restore"),
]
