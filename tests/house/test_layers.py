"""Who may import whom, held against the tables of rooms.py. A failure names file:line and the rule."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.rooms import (
    COMPOSED,
    FACES,
    FLOORS,
    NAMED,
    PURE,
    ROOMS,
    ROOT,
    STOREYS,
    Module,
    arrows,
    circles,
    height,
    is_pure,
    modules,
    named,
    picture,
    storey_of,
)

# Words that do not occur in a view straight after `objects`.
BARE_QUERIES = {"all", "get", "filter"}
# Ways for code to run, or for rows to be tied, that nobody sees at the place where it happens.
HIDDEN_TIES = {"django.db.models.signals", "django.dispatch", "django.core.signals"}
GENERIC_TIES = {"GenericForeignKey", "GenericRelation"}
# These may name a model in an annotation, though they stand beneath it.
ANNOTATE = {"querysets", "permissions", "guards", "grants", "scope"}


def faults_between(module: Module) -> Iterator[str]:
    faces = COMPOSED if module.app == "config" else FACES
    for arrow in arrows(module):
        if not arrow.module or arrow.module.split(".")[0] == module.app:
            continue
        there = modules()[arrow.module]
        if FLOORS.index(there.app) > FLOORS.index(module.app):
            yield f"{module.at(arrow.node)} {module.app} must not know {there.app} (imports point downward)"
        elif there.app != "core" and there.storey not in faces and not there.is_pure():
            yield f"{module.at(arrow.node)} {arrow.full} is no face of {there.app} that {module.app} may use"


def faults_of_rooms(module: Module) -> Iterator[str]:
    for arrow in arrows(module):
        there = modules().get(arrow.module)
        if there is None or there.app != module.app or module.app not in ROOMS or _may_annotate(module, arrow):
            continue
        if height(there) > height(module):
            yield f"{module.at(arrow.node)} {module.room or module.word} stands beneath {there.room or there.word}"


def faults_of_storeys(module: Module) -> Iterator[str]:
    if module.storey not in STOREYS or module.is_pure() or module.app not in ROOMS:
        return
    for arrow in arrows(module):
        there = modules().get(arrow.module)
        if there is None or there.app != module.app or there.is_pure() or _may_annotate(module, arrow):
            continue
        if there.storey in STOREYS and there.storey not in STOREYS[module.storey] | {module.storey}:
            yield f"{module.at(arrow.node)} {module.storey} must not take {arrow.full}"


def _may_annotate(module: Module, arrow) -> bool:
    return arrow.is_typing and module.storey in ANNOTATE


def faults_of_purity(module: Module) -> Iterator[str]:
    if not module.is_pure():
        return
    for arrow in arrows(module):
        if arrow.full.split(".")[0] in {"django", "crispy_forms", "pghistory"}:
            yield f"{module.at(arrow.node)} {module.word} is free of Django, yet takes {arrow.full}"
        if arrow.module and not is_pure(arrow.module):
            yield f"{module.at(arrow.node)} pure {module.word} imports {arrow.full}, which is not pure"


def faults_of_late_imports(module: Module) -> Iterator[str]:
    for function in ast.walk(module.tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{module.at(node)} imports inside a function hide what a module needs"


def faults_of_bare_queries(module: Module) -> Iterator[str]:
    if module.storey != "views":
        return
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in BARE_QUERIES
            and isinstance(node.value, ast.Attribute)
            and node.value.attr in ("objects", "_default_manager")
        ):
            yield f"{module.at(node)} .objects.{node.attr} in a view: use get_visible_or_404 or visible_to"


def faults_of_hidden_ties(module: Module) -> Iterator[str]:
    for arrow in arrows(module):
        if any(f"{arrow.full}.".startswith(f"{tie}.") for tie in HIDDEN_TIES):
            yield f"{module.at(arrow.node)} no signals: an action says what follows"
        if arrow.full.rpartition(".")[2] in GENERIC_TIES:
            yield f"{module.at(arrow.node)} no generic foreign keys: a row names what it belongs to"


def faults_of_barrels(module: Module) -> Iterator[str]:
    """A file that only hands on is a detour; `models` is the one Django asks for."""
    if module.path.name == "__init__.py" and module.tree.body and module.app in ROOMS:
        yield f"{module.path.relative_to(ROOT)} is not empty"


RULES = [
    faults_between,
    faults_of_rooms,
    faults_of_storeys,
    faults_of_purity,
    faults_of_late_imports,
    faults_of_bare_queries,
    faults_of_hidden_ties,
    faults_of_barrels,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_house_keeps_its_order(rule) -> None:
    faults = [fault for module in modules().values() for fault in rule(module)]
    assert not faults, "\n" + "\n".join(faults)


def test_no_rooms_know_each_other_in_a_circle() -> None:
    assert circles() == 0


def test_every_name_of_the_tables_stands_for_something_in_the_house() -> None:
    words = {part for name in modules() for part in name.split(".")} | {storey_of(m.word) for m in modules().values()}
    tables = {*NAMED, *STOREYS, *(word for pure in PURE.values() for word in pure), *FACES}
    assert tables <= words | {"reads", "rules"}
    assert {app: tuple(sorted(rooms)) for app, rooms in ROOMS.items()} == {
        app: tuple(
            sorted(
                p.parent.name
                for p in (ROOT / app).glob("*/__init__.py")
                if p.parent.name not in {"migrations", "management"}
            )
        )
        for app in ROOMS
    }


def test_the_picture_in_the_docs_is_the_one_make_map_prints() -> None:
    assert picture() in (ROOT / "docs" / "arsitektur.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (faults_between, "core/forms.py", "from madrasah.people.models import Person"),
        (faults_between, "madrasah/scope.py", "import kkg.models"),
        (faults_between, "competency/todo.py", "from kkg.sessions.querysets import SessionQuerySet"),
        (faults_between, "kkg/sessions/forms.py", "from madrasah.people import forms"),
        (faults_between, "config/views.py", "from kkg.sessions import views"),
        (faults_of_rooms, "kkg/groups/models.py", "from kkg.sessions.actions import open_session"),
        (faults_of_rooms, "kkg/sessions/views.py", "from kkg import urls"),
        (faults_of_storeys, "kkg/sessions/querysets.py", "from kkg.sessions.models import Session"),
        (faults_of_storeys, "kkg/sessions/forms.py", "from kkg.sessions import reports"),
        (faults_of_storeys, "kkg/sessions/actions.py", "from kkg.sessions import presenters"),
        (faults_of_purity, "competency/scoring/engine.py", "from django.utils import timezone"),
        (faults_of_purity, "kkg/agenda/history.py", "from kkg.sessions.models import Topic"),
        (faults_of_late_imports, "core/web.py", "def page():\n    from core import formats"),
        (faults_of_bare_queries, "kkg/sessions/views.py", "Session.objects.filter(pk=1)"),
        (faults_of_hidden_ties, "kkg/groups/models.py", "from django.db.models.signals import post_save"),
        (faults_of_hidden_ties, "core/models.py", "from any.fields import GenericForeignKey"),
        (faults_of_barrels, "kkg/sessions/__init__.py", "from kkg.sessions.models import Session"),
    ],
)
def test_each_rule_sees_its_fault(rule, path, source) -> None:
    assert list(rule(named(ROOT / path, source)))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("kkg/sessions/views.py", "from madrasah.guards import actor\nfrom kkg.sessions import actions, forms\n"),
        ("competency/followups/actions.py", "from kkg.agenda.actions import add_topic\n"),
        (
            "competency/rpp/models.py",
            "from competency.sheets.states import State\nfrom madrasah.models import Person\n",
        ),
        ("kkg/sessions/permissions.py", "if TYPE_CHECKING:\n    from kkg.sessions.models import Session\n"),
    ],
)
def test_ordinary_imports_pass(path, source) -> None:
    module = named(ROOT / path, source)
    assert [fault for rule in RULES for fault in rule(module)] == []
