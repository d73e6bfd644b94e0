"""Files stay small enough to be read at once. Scripts and their functions: .oxlintrc.json."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

FOLDERS = ("core", "madrasah", "kkg", "competency", "config", "tools", "templates")


def budget(name: str) -> int | None:
    """The most lines a file of this name may have; None for what nobody reads from end to end."""
    path = Path(name)
    if "migrations" in path.parts:
        return None
    if path.suffix == ".py":
        return 200 if path.stem.endswith("views") else 300
    if path.suffix == ".html":
        return 90 if name == "templates/base.html" else 160
    return None


def over() -> set[str]:
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.*") if path.is_file()]
    sizes = {path.relative_to(ROOT).as_posix(): path for path in files}
    return {
        name
        for name, path in sizes.items()
        if (most := budget(name)) and len(path.read_text("utf-8").splitlines()) > most
    }


def test_no_file_outgrows_its_budget() -> None:
    assert over() == set()


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("kkg/problem/views.py", 200),
        ("kkg/problems/views.py", 200),
        ("kkg/problem/actions.py", 300),
        ("templates/kkg/problem/detail.html", 160),
        ("templates/base.html", 90),
        ("kkg/migrations/0001_first.py", None),
    ],
)
def test_each_kind_of_file_has_its_budget(name: str, most: int | None) -> None:
    assert budget(name) == most
