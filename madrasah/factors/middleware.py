"""Leads whoever needs a second factor, and has none, to where it is set up: before anything else, losing nothing."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.drafts import is_quiet
from core.http import is_looked_at
from core.interrupted import hold_back
from madrasah.factors.permissions import must_have_factor

AFTERWARDS = "sesudah_pengaman"  # session key: the page that was asked for
OPEN = {"madrasah:factor", "madrasah:factor-begin", "madrasah:factor-set-up", "madrasah:logout"}

Answer = Callable[[HttpRequest], HttpResponse]


def asks_for_a_factor(get_response: Answer) -> Answer:
    """Middleware after the log-in gate. Costs nothing while SECOND_FACTOR_FOR is empty, and never a query more."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        is_for_all = not getattr(view, "login_required", True)
        user: Any = request.user
        if is_for_all or not user.is_authenticated or user.factor_since is not None or not must_have_factor(user):
            return None
        if request.resolver_match is not None and request.resolver_match.view_name in OPEN:
            return None
        if request.method == "POST" and not is_quiet(request):
            answer, page = hold_back(request, "madrasah:factor")
            request.session[AFTERWARDS] = page
            return answer
        if is_looked_at(request):
            request.session[AFTERWARDS] = request.get_full_path()
        return redirect("madrasah:factor")

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware
