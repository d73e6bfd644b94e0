"""Addresses of semesters."""

from django.urls import path

from madrasah.semesters import views

urlpatterns = [
    path("semester/", views.semester_list, name="semester-list"),
    path("semester/<int:pk>/", views.semester_edit, name="semester-edit"),
    path("semester/<int:pk>/libur/", views.holiday_add, name="holiday-add"),
    path("semester/<int:pk>/libur-nasional/", views.holiday_national, name="holiday-national"),
    path("semester/libur/<int:pk>/hapus/", views.holiday_remove, name="holiday-remove"),
    path("semester/libur/<int:pk>/kembalikan/", views.holiday_restore, name="holiday-restore"),
]
