"""What views of this app share: who acts, trying an action, and the revision a form was shown with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest

from core.refusals import Refused
from madrasah.models import User


def actor(request: HttpRequest) -> User:
    """Who is logged in; the log-in gate lets nobody else this far."""
    return cast(User, request.user)


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """What the actions inside refuse stands in the form's error summary, above all that was typed."""
    try:
        yield
    except ValidationError as error:
        form.add_error(None, error)
    except Refused as refusal:
        form.add_error(None, str(refusal))


def succeeds(form: BaseForm, action: Callable[..., Any], **values: Any) -> bool:
    """Runs the action and says whether it went through; if not, the form says why."""
    with refusals_on(form):
        action(**values)
    return form.is_valid()


def seen_revision(request: HttpRequest) -> int:
    """The revision the person saw; what can't be read is none."""
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
