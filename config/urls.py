"""The path trees of the apps, put together. All their words: tests/house/path_words.txt."""

from django.urls import include, path

from config import views
from config.closing import FOLLOWERS
from config.merging import FLOORS
from madrasah.urls import closing_urls, merge_urls

urlpatterns = [
    path("", views.home, name="home"),
    path("lainnya/", views.more, name="more"),
    path("sehat/", views.health, name="health"),
    path("", include("madrasah.urls")),
    path("", include(merge_urls(FLOORS))),
    path("", include(closing_urls(FOLLOWERS))),
    path("", include("kkg.urls")),
    path("", include("competency.urls")),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler500 = "config.views.server_error"
