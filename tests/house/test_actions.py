"""Whoever may call an action, it asks for itself: `by` is used, and a sentence of permission is reached.

Read from the syntax trees, so that no action of any app is forgotten. What each sentence says is tested
beside its noun (tests/kkg/sessions/test_law.py walks all actions on sessions).
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

APPS = ("madrasah", "kkg", "competency")
ROOT = Path(__file__).resolve().parents[2]


class Action(NamedTuple):
    """One function of an `actions` module."""

    module: str
    node: ast.FunctionDef

    @property
    def name(self) -> str:
        return f"{self.module}.{self.node.name}"


@cache
def house() -> dict[str, Action]:
    """Every function of every module of actions, by its full name."""
    found = {}
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            dotted = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
            if dotted.endswith("actions") or dotted == "madrasah.imports.runs":
                for action in read(dotted.removesuffix(".__init__"), path.read_text("utf-8")):
                    found[action.name] = action
    return found


def read(module: str, source: str) -> Iterator[Action]:
    return (Action(module, node) for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))


def takes_by(action: Action) -> bool:
    given = [*action.node.args.args, *action.node.args.kwonlyargs]
    return not action.node.name.startswith("_") and "by" in {one.arg for one in given}


def names_in(action: Action) -> set[str]:
    """Names that are read; parameters and keywords are none."""
    return {node.id for node in ast.walk(action.node) if isinstance(node, ast.Name)}


def asks(action: Action, known: dict[str, Action], seen: frozenset[str] = frozenset()) -> bool:
    """Whether it refuses by a sentence itself, or through another function of the house's actions."""
    words = names_in(action)
    if words & {"refuse_if", "Refused"} or any(word.startswith("why_not_") for word in words):
        return True
    others = (one for one in known.values() if one.node.name in words and one.name not in seen)
    return any(asks(one, known, seen | {action.name, one.name}) for one in others)


def faults(known: dict[str, Action]) -> Iterator[str]:
    for action in known.values():
        if takes_by(action) and "by" not in names_in(action):
            yield f"{action.name} takes `by` and does not look at it"
        elif takes_by(action) and not asks(action, known):
            yield f"{action.name} refuses nobody: ask its why_not_… on the locked row"


def test_every_action_that_is_told_who_acts_asks_whether_they_may() -> None:
    found = sorted(faults(house()))
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("source", "is_fault"),
    [
        ("def close(*, row, by):\n    row.delete()", True),
        ("def close(*, row, by):\n    row.closed_by = by\n    row.save()", True),
        ("def close(*, row, by):\n    refuse_if(why_not_close(by, row))", False),
        ("def close(*, row, by):\n    _held(row, by)\n\ndef _held(row, by):\n    refuse_if(row)", False),
        ("def close(*, row, by):\n    _held(row, by)\n\ndef _held(row, by):\n    close(row=row, by=by)", True),
        ("def _close(*, row, by):\n    row.delete()", False),
        ("def close(*, row):\n    row.delete()", False),
    ],
)
def test_the_rule_sees_its_fault(source, is_fault) -> None:
    assert bool(list(faults({one.name: one for one in read("kkg.actions.x", source)}))) is is_fault
