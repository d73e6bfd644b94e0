"""The path trees of the apps, put together. All their words: tests/house/path_words.txt."""

from django.urls import include, path

from config import metrics, offline, views
from config.closing import CLOSING_RULES
from config.erasing import ERASING_RULES
from config.merging import MERGING_RULES
from config.opening import OPENING_RULES
from config.privacy import privacy
from madrasah.closings.urls import urlpatterns_under as closing_urls
from madrasah.erasures.urls import urlpatterns_under as erasing_urls
from madrasah.merges.urls import urlpatterns_under as merge_urls
from madrasah.school_years.urls import urlpatterns_under as opening_urls

urlpatterns = [
    path("", views.home, name="home"),
    path("lainnya/", views.more, name="more"),
    path("isian/<int:pk>/", views.unsent, name="unsent"),
    path("menunggu/", offline.waiting, name="waiting"),
    path("bekal/", offline.carried, name="carried"),
    path("pekerja.js", offline.worker, name="worker"),
    path("aplikasi.webmanifest", offline.manifest, name="manifest"),
    path("tanpa-sinyal/", offline.away, name="away"),
    path("privasi/", privacy, name="privacy"),
    path("sehat/", views.health, name="health"),
    path("siap/", views.ready, name="ready"),
    path("metrik/", metrics.metrics, name="metrics"),
    path("", include("madrasah.urls")),
    path("", include(merge_urls(MERGING_RULES))),
    path("", include(erasing_urls(ERASING_RULES))),
    path("", include(closing_urls(CLOSING_RULES))),
    path("", include(opening_urls(OPENING_RULES))),
    path("", include("kkg.urls")),
    path("", include("competency.urls")),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler500 = "config.views.server_error"
