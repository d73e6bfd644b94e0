"""`{% csrf_token %}` for every form: beside Django's token, whose form this is and where it stands.

A form that came back from the address it was sent to says so (`data-returned`): its words are not on the server; and
which draft it brought (`data-draf`).
"""

from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html, format_html_join

from core.drafts import draft_of, locks_of
from core.interrupted import ACCOUNT_FIELD, PAGE_FIELD, mark_of, page_of

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: Any) -> str:
    """Hidden fields; for a visitor and where no request is at hand only Django's own."""
    own, request = CsrfTokenNode().render(context), context.get("request")
    account = _account(request)
    if not own or account is None:
        return own
    returned = request.path if request.method == "POST" else ""
    number = draft_of(request)
    marks = ((ACCOUNT_FIELD, mark_of(account), "", ""), (PAGE_FIELD, page_of(request), returned, number))
    field = '<input type="hidden" name="{}" value="{}" data-returned="{}" data-draf="{}">'
    return format_html("{}{}", own, format_html_join("", field, marks))


@register.simple_tag(takes_context=True)
def draft_marks(context: Any) -> str:
    """Attributes of the page: whose drafts this phone may open here, and with what (static/js/shelf.js)."""
    account = _account(context.get("request"))
    if account is None:
        return ""
    return format_html('data-account="{}" data-lock="{}"', account, " ".join(locks_of(account)))


def _account(request: Any) -> int | None:
    user = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else None
