"""Addresses of qualifications."""

from django.urls import path, re_path

from madrasah.qualifications import map_views, views

urlpatterns = [
    path("guru/kualifikasi/", map_views.qualification_map, name="qualification-map"),
    path("guru/<int:pk>/kualifikasi/", map_views.standing, name="qualification-standing"),
    re_path(
        r"^guru/(?P<pk>\d+)/kualifikasi/(?P<placement_pk>\d+)/(?P<aspect>ijazah|sertifikat)/$",
        map_views.ruling_set,
        name="qualification-rule",
    ),
    re_path(
        r"^guru/(?P<pk>\d+)/kualifikasi/(?P<placement_pk>\d+)/(?P<aspect>ijazah|sertifikat)/batal/$",
        map_views.ruling_withdraw,
        name="qualification-unrule",
    ),
    re_path(r"^guru/(?P<pk>\d+)/(?P<kind>ijazah|sertifikat)/baru/$", views.qualification_new, name="qualification-new"),
    re_path(
        r"^guru/(?P<pk>\d+)/(?P<kind>ijazah|sertifikat)/(?P<row_pk>\d+)/hapus/$",
        views.qualification_remove,
        name="qualification-remove",
    ),
    re_path(
        r"^guru/(?P<pk>\d+)/(?P<kind>ijazah|sertifikat)/(?P<event>\d+)/kembalikan/$",
        views.qualification_restore,
        name="qualification-restore",
    ),
]
