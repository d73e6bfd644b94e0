"""Templates keep the house's habits: no orphan, nothing the policy refuses, no hard-written office."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
APPS = ("core", "madrasah", "kkg", "competency", "config")

# Found by Django, crispy or axes under a name of their own.
CALLED_BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "405.html", "500.html", "503.html"}
FOLDERS = r"components|config|bootstrap5|django|(madrasah|kkg|competency)/\w+"
OFFICES = re.compile(r"\b(Pengawas|Kepala [Mm]adrasah|Petugas kabupaten)\b")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT / "templates").as_posix()


def sources() -> str:
    """Everything that can name a template."""
    python = [p.read_text() for app in APPS for p in (ROOT / app).rglob("*.py")]
    return "\n".join(python + [p.read_text() for p in TEMPLATES])


def test_no_template_is_an_orphan() -> None:
    text = sources()
    orphans = [
        name
        for name in map(name_of, TEMPLATES)
        if name not in CALLED_BY_NAME and not name.startswith(("bootstrap5/", "django/")) and name not in text
    ]
    assert orphans == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("style attribute", r"<[^>]*\sstyle="),
        ("style element", r"<style"),
        ("inline script", r"<script(?![^>]*\ssrc=)"),
        ("event attribute", r"<[^>]*\son[a-z]+="),
        ("address of another host", r"(?:src|href)=\"https?://(?!wa\.me)"),
    ],
)
def test_no_template_holds_what_the_content_policy_refuses(what: str, pattern: str) -> None:
    allowed = {"500.html", "503.html"} if what.startswith("style") else set()
    found = [name_of(p) for p in TEMPLATES if name_of(p) not in allowed and re.search(pattern, p.read_text())]
    assert found == []


def test_no_template_writes_an_office_whose_word_is_a_setting() -> None:
    found = [name_of(p) for p in TEMPLATES if OFFICES.search(p.read_text())]
    assert found == []


def test_templates_lie_in_the_room_of_their_noun() -> None:
    odd = [
        name
        for name in map(name_of, TEMPLATES)
        if not re.fullmatch(
            r"((components|config|madrasah/\w+|kkg/\w+|competency/\w+|bootstrap5|django)/.+|[a-z0-9_]+)\.html", name
        )
    ]
    assert odd == []


def test_no_form_is_included_without_the_page_it_needs_its_token_from() -> None:
    """`only` takes csrf_token away, and the test client never asks for it; action.html posts only if told."""
    posting = {name_of(path) for path in TEMPLATES if "{% csrf_token %}" in path.read_text()}
    found = [
        f"{name_of(path)}: {name}"
        for path in TEMPLATES
        for name, values in re.findall(r'{% include "([^"]+)"([^%]*) only %}', path.read_text())
        if name in posting and (name != "components/action.html" or 'method="post"' in values)
    ]
    assert found == []


def test_what_asks_whether_one_is_sure_has_no_second_title() -> None:
    """A page with a head of its own has its `h1` already."""
    heads = [p for p in TEMPLATES if "components/page_head.html" in (text := p.read_text()) and "confirm.html" in text]
    assert heads and [name_of(p) for p in heads if 'confirm.html" with level=2' not in p.read_text()] == []


def test_what_asks_whether_one_is_sure_names_what_it_is_about() -> None:
    """ "Hapus draf ini?" alone lets a hurried head delete another's; a page head or a title of its own names it too."""
    asked = [
        (name_of(path), words)
        for path in TEMPLATES
        for words in re.findall(r'{% include "components/confirm.html" with ([^%]+)%}', path.read_text())
    ]
    is_named = re.compile(r'level=2|about=|title=[a-z]|title="[^"]*"\|add:')
    assert asked and [name for name, words in asked if not is_named.search(words)] == []


def test_a_link_that_stands_alone_is_a_thumbs_breadth() -> None:
    """A paragraph of nothing but links has `class="link"`, or a thumb misses its one line."""
    found = []
    for path in TEMPLATES:
        for words in re.findall(r"<p(?: [^>]*)?>(.*?)</p>", path.read_text(), re.DOTALL):
            bare = re.sub(r"<(a|button)\b.*?</\1>|{[%#].*?[%#]}|<[^>]+>", "", words, flags=re.DOTALL).strip()
            if re.search(r"<a\s+href", words) and not bare and name_of(path) != "bare.html":  # has no styles
                found.append(f"{name_of(path)}: {words.strip()[:80]}")
    assert found == []
