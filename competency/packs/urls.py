"""Addresses of packs and of the pengawas' report."""

from django.urls import path

from competency.packs import views

urlpatterns = [
    path("akun/paket/", views.pack_list, name="pack-list"),
    path("akun/paket/<int:pk>/", views.pack_detail, name="pack-detail"),
    path("akun/paket/<int:pk>/berkas/", views.pack_file, name="pack-file"),
    path("supervisi/pendampingan.pdf", views.guide_report, name="guide-report"),
]
