"""Addresses of imports."""

from django.urls import path

from madrasah.imports import head_views, views

urlpatterns = [
    path("impor/", views.import_list, name="import-list"),
    path("impor/<int:pk>/", views.import_run, name="import-run"),
    path("impor/<int:pk>/kolom/", views.import_columns, name="import-columns"),
    path("impor/<int:pk>/jawab/", views.import_answer, name="import-answer"),
    path("impor/<int:pk>/terapkan/", views.import_apply, name="import-apply"),
    path("impor/<int:pk>/batalkan/", views.import_undo, name="import-undo"),
    path("impor/<int:pk>/kepala/", head_views.import_heads, name="import-heads"),
    path("impor/<int:pk>/kekeliruan.xlsx", views.import_faults, {"kind": "xlsx"}, name="import-faults"),
    path("impor/<int:pk>/kekeliruan.csv", views.import_faults, {"kind": "csv"}, name="import-faults-csv"),
]
