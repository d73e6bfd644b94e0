"""A form on a row that others change too, sent to its action."""

from collections.abc import Callable
from typing import Any

from core.forms import RevisedForm, refusals_on
from core.revisions import Overtaken


def mends(form: RevisedForm[Any], action: Callable[..., Any], **values: Any) -> bool:
    """Runs the action and says whether it went through; overtaken, the form stands on what is stored by now."""
    with refusals_on(form):
        try:
            action(revision=form.seen(), **values)
        except Overtaken as clash:
            form.build_on(clash.row)
    return form.is_valid()
