"""What every page's frame shows is never hidden by a page's own word of the same name ("Versi 42 versi 3")."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from config.navigation import page_frame
from tests.cast import Cast
from tests.house.rooms import ROOT, modules

# Django's log-in page puts the host's name there, so that page says the frame's own again.
SAME = {"madrasah/accounts/views.py: site_name"}


@pytest.fixture
def frame(cast: Cast) -> set[str]:
    """The names that base.html reads."""
    request = RequestFactory().get("/")
    request.user = cast.gita
    return set(page_frame(request))


def said_by(path: Path) -> Iterator[str]:
    """Names that a module of views or presenters, or a template's `with`, gives to a page."""
    if path.suffix == ".html":
        for words in re.findall(r"{%\s*with\s+([^%]+)%}", path.read_text("utf-8")):
            yield from re.findall(r"(\w+)=", words)
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        keys = node.keys if isinstance(node, ast.Dict) else []
        yield from (key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


def test_no_page_hides_a_name_of_the_frame(frame: set[str]) -> None:
    code = [module.path for module in modules().values() if module.storey in ("views", "presenters")]
    pages = [*code, *(ROOT / "templates").rglob("*.html")]
    found = {f"{path.relative_to(ROOT)}: {name}" for path in pages for name in said_by(path) if name in frame}
    assert found - SAME == set()
    assert {"app_version", "site_name", "nav"} <= frame
    assert "version" not in frame


@pytest.mark.parametrize(("first", "last", "said"), [(22, 22, "butir 22 dari 30"), (21, 22, "butir 21–22 dari 30")])
def test_a_stage_of_one_item_names_it_once(first: int, last: int, said: str) -> None:
    numbers = {"stage": 1, "stages": 3, "first": first, "last": last, "total": 30, "done": 0}
    assert said in " ".join(render_to_string("components/stage_head.html", numbers).split())


NAMES = {"person", "keeper", "observer", "owner", "leader", "notetaker", "teacher", "_names"}
MENDED = {"ended", "called"}
ENDS_BY_A_NAME = re.compile(r"{{ [\w.]*\b(?:" + "|".join(NAMES) + r") }}\.(?=\s|<)")


def words_in(node: ast.expr) -> set[str]:
    parts = [part for part in ast.walk(node) if isinstance(part, ast.Name | ast.Attribute)]
    return {part.id if isinstance(part, ast.Name) else part.attr for part in parts}


def ends_by_a_name(source: str) -> Iterator[str]:
    """Places where a full stop follows a name at once: it may end with a title, and so with a stop of its own."""
    for node in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)):
        for said, then in pairwise(node.values):
            stops = isinstance(then, ast.Constant) and re.match(r"\.(\s|$)", str(then.value))
            if stops and isinstance(said, ast.FormattedValue):
                words = words_in(said.value)
                if words & NAMES and not words & MENDED and "pk" not in words:
                    yield ast.unparse(node)


def test_no_sentence_has_two_full_stops_after_a_title() -> None:
    faults = [fault for one in modules().values() for fault in ends_by_a_name(one.path.read_text("utf-8"))]
    pages = ((path, ENDS_BY_A_NAME.search(path.read_text("utf-8"))) for path in (ROOT / "templates").rglob("*.html"))
    assert faults + [f"{path.name}: {found[0]}" for path, found in pages if found] == []
    assert ENDS_BY_A_NAME.search("dari {{ sheet.observer }}. Isi")
    assert list(ends_by_a_name('f"Dipegang {held.person}. Akhiri"'))
