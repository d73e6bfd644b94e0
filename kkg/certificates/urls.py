"""Addresses of certificates."""

from django.urls import path

from kkg.certificates import check_views, issuing_views, views

urlpatterns = [
    path("kkg/<int:pk>/sertifikat/", views.certificate_list, name="certificate-list"),
    path("kkg/<int:pk>/sertifikat/baru/", issuing_views.batch_new, name="batch-new"),
    path("kkg/sertifikat/terbitan/<int:pk>/", views.batch_detail, name="batch-detail"),
    path("kkg/sertifikat/terbitan/<int:pk>/lanjut/", views.batch_resume, name="batch-resume"),
    path("kkg/sertifikat/terbitan/<int:pk>.pdf", views.batch_pdf, name="batch-pdf"),
    path("kkg/sertifikat/<int:pk>.pdf", views.certificate_pdf, name="certificate-pdf"),
    path("kkg/sertifikat/<int:pk>/tarik/", views.certificate_withdraw, name="certificate-withdraw"),
    path("kkg/sertifikat-saya/", views.certificate_own, name="certificate-own"),
    path("s/", check_views.certificate_check, name="certificate-check"),
    path("s/<slug:code>/", check_views.certificate_public, name="certificate-public"),
]
