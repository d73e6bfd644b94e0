"""Addresses of checkin."""

from django.urls import path

from kkg.checkin import scan_views, views

urlpatterns = [
    path("kkg/pertemuan/<int:pk>/presensi/", views.checkin_panel, name="checkin-panel"),
    path("kkg/pertemuan/<int:pk>/presensi/layar/", views.checkin_show, name="checkin-show"),
    path("h/", scan_views.checkin_pin, name="checkin-pin"),
    path("h/kirim/", scan_views.checkin_send, name="checkin-send"),
    path("h/tercatat/<int:pk>/", scan_views.checkin_done, name="checkin-done"),
    path("h/<slug:code>/", scan_views.checkin_code, name="checkin-code"),
]
