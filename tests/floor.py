"""What the oldest promised browsers lack (decisions.md 36): two tables, and the script that takes it from a newer one.

`python -m tests.floor data.json` makes the tables anew from MDN's browser-compat-data (CC0; npm
@mdn/browser-compat-data, 8.1.9 when it was last made). It names what today's Chromium has and one of FLOOR has not:
an interface and its members (with a dot: on the interface itself); "window" for globals; "new" for what cannot be
constructed there. The table of styles has a line for each kind of thing (tests/static/test_styles.py reads it).
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
STYLES = TABLE.with_name("younger_styles.txt")
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


def _is_younger(node: dict[str, Any], browsers: Iterable[str] = FLOOR) -> bool:
    support = node["__compat"]["support"]
    is_old = all(_has(support, browser, FLOOR[browser]) for browser in browsers)
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


def _found_styles(css: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """("property", "inset"), ("value", "overflow-wrap:anywhere"), ("selector", "has"), ("unit", "dvh") …"""
    for kind, part in (("property", "properties"), ("selector", "selectors"), ("rule", "at-rules"), ("type", "types")):
        for name, node in css[part].items():
            is_young = "__compat" in node and _is_younger(node, ("chrome", "safari"))
            if is_young and not name.startswith("-"):
                yield kind, name
            inner = [key for key, value in node.items() if key[0] != "_" and _is_younger(value, ("chrome", "safari"))]
            if kind == "property" and not is_young:
                yield from (("value", f"{name}:{key}") for key in inner if not name.startswith("-"))
            elif name == "media":
                yield from (("media", key) for key in inner)
            elif kind == "type" and name != "length":
                yield from (("type", key) for key in inner)
    yield from (("unit", f"{size}{way}") for size in "sld" for way in ("vh", "vw", "vi", "vb", "vmin", "vmax"))


def _write(path: Path, found: Iterable[tuple[str, str]]) -> None:
    table = defaultdict(set)
    for owner, member in found:
        table[owner].add(member)
    lines = (f"{owner} {' '.join(sorted(members))}" for owner, members in sorted(table.items()))
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    data = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    _write(TABLE, _found(data))
    _write(STYLES, _found_styles(data["css"]))
