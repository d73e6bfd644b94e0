"""What views of this app share: who acts, trying an action, and the revision a form was shown with."""

from collections.abc import Callable
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest

from madrasah.models import User


def actor(request: HttpRequest) -> User:
    """Who is logged in; the log-in gate lets nobody else this far."""
    return cast(User, request.user)


def succeeds(form: BaseForm, action: Callable[..., Any], **values: Any) -> bool:
    """Runs the action; what it refuses stands in the form's error summary."""
    try:
        action(**values)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def seen_revision(request: HttpRequest) -> int:
    """The revision the person saw; what can't be read is none."""
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
