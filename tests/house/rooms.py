"""Floors, rooms and storeys of the house, and every arrow between them, read from the source.

Belongs here: the tables and the picture (`make map`). What may not be: test_layers.py.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]

# Bottom to top: an app may know those before it; inside an app, a room may know the rooms before it.
FLOORS = ("core", "madrasah", "kkg", "competency", "config")
ROOMS = {
    "madrasah": (
        "users",
        "semesters",
        "places",
        "people",
        "work",
        "accounts",
        "factors",
        "qualifications",
        "removals",
        "merges",
        "closings",
        "school_years",
        "imports",
        "erasures",
        "rights",
        "registers",
        "desk",
    ),
    "kkg": (
        "groups",
        "speakers",
        "sessions",
        "attendance",
        "agenda",
        "photos",
        "decisions",
        "problems",
        "library",
        "record",
        "postponements",
        "programme",
        "calendar",
        "checkin",
        "certificates",
        "letters",
        "coded_lists",
        "reflection",
        "recap",
        "lineage",
        "messages",
        "desk",
    ),
    "competency": (
        "scoring",
        "instruments",
        "visits",
        "sheets",
        "reflections",
        "sharing",
        "paper_forms",
        "followups",
        "rpp",
        "guidance",
        "ties",
        "summary",
        "staircase",
        "needs",
        "recap",
        "growth",
        "effect",
        "district",
        "agreement",
        "findings",
        "mentoring",
        "board",
        "packs",
    ),
}
# Above the rooms of an app: what is put together from them.
ROOF = {"models", "urls", "todo", "carried", "merging", "erasing", "closing", "opening", "management"}
# Storeys of a room, each with those of any room below or of its own that it may take from.
KNOWING = {"scope", "roles", "grants", "querysets", "permissions"}
STORED = KNOWING | {"models", "reads"}
SHOWN = STORED | {"forms", "presenters", "reports", "todo"}
STOREYS = {
    "scope": {"roles", "scope"},
    "grants": KNOWING,
    "guards": KNOWING | {"models"},
    "terms": KNOWING,
    "querysets": KNOWING | {"terms"},
    "permissions": KNOWING,
    "models": {"roles", "querysets", "terms", "models"},
    "reads": STORED,
    "rules": STORED | {"actions", "rules"},
    "forms": STORED | {"rules", "forms"},
    "presenters": STORED | {"forms", "presenters"},
    "reports": STORED | {"reports", "presenters"},
    "actions": STORED | {"rules", "papers", "actions"},  # what gets a number is made first
    "papers": STORED | {"presenters", "reports", "papers"},
    "todo": STORED | {"presenters", "reports"},
    "carried": STORED | {"presenters", "reports"},
    "views": SHOWN | {"actions", "rules", "papers", "guards", "views"},
    "tags": SHOWN,
    "urls": {"views", "rules", "urls"},
    "management": STORED | {"actions"},
}
# Modules named after what they hold, with the storey they stand on.
NAMED = {
    "rosters": "reads",
    "members": "reads",
    "namesakes": "reads",
    "choices": "reads",
    "awards": "reads",
    "weeks": "reads",
    "tallies": "reports",
    "carrying": "actions",
    "days": "actions",
    "reference": "actions",
    "facts": "reports",
    "menus": "presenters",
    "evening": "presenters",
    "merging": "rules",
    "erasing": "rules",
    "sweeping": "actions",
    "book": "actions",
    "closing": "rules",
    "opening": "rules",
    "folds": "rules",
    "likeness": "rules",
    "runs": "actions",
    "undo": "actions",
    "purge": "actions",
    "preview": "presenters",
}
# No Django in them, and of the project only other pure modules.
PURE = {
    "core": {"agents", "charts", "doubts", "formats", "privacy", "workbooks", "whatsapp"},
    "madrasah": {"identity", "competencies", "periods", "names", "states", "linearity", "needles"},
    "kkg": {"lettering", "doubts", "rollcall", "history", "codes", "feed", "tally", "months", "texts", "options"}
    | {"money"},
    "competency": {"scoring", "states", "noted", "texts", "codes", "masters"} | {"disguise", "triangulation"},
}
# What an app shows to the apps above it; config, which composes, takes also what COMPOSED names.
FACES = {
    "papers",
    "models",
    "scope",
    "roles",
    "guards",
    "periods",
    "actions",
    "reports",
    "permissions",
    "competencies",
    "reads",
    "rules",
    "terms",
}
COMPOSED = FACES | {"urls", "todo", "carried"}


class Module(NamedTuple):
    """One file: `room` is empty on ground and roof, `word` is its own name, `storey` what it stands for."""

    path: Path
    name: str
    app: str
    room: str
    word: str
    tree: ast.Module

    @property
    def storey(self) -> str:
        return storey_of(self.word)

    def is_pure(self) -> bool:
        return is_pure(self.name)

    def at(self, node: ast.AST) -> str:
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


class Arrow(NamedTuple):
    """One name that a module takes; `module` is "" for what is not ours. `is_typing`: for annotations only."""

    node: ast.stmt
    full: str
    module: str
    is_typing: bool


def storey_of(word: str) -> str:
    """`views` for views and list_views; a named module stands where NAMED puts it."""
    return NAMED.get(word) or next((storey for storey in STOREYS if word.endswith(f"_{storey}")), word)


def is_pure(name: str) -> bool:
    app, *rest = name.split(".")
    return bool({*rest[:1], *rest[-1:]} & PURE.get(app, set()))


def named(path: Path, source: str | None = None) -> Module:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    if parts[-1] == "__init__":
        parts.pop()
    app, inner = parts[0], parts[1:]
    room = inner[0] if inner and inner[0] in ROOMS.get(app, ()) else ""
    word = (inner[1:] if room else inner)[-1:] or [""]
    if inner[:1] == ["management"]:
        word = ["management"]
    return Module(path, ".".join(parts), app, room, word[0], ast.parse(source or path.read_text("utf-8"), str(path)))


@cache
def modules() -> dict[str, Module]:
    found = [
        named(path) for app in FLOORS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts
    ]
    return {module.name: module for module in found}


def arrows(module: Module) -> Iterator[Arrow]:
    typing = {inner for node in ast.walk(module.tree) if _is_typing(node) for inner in ast.walk(node)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (_arrow(node, alias.name, node in typing) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (_arrow(node, f"{node.module}.{alias.name}", node in typing) for alias in node.names)


def _is_typing(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _arrow(node: ast.stmt, full: str, is_typing: bool) -> Arrow:
    known = modules()
    owner = full if full in known else full.rpartition(".")[0]
    return Arrow(node, full, owner if owner in known else "", is_typing)


def height(module: Module) -> tuple[int, int]:
    """Floor, and the room's place on it: ground beneath the first room, roof above the last."""
    floor, rooms = FLOORS.index(module.app), ROOMS.get(module.app, ())
    if module.room:
        return floor, rooms.index(module.room)
    return floor, len(rooms) if module.word in ROOF or not rooms else -1


