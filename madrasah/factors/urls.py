"""Addresses of the second factor."""

from django.urls import path

from madrasah.factors import views

urlpatterns = [
    path("masuk/kode/", views.second_step, name="second-step"),
    path("akun/pengaman/", views.factor, name="factor"),
    path("akun/pengaman/mulai/", views.begin, name="factor-begin"),
    path("akun/pengaman/pasang/", views.set_up, name="factor-set-up"),
    path("akun/pengaman/kode/", views.new_codes, name="factor-codes"),
    path("akun/pengaman/matikan/", views.turn_off, name="factor-off"),
    path("guru/<int:pk>/pengaman/", views.reset, name="factor-reset"),
]
