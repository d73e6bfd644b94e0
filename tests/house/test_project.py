"""What the project's pages promise: commands and files that exist, settings that are read, the same judges.

Nothing here runs a command; tests/tools and .ci/run do.
"""

import ast
import re
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from tools.words import CHECKS, WORDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
READERS = [*sorted((ROOT / "config").glob("*.py")), ROOT / "gunicorn.conf.py", *sorted((ROOT / "tools").glob("*.py"))]
COMPONENTS = ROOT / "templates/components"

page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())


def found(pattern: str, text: str) -> set[str]:
    return set(re.findall(pattern, text, re.M))


@page
def test_every_command_a_page_names_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    words = found(r"(?:^|`|\bkkg )make (\w+)", text)
    assert words - set(WORDS) == set()
    assert found(r"make manage c=\"(\w+)", text) - set(get_commands()) == set()


def test_the_makefile_knows_the_same_words() -> None:
    text = (ROOT / "Makefile").read_text()
    assert found(r"make (\w+)  ", text) == set(WORDS)
    assert set(re.search(r"^\.PHONY: (.+)$", text, re.M)[1].split()) - {"help"} == set(WORDS)


@page
def test_every_file_a_page_names_exists(page: Path) -> None:
    """Links stand beside their page; names in backticks are whole or the end of one, "…" a sample."""
    text = page.read_text("utf-8")
    links = found(r"\]\(([^)#:]+)\)", text) | found(r'src="(docs/[^"]+)"', text)
    assert [link for link in links if not (page.parent / link).exists()] == []
    names = found(r"`((?:\w+/)+[\w.]+\.(?:py|md|js|css|html|txt|yaml|typ))`", text)
    here = [
        path.relative_to(ROOT).as_posix()
        for top in ROOT.iterdir()
        if top.is_dir() and top.name[0] != "."
        for path in top.rglob("*.*")
    ]
    assert [name for name in names if not any(f"/{path}".endswith(f"/{name}") for path in here)] == []


def test_every_setting_is_a_line_of_the_sample_and_no_other() -> None:
    text = "\n".join(path.read_text("utf-8") for path in READERS)
    read = found(r'(?:env\.\w+|required|\bsetting|environ\.get)\(\s*"([A-Z_]+)"', text)
    shown = found(r"^#?([A-Z_]+)=[^#]*$", (ROOT / ".env.example").read_text("utf-8"))
    assert read == shown
    assert len(read) > 25


def test_a_commit_is_judged_by_the_tools_of_make_check() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = {hook["name"]: hook["entry"] for repo in config["repos"] for hook in repo["hooks"]}
    tools = {name: words for name, words in CHECKS.items() if words[0] != "manage.py"}
    assert hooks.keys() == tools.keys()
    for name, words in tools.items():
        options = [word for word in words[1:] if word not in (".", "templates", "static/js")]
        assert hooks[name].removesuffix(" --force-exclude") == " ".join([f".venv/bin/{words[0]}", *options])


def test_every_component_of_the_cookbook_exists_and_reads_what_it_is_given() -> None:
    text = (ROOT / "docs/tampilan.md").read_text("utf-8")
    wrong = []
    for name, given in re.findall(r'{% include "components/([\w.]+)"([^%]*)%}', text):
        component = COMPONENTS / name
        source = component.read_text("utf-8") if component.exists() else ""
        wrong += [f"{name}: {word}" for word in re.findall(r" (\w+)=", given) if not re.search(rf"\b{word}\b", source)]
        wrong += [] if source else [name]
    assert wrong == []


def test_every_class_of_the_cookbook_has_a_style() -> None:
    text = (ROOT / "docs/tampilan.md").read_text("utf-8")
    styles = "".join(path.read_text("utf-8") for path in (ROOT / "static").rglob("*.css"))
    shown = {word for words in re.findall(r'class="([^"{]+)"', text) for word in words.split()}
    assert {word for word in shown if f".{word}" not in styles} == set()
    assert len(shown) > 15


def modules() -> list[Path]:
    apps = ("core", "madrasah", "kkg", "competency", "config")
    return [path for app in apps for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]


def test_no_two_modules_say_the_same_of_themselves() -> None:
    """What was copied with a file is no longer true of it. Addresses and app configs have nothing to tell."""
    said: dict[str, list[str]] = {}
    for path in modules():
        if path.name not in ("apps.py", "urls.py"):
            words = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
            said.setdefault(words, []).append(path.relative_to(ROOT).as_posix())
    assert [names for words, names in said.items() if words and len(names) > 1] == []


def test_every_file_of_ours_that_the_code_names_exists() -> None:
    ours = r"(?<![\w/.\"'])((?:core|madrasah|kkg|competency|config|tests)/[\w/]+\.\w+)"
    names = {name for path in modules() for name in found(ours, path.read_text("utf-8"))}
    assert [name for name in sorted(names) if not (ROOT / name).exists()] == []
