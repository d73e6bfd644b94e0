"""Addresses of agenda."""

from django.urls import path

from kkg.agenda import views

urlpatterns = [
    path("kkg/pertemuan/<int:pk>/agenda/", views.session_topics, name="session-topics"),
    path("kkg/topik/", views.topic_list, name="topic-list"),
    path("kkg/topik/<int:pk>/selesaikan/", views.topic_settle, name="topic-settle"),
    path("kkg/topik/<int:pk>/kembalikan/", views.topic_take_back, name="topic-take-back"),
]
