"""Addresses of work."""

from django.urls import path

from madrasah.work import history_views, office_views, views

urlpatterns = [
    path("guru/<int:pk>/riwayat/", history_views.person_past, name="person-history"),
    path("madrasah/<int:pk>/riwayat/", history_views.madrasah_offices, name="madrasah-offices"),
    path("guru/baru/", views.person_new, name="person-new"),
    path("guru/<int:pk>/tempat/baru/", views.placement_new, name="placement-new"),
    path("guru/<int:pk>/tempat/<int:placement_pk>/akhiri/", views.placement_end, name="placement-end"),
    path("guru/<int:pk>/tempat/<int:placement_pk>/pindah/", views.placement_move, name="placement-move"),
    path("guru/<int:pk>/tempat/<int:placement_pk>/batal/", views.placement_call_off, name="placement-call-off"),
    path("guru/<int:pk>/tugas/baru/", office_views.assignment_new, name="assignment-new"),
    path("guru/<int:pk>/tugas/pengawas/", office_views.supervision_new, name="supervision-new"),
    path("guru/<int:pk>/tugas/<int:office_pk>/akhiri/", office_views.assignment_end, name="assignment-end"),
    path("guru/<int:pk>/tugas/<int:office_pk>/ubah/", office_views.assignment_edit, name="assignment-edit"),
    path("guru/<int:pk>/tugas/<int:office_pk>/batal/", office_views.call_off, name="assignment-off"),
]
