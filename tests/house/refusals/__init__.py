"""Who and what each action refuses: one table per app, walked by tests/house/test_refusals.py.

A line is the action, who calls it past every view (a name of the cast), words of the sentence, and what
makes the other arguments.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.cast import Cast


class No(NamedTuple):
    """One refusal."""

    action: Callable[..., Any]
    by: str
    sentence: str
    arguments: Callable[[Cast], dict[str, Any]]
