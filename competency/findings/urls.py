"""Addresses of findings."""

from django.urls import path

from competency.findings import code_views, evidence_views, views

urlpatterns = [
    path("supervisi/temuan/", views.finding_list, name="finding-list"),
    path("supervisi/temuan/baru/", views.finding_new, name="finding-new"),
    path("supervisi/temuan/xlsx/", views.research, name="finding-research"),
    path("supervisi/temuan/<int:pk>/", views.finding_detail, name="finding-detail"),
    path("supervisi/temuan/<int:pk>/ubah/", views.finding_mend, name="finding-mend"),
    path("supervisi/temuan/<int:pk>/hapus/", views.finding_remove, name="finding-remove"),
    path("supervisi/temuan/<int:pk>/kembalikan/", views.finding_restore, name="finding-restore"),
    path("supervisi/temuan/<int:pk>/topik/", views.finding_topic, name="finding-topic"),
    path("supervisi/temuan/<int:pk>/bukti/<int:row>/hapus/", views.ground_remove, name="ground-remove"),
    path("supervisi/temuan/kode/rekap/", code_views.matrix, name="finding-matrix"),
    path("supervisi/temuan/kode/", code_views.code_list, name="code-list"),
    path("supervisi/temuan/kode/daftar/", code_views.code_offered, name="code-offered"),
    path("supervisi/temuan/kode/<int:pk>/", code_views.code_mend, name="code-mend"),
    path("supervisi/temuan/kode/<int:pk>/hapus/", code_views.code_remove, name="code-remove"),
    path("supervisi/temuan/kode/<int:pk>/kembalikan/", code_views.code_restore, name="code-restore"),
    path("supervisi/temuan/bukti/", evidence_views.evidence_list, name="evidence-list"),
    path("supervisi/temuan/bukti/baru/", evidence_views.evidence_new, name="evidence-new"),
    path("supervisi/temuan/bukti/<int:pk>/", evidence_views.evidence_detail, name="evidence-detail"),
    path("supervisi/temuan/bukti/<int:pk>/ubah/", evidence_views.evidence_mend, name="evidence-mend"),
    path("supervisi/temuan/bukti/<int:pk>/hapus/", evidence_views.evidence_remove, name="evidence-remove"),
    path("supervisi/temuan/bukti/<int:pk>/kembalikan/", evidence_views.evidence_restore, name="evidence-restore"),
]
