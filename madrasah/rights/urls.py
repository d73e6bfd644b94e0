"""Addresses of the own data and of requests about it."""

from django.urls import path

from madrasah.rights import views

urlpatterns = [
    path("akun/data/", views.own_data, name="own-data"),
    path("akun/data/minta/", views.request_new, name="data-request-new"),
    path("akun/data/permintaan/", views.request_list, name="data-request-list"),
    path("akun/data/permintaan/<int:pk>/", views.request_detail, name="data-request"),
    path("akun/data/permintaan/<int:pk>/tarik/", views.request_withdraw, name="data-request-withdraw"),
]
