"""Addresses of guidance."""

from django.urls import path

from competency.guidance import views

urlpatterns = [
    path("supervisi/rpp/pembinaan/", views.guidance_list, name="guidance-list"),
    path("supervisi/rpp/pembinaan/<int:pk>/", views.guidance_detail, name="guidance-detail"),
    path("supervisi/rpp/pembinaan/kesepakatan/<int:pk>/", views.guidance_mend, name="guidance-mend"),
    path("supervisi/rpp/pembinaan/kesepakatan/<int:pk>/hapus/", views.guidance_remove, name="guidance-remove"),
    path("supervisi/rpp/pembinaan/kesepakatan/<int:pk>/kembalikan/", views.guidance_restore, name="guidance-restore"),
]
