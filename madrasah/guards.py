"""The only doors through which a view gets a row.

Outsiders get 404, insiders without the right 403 with a reason.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from madrasah.roles import Role
from madrasah.scope import scope_of

M = TypeVar("M", bound=Model)


def get_visible_or_404(rows: type[M] | QuerySet[M], request: HttpRequest, **lookup: Any) -> M:
    """The one row that this user may see; Http404 otherwise, as if it did not exist.

    `rows`: a model, or a queryset of it that reads more along.
    """
    found: Any = rows if isinstance(rows, QuerySet) else rows._default_manager
    row: M = get_object_or_404(found.visible_to(request.user), **lookup)
    return row


def actor(request: HttpRequest) -> Any:
    """Who is logged in; the log-in gate lets nobody else this far."""
    return request.user


def role_required(*roles: Role) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Closes a whole page to people who hold none of `roles`. Never replaces the row's own door."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not scope_of(request.user).roles & set(roles):
                raise PermissionDenied("Halaman ini tidak termasuk tugas Anda.")
            return view(request, *args, **kwargs)

        return guarded

    return decorate
