"""Who may import whom (the table of docs/arsitektur.md), read from the source of every module.

The tables come first; the rest only reads imports and compares. A failure names file:line and the rule.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

# Between apps: an importer (row) may use these modules of the others. Own modules: the tables below.
FACES = {
    "models", "scope", "roles", "guards", "periods", "actions", "reports", "permissions", "competencies",
    "merging", "closing",
}  # fmt: skip
# Shown though their module is not: verbs on dates alone, for models of an upper app that have a term.
NAMED_FACES = {
    "madrasah.querysets.TermQuerySet",
    "madrasah.querysets.PersonTermQuerySet",
    "madrasah.imports.purge.purge_runs",  # a daily duty
}
COMPOSED = FACES | {"urls", "todo", "papers"}
EVERYTHING: set[str] = set()
BETWEEN = {
    "core": {},
    "madrasah": {"core": EVERYTHING},
    "kkg": {"core": EVERYTHING, "madrasah": FACES},
    "competency": {"core": EVERYTHING, "madrasah": FACES, "kkg": FACES},
    "config": {"core": EVERYTHING, "madrasah": COMPOSED, "kkg": COMPOSED, "competency": COMPOSED},
}

# Pure modules: no Django at all, and of the project only other pure modules.
PURE = {
    "core": {"agents", "formats", "privacy", "sheets", "whatsapp"},
    "madrasah": {"identity", "periods", "linearity", "names", "competencies", "states"},
    "kkg": {
        "agenda",
        "checkin",
        "dates",
        "doubts",
        "feed",
        "lettering",
        "messages",
        "programme",
        "recap",
        "rollcall",
    },
    "competency": {"scoring", "states"},
}
NO_DJANGO = {"competency": {"presenters"}}

# Inside an app: a module of this kind may import these kinds of its own app, besides pure ones.
GROUND = {"roles", "scope"}
KNOWING = GROUND | {"querysets", "permissions", "guards"}
STORED = KNOWING | {"models"}
SHOWN = STORED | {"forms", "presenters", "reports", "todo"}
INSIDE = {
    "roles": GROUND,
    "scope": GROUND,
    "querysets": KNOWING,
    "permissions": KNOWING,
    "guards": KNOWING,
    "models": {"roles", "querysets"},
    "forms": STORED | {"merging", "closing"},
    "presenters": STORED,
    "reports": STORED,
    "todo": STORED | {"reports"},
    "merging": STORED | {"actions"},
    "closing": STORED,
    "actions": STORED | {"merging", "closing"},
    "imports": STORED | {"actions"},
    "papers": STORED | {"presenters", "reports"},
    "views": SHOWN | {"actions", "imports", "merging", "closing", "papers"},
    "urls": {"views", "merging", "closing"},
    "management": STORED | {"actions"},
}
# A module may always import its own kind (forms of forms, a package's own parts). Kinds not named above
# (admin, apps, migrations, templatetags and everything in core and config) are free inside their app.

# Words that do not occur in these kinds of module, straight after `objects`.
BARE_QUERIES = {"all", "get", "filter"}
# Counting is not seeing: the only homes of this word.
COUNTING_HOMES = {"reports", "querysets"}
# Ways for code to run, or for rows to be tied, that nobody sees at the place where it happens.
HIDDEN_TIES = {"django.db.models.signals", "django.dispatch", "django.core.signals"}
GENERIC_TIES = {"GenericForeignKey", "GenericRelation"}

APPS = tuple(BETWEEN)
ROOT = Path(__file__).resolve().parents[2]


class Module(NamedTuple):
    """One file of an app: `kind` is the first word below the app (`models` for models/people.py)."""

    path: Path
    app: str
    kind: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"

    def is_pure(self) -> bool:
        return self.kind in PURE.get(self.app, set())


class Import(NamedTuple):
    """One name a module takes; `app` and `kind` are empty for what is not ours."""

    node: ast.stmt
    full: str
    app: str
    kind: str


def read_module(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return Module(path, parts[0], parts[1], ast.parse(path.read_text("utf-8"), str(path)))


MODULES = [read_module(path) for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]


def imports_of(module: Module) -> Iterator[Import]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (parsed(node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = absolute(module, node)
            yield from (parsed(node, f"{source}.{alias.name}") for alias in node.names)


def absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = module.path.relative_to(ROOT).parent.parts
    base = package[: len(package) - node.level + 1]
    return ".".join((*base, *filter(None, [node.module])))


def parsed(node: ast.stmt, full: str) -> Import:
    app, _, rest = full.partition(".")
    if app not in APPS:
        return Import(node, full, "", "")
    return Import(node, full, app, rest.partition(".")[0])


def faults_between(module: Module) -> Iterator[str]:
    allowed = BETWEEN[module.app]
    for taken in imports_of(module):
        if not taken.app or taken.app == module.app:
            continue
        if taken.app not in allowed:
            yield f"{module.at(taken.node)} {module.app} must not know {taken.app} (imports point downward)"
        elif taken.full not in NAMED_FACES and taken.kind not in (allowed[taken.app] or {taken.kind}):
            yield f"{module.at(taken.node)} {taken.full} is no face of {taken.app} that {module.app} may use"


def faults_inside(module: Module) -> Iterator[str]:
    if module.kind not in INSIDE or module.is_pure() or module.app in ("core", "config"):
        return
    allowed = INSIDE[module.kind] | PURE[module.app] | {module.kind, "apps"}
    for taken in imports_of(module):
        if taken.app == module.app and taken.kind not in allowed:
            yield f"{module.at(taken.node)} {module.kind} must not import {taken.full} of its own app"


def faults_of_purity(module: Module) -> Iterator[str]:
    no_django = module.is_pure() or module.kind in NO_DJANGO.get(module.app, set())
    for taken in imports_of(module):
        if no_django and taken.full.split(".")[0] in {"django", "crispy_forms", "pghistory"}:
            yield f"{module.at(taken.node)} {module.kind} is free of Django, yet takes {taken.full}"
        if module.is_pure() and taken.app and taken.kind not in PURE.get(taken.app, set()):
            yield f"{module.at(taken.node)} pure {module.kind} imports {taken.full}, which is not pure"


def faults_of_late_imports(module: Module) -> Iterator[str]:
    for function in ast.walk(module.tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{module.at(node)} imports inside a function hide what a module needs"


def faults_of_bare_queries(module: Module) -> Iterator[str]:
    if module.kind != "views":
        return
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in BARE_QUERIES
            and isinstance(node.value, ast.Attribute)
            and node.value.attr in ("objects", "_default_manager")
        ):
            yield f"{module.at(node)} .objects.{node.attr} in a view: use get_visible_or_404 or visible_to"


def faults_of_counting(module: Module) -> Iterator[str]:
    if module.kind in COUNTING_HOMES:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr == "countable_by":
            yield f"{module.at(node)} countable_by outside reports: counting is not seeing"


def faults_of_hidden_ties(module: Module) -> Iterator[str]:
    for taken in imports_of(module):
        if any(f"{taken.full}.".startswith(f"{tie}.") for tie in HIDDEN_TIES):
            yield f"{module.at(taken.node)} no signals: an action says what follows"
        if taken.full.rpartition(".")[2] in GENERIC_TIES:
            yield f"{module.at(taken.node)} no generic foreign keys: a row names what it belongs to"


RULES = [
    faults_between,
    faults_inside,
    faults_of_purity,
    faults_of_late_imports,
    faults_of_bare_queries,
    faults_of_counting,
    faults_of_hidden_ties,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_house_keeps_its_order(rule) -> None:
    faults = [fault for module in MODULES for fault in rule(module)]
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (faults_between, "core/forms.py", "from madrasah.models import Person"),
        (faults_between, "madrasah/scope.py", "import kkg.models"),
        (faults_between, "competency/todo.py", "from kkg.querysets import SessionQuerySet"),
        (faults_between, "kkg/forms.py", "from madrasah import forms"),
        (faults_between, "config/views.py", "from kkg.views import sessions"),
        (faults_inside, "kkg/models/groups.py", "from ..actions import open_session"),
        (faults_inside, "kkg/querysets.py", "from kkg.models import Session"),
        (faults_inside, "kkg/forms.py", "from kkg import reports"),
        (faults_inside, "madrasah/urls.py", "from madrasah.models import Person"),
        (faults_of_purity, "competency/scoring/engine.py", "from django.utils import timezone"),
        (faults_of_purity, "kkg/agenda.py", "from kkg.models import Topic"),
        (faults_of_purity, "competency/presenters.py", "import django.utils.html"),
        (faults_of_late_imports, "core/web.py", "def page():\n    from core import formats"),
        (faults_of_bare_queries, "kkg/views/sessions.py", "Session.objects.filter(pk=1)"),
        (faults_of_counting, "kkg/views/sessions.py", "Session.objects.countable_by(user)"),
        (faults_of_hidden_ties, "kkg/models/groups.py", "from django.db.models.signals import post_save"),
        (faults_of_hidden_ties, "core/models.py", "from any.fields import GenericForeignKey"),
    ],
)  # fmt: skip
def test_each_rule_sees_its_fault(rule, path, source) -> None:
    parts = Path(path).with_suffix("").parts
    assert list(rule(Module(ROOT / path, parts[0], parts[1], ast.parse(source))))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("kkg/views/sessions.py", "from madrasah.guards import refuse_if\nfrom kkg import actions, forms\n"),
        ("competency/actions/followups.py", "from kkg.actions import add_topic\n"),
        ("competency/models/rpp.py", "from competency.states import State\nfrom madrasah import models\n"),
        ("config/urls.py", "from kkg import urls\nfrom config import views\n"),
    ],
)  # fmt: skip
def test_ordinary_imports_pass(path, source) -> None:
    parts = Path(path).with_suffix("").parts
    module = Module(ROOT / path, parts[0], parts[1], ast.parse(source))
    assert [fault for rule in RULES for fault in rule(module)] == []
