"""Addresses of sharing."""

from django.urls import path

from competency.sharing import (
    closing_views,
    history_views,
    issuing_views,
    keeper_views,
    link_views,
    objection_views,
    paper_views,
    review_views,
    views,
)

urlpatterns = [
    path("supervisi/lembar/<int:pk>/", views.assessment_detail, name="assessment-detail"),
    path("supervisi/lembar/<int:pk>/versi/<int:number>/", views.assessment_version, name="assessment-version"),
    path("supervisi/lembar/<int:pk>/lembar.pdf", paper_views.assessment_paper, name="assessment-paper"),
    path(
        "supervisi/lembar/<int:pk>/versi/<int:number>/lembar.pdf",
        paper_views.assessment_version_paper,
        name="assessment-version-paper",
    ),
    path("supervisi/lembar/<int:pk>/periksa/", review_views.assessment_review, name="assessment-review"),
    path("supervisi/lembar/<int:pk>/bagikan/", review_views.assessment_share, name="assessment-share"),
    path("supervisi/lembar/<int:pk>/tanggapan/", views.assessment_reply, name="assessment-reply"),
    path("supervisi/lembar/<int:pk>/tanggapan/tarik/", views.assessment_take_back, name="assessment-take-back"),
    path("supervisi/lembar/<int:pk>/selesai/", closing_views.assessment_close, name="assessment-close"),
    path("supervisi/lembar/<int:pk>/perbaiki/", closing_views.assessment_correct, name="assessment-correct"),
    path("supervisi/lembar/<int:pk>/batal-perbaiki/", closing_views.assessment_give_up, name="assessment-give-up"),
    path("supervisi/lembar/<int:pk>/pindah/", keeper_views.assessment_take_over, name="assessment-take-over"),
    path("supervisi/lembar/<int:pk>/batal-pindah/", keeper_views.assessment_give_back, name="assessment-give-back"),
    path("supervisi/lembar/<int:pk>/keberatan/", objection_views.objection_raise, name="objection-raise"),
    path("supervisi/lembar/<int:pk>/keberatan/tarik/", objection_views.objection_withdraw, name="objection-withdraw"),
    path("supervisi/lembar/<int:pk>/keberatan/jawab/", objection_views.objection_answer, name="objection-answer"),
    path("supervisi/lembar/<int:pk>/riwayat/", history_views.assessment_history, name="assessment-history"),
    path("supervisi/lembar/<int:pk>/tautan/", issuing_views.result_link_issue, name="result-link-issue"),
    path("supervisi/lembar/<int:pk>/tautan/batal/", issuing_views.result_link_revoke, name="result-link-revoke"),
    path("hasil/<str:token>/", link_views.result_link, name="result-link"),
    path("hasil/<str:token>/lihat/", link_views.result_shown, name="result-shown"),
    path("hasil/<str:token>/baca/", link_views.result_read, name="result-read"),
    path("hasil/<str:token>/tanggapan/", link_views.result_reply, name="result-reply"),
    path("hasil/<str:token>/tanggapan/tarik/", link_views.result_take_back, name="result-take-back"),
    path("hasil/<str:token>/refleksi/", link_views.result_reflect, name="result-reflect"),
    path("hasil/<str:token>/refleksi/lewati/", link_views.result_skip, name="result-skip"),
]
