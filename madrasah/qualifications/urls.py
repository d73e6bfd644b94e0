"""Addresses of qualifications."""

from django.urls import re_path

from madrasah.qualifications import views

urlpatterns = [
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
