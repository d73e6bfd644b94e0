"""The law under the lock: past every view, an action refuses whom and what it must, and writes nothing."""

import inspect
import re
from types import ModuleType
from typing import Any

import pytest

from core.refusals import Refused
from madrasah.models import User
from tests.cast import Cast
from tests.house.refusals import No, competency, findings, kkg, madrasah, mentoring
from tests.kkg.database import everything

TABLES = (madrasah, kkg, competency, findings, mentoring)
CASES = [case for table in TABLES for case in table.CASES]


def name_of(case: No) -> str:
    return f"{case.action.__module__}.{case.action.__name__}-{case.by}-{case.sentence}"


def actions_of(module: ModuleType) -> set[Any]:
    """Public functions of the module that are told who acts."""
    found = (value for name, value in vars(module).items() if callable(value) and not name.startswith("_"))
    own = (value for value in found if getattr(value, "__module__", "").startswith(module.__name__))
    return {value for value in own if inspect.isfunction(value) and "by" in inspect.signature(value).parameters}


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_an_action_refuses_under_its_lock_and_writes_nothing(cast: Cast, case: No) -> None:
    arguments = case.arguments(cast)
    user = User.objects.get(pk=cast.everyone[case.by].pk)
    before = everything()
    with pytest.raises(Refused, match=re.escape(case.sentence)):
        case.action(by=user, **arguments)
    assert everything() == before


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__.rpartition(".")[2])
def test_every_action_has_its_line(table: Any) -> None:
    wanted = {action for module in table.MODULES for action in actions_of(module)}
    assert wanted == {case.action for case in table.CASES}
