"""Addresses of mentoring."""

from django.urls import path

from competency.mentoring import views

urlpatterns = [
    path("supervisi/pendampingan/", views.pair_list, name="pair-list"),
    path("supervisi/pendampingan/baru/", views.pair_new, name="pair-new"),
    path("supervisi/pendampingan/perkembangan/", views.progress, name="mismatch-progress"),
    path("supervisi/pendampingan/<int:pk>/", views.pair_detail, name="pair-detail"),
    path("supervisi/pendampingan/<int:pk>/setujui/", views.pair_confirm, name="pair-confirm"),
    path("supervisi/pendampingan/<int:pk>/akhiri/", views.pair_end, name="pair-end"),
    path("supervisi/pendampingan/catatan/<int:pk>/", views.meeting_mend, name="meeting-mend"),
    path("supervisi/pendampingan/catatan/<int:pk>/hapus/", views.meeting_remove, name="meeting-remove"),
    path("supervisi/pendampingan/catatan/<int:pk>/kembalikan/", views.meeting_restore, name="meeting-restore"),
]
