"""`{% csrf_token %}` for every form: beside Django's token, whose form this is and where it stands."""

from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html, format_html_join

from core.interrupted import ACCOUNT_FIELD, PAGE_FIELD, mark_of, page_of

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: Any) -> str:
    """Hidden fields; for a visitor and where no request is at hand only Django's own."""
    own, request = CsrfTokenNode().render(context), context.get("request")
    user = getattr(request, "user", None)
    if not own or user is None or not user.is_authenticated:
        return own
    marks = ((ACCOUNT_FIELD, mark_of(user.pk)), (PAGE_FIELD, page_of(request)))
    return format_html("{}{}", own, format_html_join("", '<input type="hidden" name="{}" value="{}">', marks))