def picture() -> str:
    """The house from the roof down, with the two counts that must stay nought.

    No count that grows with every import: it would be out of date in the docs after each merge.
    """
    lines = [
        fill(" ← ".join(ROOMS.get(app, ())) or WORDS[app], 100, initial_indent=f"{app:<12}", subsequent_indent=" " * 12)
        for app in reversed(FLOORS)
    ]
    rooms = sum(len(names) for names in ROOMS.values())
    return "\n".join(
        [*lines, "", f"{len(FLOORS)} floors, {rooms} rooms; arrows upward: {_arrows()['upward']}, circles: {circles()}"]
    )


def size() -> str:
    """Modules and arrows by kind; a name in an annotation is no arrow."""
    return f"{len(modules())} modules; arrows: " + ", ".join(f"{n} {kind}" for kind, n in _arrows().most_common())


def _arrows() -> Counter[str]:
    return Counter(
        _kind_of(module, modules()[arrow.module])
        for module in modules().values()
        for arrow in arrows(module)
        if arrow.module and not arrow.is_typing
    )


WORDS = {"core": "forms, formats, files, jobs, papers, workbooks", "config": "settings, path tree, home page, demo"}


def _kind_of(giver: Module, taker: Module) -> str:
    here, there = height(giver), height(taker)
    if there > here:
        return "upward"
    if there[0] < here[0]:
        return "to a floor below"
    return "to a room below" if there[1] < here[1] else "within a room"


def circles() -> int:
    """Rooms that know each other in a ring, counted on the arrows themselves and not on the table."""
    after: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for module in modules().values():
        for arrow in arrows(module):
            if arrow.module and not arrow.is_typing:
                there = modules()[arrow.module]
                pair = (module.app, _place(module)), (there.app, _place(there))
                after.setdefault(pair[0], set()).add(pair[1])
    return sum(1 for room in after if room in _reached(after, room))


def _place(module: Module) -> str:
    return module.room or (module.word if module.app != "core" else "")


def _reached(after: dict, start: tuple[str, str]) -> set:
    found, todo = set(), [one for one in after[start] if one != start]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo.extend(after.get(one, ()))
    return found


if __name__ == "__main__":
    print(picture(), size(), sep="\n")
