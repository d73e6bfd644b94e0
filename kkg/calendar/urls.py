"""Addresses of calendar."""

from django.urls import path

from kkg.calendar import views

urlpatterns = [
    path("kkg/kalender/", views.calendar, name="calendar"),
    path("kkg/kalender/alamat/", views.feed_new, name="feed-new"),
    path("kkg/kalender/cabut/", views.feed_revoke, name="feed-revoke"),
    path("kalender/<str:token>.ics", views.feed, name="feed"),
]
