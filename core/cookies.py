"""The small cookies beside session and CSRF: of this very host and https alone where people use it (ASVS 3.3.3)."""

from datetime import timedelta

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest, HttpResponse


def cookie_name(name: str) -> str:
    """As the browser knows it: with a prefix that no neighbour of the domain can write."""
    return f"{settings.COOKIE_PREFIX}{name}"


def read_cookie(request: HttpRequest, name: str) -> str:
    """What the browser brings; "" for nothing."""
    return request.COOKIES.get(cookie_name(name), "")


def put_cookie(
    response: HttpResponse, name: str, value: str, *, max_age: timedelta, is_for_scripts: bool = False
) -> None:
    """For every page of this site, sent along when somebody follows a link to it."""
    response.set_cookie(
        cookie_name(name),
        value,
        max_age=max_age,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=not is_for_scripts,
        samesite="Lax",
    )


def drop_cookie(response: HttpResponse, name: str) -> None:
    """It is gone with this answer."""
    response.delete_cookie(cookie_name(name), samesite="Lax")


class _CookieStorage(CookieStorage):
    @property
    def cookie_name(self) -> str:  # type: ignore[override]
        return cookie_name("messages")


class Messages(FallbackStorage):
    """Django's own, under that name."""

    storage_classes = (_CookieStorage, SessionStorage)
