"""Addresses of scoring together."""

from django.urls import path

from competency.agreement import views

urlpatterns = [
    path("supervisi/latihan/", views.agreement_list, name="agreement-list"),
    path("supervisi/latihan/baru/", views.agreement_new, name="agreement-new"),
    path("supervisi/latihan/contoh/<slug:slug>/", views.agreement_practise, name="agreement-practise"),
    path("supervisi/latihan/<int:pk>/", views.agreement_detail, name="agreement-detail"),
    path("supervisi/latihan/<int:pk>/isi/", views.agreement_fill, name="agreement-fill"),
    path("supervisi/latihan/<int:pk>/lihat/", views.agreement_show, name="agreement-show"),
    path("supervisi/latihan/<int:pk>/batalkan/", views.agreement_call_off, name="agreement-call-off"),
]
