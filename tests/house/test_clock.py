"""No file reads the clock while it is imported, and no action beside the time that it is told."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("core", "madrasah", "kkg", "competency", "config", "tools", "bench")
# Words that ask for the time, whatever they are given; those that ask only when they are given nothing.
ASKS = {"now", "utcnow", "today", "days_from_now", "this_morning", "clock_words", "time_ns"}
ASKS_WITHOUT_WORDS = {"localdate", "localtime", "gmtime"}
TOLD = {"at", "on"}


def files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def asks_the_clock(node: ast.AST) -> bool:
    """`timezone.now()`, `date.today()`, `time.time()`; not `localdate(moment)`, nor SQL's `Now()`."""
    if not isinstance(node, ast.Call):
        return False
    name = ast.unparse(node.func)
    word = name.rpartition(".")[2]
    return word in ASKS or name == "time.time" or (word in ASKS_WITHOUT_WORDS and not node.args)


class AtImport(ast.NodeVisitor):
    """Lines with a look at the clock that run when the file is read: all but those in bodies of functions."""

    def __init__(self) -> None:
        self.lines: list[int] = []

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for part in (*node.decorator_list, node.args):
            self.visit(part)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit(node.args)

    def visit_Call(self, node: ast.Call) -> None:
        if asks_the_clock(node):
            self.lines.append(node.lineno)
        self.generic_visit(node)


def read_at_import(source: str) -> list[int]:
    seen = AtImport()
    seen.visit(ast.parse(source))
    return seen.lines


def read_beside_what_is_told(source: str) -> Iterator[int]:
    """In an action: looks at the clock that are not the second half of `at or timezone.now()`."""
    tree = ast.parse(source)
    fallbacks = {
        node.values[1]
        for node in ast.walk(tree)
        if isinstance(node, ast.BoolOp) and isinstance(node.values[0], ast.Name) and node.values[0].id in TOLD
    }
    yield from (node.lineno for node in ast.walk(tree) if asks_the_clock(node) and node not in fallbacks)


def is_action(path: Path) -> bool:
    return "actions" in path.relative_to(ROOT).with_suffix("").parts


def test_no_file_reads_the_clock_while_it_is_imported() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in files(*PRODUCT, "tests")
        for line in read_at_import(path.read_text("utf-8"))
    ]
    assert found == []


def test_actions_read_the_clock_only_when_nobody_tells_them_the_time() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in filter(is_action, files(*PRODUCT))
        for line in read_beside_what_is_told(path.read_text("utf-8"))
    ]
    assert found == []


def test_no_test_on_a_screen_expects_the_hour_of_the_run() -> None:
    """A run may be told another (`TODAY=…T00:10`): a file that says 09.41 is marked as of the morning."""
    expecting = [
        path.name
        for path in files("tests/browser")
        if "09.41" in (text := path.read_text("utf-8")) and "in_the_morning" not in text
    ]
    assert expecting == []


@pytest.mark.parametrize("folder", PRODUCT)
def test_the_product_turns_no_clock(folder: str) -> None:
    turned = [path for path in files(folder) if "unittest" in path.read_text("utf-8")]
    assert turned == []


@pytest.mark.parametrize(
    "source",
    [
        "TODAY = timezone.localdate()",
        "class A:\n    day = date.today()",
        "def f(day=today()): ...",
        "def f(*, at=datetime.now(UTC)): ...",
        "f = lambda at=now(): at",
        "@pytest.mark.parametrize('day', [days_from_now(1)])\ndef test(day): ...",
        "BEGAN = [time.time() for _ in range(2)]",
    ],
)
def test_a_look_at_import_is_seen(source: str) -> None:
    assert read_at_import(source)


@pytest.mark.parametrize(
    "source",
    ["def f():\n    return now()", "late = lambda: now()", "NOW = Now()", "NOON = time(12)", "D = localdate(m)"],
)
def test_what_waits_for_its_call_is_no_look_at_import(source: str) -> None:
    assert read_at_import(source) == []


def test_an_action_that_looks_beside_what_it_is_told_is_seen() -> None:
    assert list(read_beside_what_is_told("def f(at=None):\n    return (at or now()), timezone.now()")) == [2]
