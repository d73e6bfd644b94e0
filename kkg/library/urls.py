"""Addresses of library."""

from django.urls import path

from kkg.library import file_views, views

urlpatterns = [
    path("kkg/berbagi/", views.material_list, name="material-list"),
    path("kkg/berbagi/baru/", views.material_new, name="material-new"),
    path("kkg/berbagi/<int:pk>/", views.material_detail, name="material-detail"),
    path("kkg/berbagi/<int:pk>/berkas/", file_views.material_file, name="material-file"),
    path("kkg/berbagi/<int:pk>/berkas/hapus/", file_views.file_remove, name="material-file-remove"),
    path("kkg/berbagi/<int:pk>/berkas/kembalikan/", file_views.file_restore, name="material-file-restore"),
    path("kkg/berbagi/<int:pk>/ubah/", views.material_edit, name="material-edit"),
    path("kkg/berbagi/<int:pk>/hapus/", views.material_remove, name="material-remove"),
    path("kkg/berbagi/<int:pk>/kembalikan/", views.material_restore, name="material-restore"),
    path("kkg/berbagi/<int:pk>/pakai/", views.material_use, name="material-use"),
    path("kkg/berbagi/<int:pk>/pakai/<int:row>/hapus/", views.use_remove, name="use-remove"),
]
