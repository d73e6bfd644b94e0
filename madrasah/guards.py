"""The only doors through which a view gets a row.

Outsiders get 404, insiders without the right 403 with a reason.
"""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from madrasah.roles import Role
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.users.models import User

M = TypeVar("M", bound=Model)
R = TypeVar("R", bound=HttpResponseBase)


def get_visible_or_404(rows: type[M] | QuerySet[M], request: HttpRequest, **lookup: Any) -> M:
    """The one row that this user may see; Http404 otherwise, as if it did not exist.

    `rows`: a model, or a queryset of it that reads more along.
    """
    found: Any = rows if isinstance(rows, QuerySet) else rows._default_manager
    row: M = get_object_or_404(found.visible_to(request.user), **lookup)
    return row


def actor(request: HttpRequest) -> "User":
    """Who is logged in; the log-in gate lets nobody else this far."""
    return cast("User", request.user)


def role_required(*roles: Role) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Closes a whole page to people who hold none of `roles`. Never replaces the row's own door."""

    def decorate(view: Callable[..., R]) -> Callable[..., R]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> R:
            if not scope_of(request.user).roles & set(roles):
                raise PermissionDenied("Halaman ini tidak termasuk tugas Anda.")
            return view(request, *args, **kwargs)

        return guarded

    return decorate
