"""What the oldest promised browsers lack (decisions.md 36): a table, and the script that takes it from a newer one.

`python -m tests.floor data.json` makes the table anew from MDN's browser-compat-data (CC0; npm
@mdn/browser-compat-data, 8.1.9 when it was last made). It names what today's Chromium has and one of FLOOR has not:
an interface and its members (with a dot: on the interface itself); "window" for globals; "new" for what cannot be
constructed there.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

FLOOR = {"chrome": 80.0, "webview_android": 80.0, "safari": 13.0, "safari_ios": 13.0, "firefox": 78.0}
NEWEST = 10_000.0
TABLE = Path(__file__).parent / "data" / "younger.txt"
PLAIN = re.compile(r"[A-Za-z$][A-Za-z0-9$]*")

# `how` is "delete", or "tell": then each name works as ever and says on the console that it was asked for.
TAKEN = """(([names, how]) => {
  const told = (name) => console.debug(`younger ${name}`);
  const places = (owner, isStatic) => {
    if (owner === "window") return [window, Window.prototype];
    if (owner === "new") return [window];
    return [window[owner], !isStatic && window[owner] && window[owner].prototype].filter(Boolean);
  };
  const take = (owner, called) => {
    const [name, member] = [`${owner} ${called}`, called.replace(".", "")];
    for (const place of places(owner, member !== called)) {
      const found = Object.getOwnPropertyDescriptor(place, member);
      if (!found || !found.configurable) continue;
      if (owner === "new") {
        const construct = (...all) => {
          told(name);
          if (how === "delete") throw new TypeError(name);
          return Reflect.construct(...all);
        };
        Object.defineProperty(place, member, { ...found, value: new Proxy(found.value, { construct }) });
      } else if (how === "delete") delete place[member];
      else {
        Object.defineProperty(place, member, {
          configurable: true,
          get() { told(name); return found.get ? found.get.call(this) : found.value; },
          set(value) {
            if (found.set) found.set.call(this, value);
            else Object.defineProperty(this, member, { ...found, value });
          },
        });
      }
    }
  };
  for (const [owner, member] of names) take(owner, member);
})"""


def younger() -> list[tuple[str, str]]:
    """(interface, member) of all that the table names; what is constructed first, while it is there."""
    lines = (line.split() for line in TABLE.read_text("utf-8").splitlines())
    found = [(owner, member) for owner, *members in lines for member in members]
    return sorted(found, key=lambda name: (name[0] == "window", name))


def script(names: Iterable[tuple[str, str]], how: str) -> str:
    """What a page must run first so that it has none of the names."""
    return f"{TAKEN}({json.dumps([list(names), how])})"


def _has(support: dict[str, Any], browser: str, version: float) -> bool:
    entries = support.get(browser, [])
    for entry in entries if isinstance(entries, list) else [entries]:
        is_other = any(entry.get(word) for word in ("flags", "prefix", "alternative_name"))
        added, removed = (_number(entry.get(word)) for word in ("version_added", "version_removed"))
        if not is_other and added is not None and added <= version and (removed is None or removed > version):
            return True
    return False


def _number(version: str | bool | None) -> float | None:
    found = re.match(r"≤?(\d+(\.\d+)?)", version) if isinstance(version, str) else None
    return float(found[1]) if found else None


def _is_younger(node: dict[str, Any]) -> bool:
    support = node["__compat"]["support"]
    is_old = all(_has(support, browser, version) for browser, version in FLOOR.items())
    return not is_old and _has(support, "chrome", NEWEST)


def _found(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, node in [*data["api"].items(), *data["javascript"]["builtins"].items()]:
        if "__compat" in node and _is_younger(node):
            yield "window", name
            continue
        for key, inner in node.items():
            member = key.removesuffix("_static")
            called = member if member == key else f".{member}"
            if key != "__compat" and PLAIN.fullmatch(member) and "__compat" in inner and _is_younger(inner):
                yield ("new", name) if member == name else ("window" if name == "Window" else name, called)


if __name__ == "__main__":
    table = defaultdict(set)
    for owner, member in _found(json.loads(Path(sys.argv[1]).read_text("utf-8"))):
        table[owner].add(member)
    lines = (f"{owner} {' '.join(sorted(members))}" for owner, members in sorted(table.items()))
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")
