"""Addresses of accounts."""

from django.urls import path

from madrasah.accounts import link_views, list_views, views

urlpatterns = [
    path("masuk/", views.Login.as_view(), name="login"),
    path("keluar/", views.Logout.as_view(), name="logout"),
    path("akun/", views.account, name="account"),
    path("akun/sandi/", views.password, name="password"),
    path("t/<str:token>/", link_views.link, name="link"),
    path("t/<str:token>/sandi/", link_views.link_password, name="link-password"),
    path("guru/<int:pk>/aktifkan/", link_views.activate, name="account-activate"),
    path("guru/<int:pk>/setel-ulang/", link_views.reset, name="account-reset"),
    path("akun/daftar/", list_views.account_list, name="account-list"),
    path("akun/daftar/tautan/", list_views.account_links, name="account-links"),
    path("akun/perangkat/", views.device_list, name="device-list"),
    path("akun/perangkat/keluar/", views.device_end_all, name="device-end-all"),
    path("akun/perangkat/<int:pk>/keluar/", views.device_end, name="device-end"),
    path("guru/<int:pk>/akun/", list_views.account_detail, name="account-detail"),
    path("guru/<int:pk>/akun/tautan/batal/", list_views.account_revoke, name="account-revoke"),
    path("guru/<int:pk>/akun/nonaktifkan/", list_views.account_close, name="account-close"),
    path("guru/<int:pk>/akun/aktifkan/", list_views.account_reopen, name="account-reopen"),
    path("mulai/", link_views.start, name="start"),
]
