"""static/js/keeping.js run by a small engine, so that its rules are tried without a browser.

step = machine(revision=3)          # a form that was just opened
step("typed")                       # -> [("store", None), ("wait", 1000)]
step.state["dirty"]                 # -> True
"""

import json
from pathlib import Path
from typing import Any

import quickjs

SCRIPT = Path(__file__).resolve().parents[2] / "static/js/keeping.js"
DOOR = """
globalThis.call = (name, given) => JSON.stringify({ begin, step, isUnsent }[name](...JSON.parse(given)));
"""

Effects = list[tuple[str, Any]]


def _engine() -> Any:
    context = quickjs.Context()
    context.module(SCRIPT.read_text("utf-8") + DOOR)
    return context.get("call")


_call = _engine()


class Machine:
    """One form's state; calling it with an event changes the state and gives the effects in order."""

    def __init__(self, **facts: Any) -> None:
        known = {
            "revision": 1,
            "merges": False,
            "sends": True,
            "waits": False,
            "holding": False,
            "newer": False,
            "copy": None,
        }
        self.state: dict[str, Any] = {}
        self.first = self._take("begin", known | facts)

    def __call__(self, event: str, **more: Any) -> Effects:
        return self._take("step", self.state, {"type": event, **more})

    @property
    def is_unsent(self) -> bool:
        """Whether words would stay behind on the phone if the page went now."""
        return bool(json.loads(_call("isUnsent", json.dumps([self.state]))))

    def _take(self, name: str, *given: Any) -> Effects:
        self.state, effects = json.loads(_call(name, json.dumps(given)))
        return [(effect[0], effect[1] if len(effect) > 1 else None) for effect in effects]


def names(effects: Effects) -> list[str]:
    """What is done, without with what; what is said, by its word."""
    return [f"say {value['what']}" if name == "say" else name for name, value in effects]
