"""No style needs what Chrome 80 or Safari 13 lack: it stands under @supports, or what is missing there does no harm."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.floor import STYLES

SHEETS = sorted((Path(__file__).resolve().parents[2] / "static").rglob("*.css"))
HARMLESS = {
    "appearance": "-webkit-appearance stands before it, or the browser shows its own tick",
    "align-content:start": "the big screen, filled from its top by itself",
    "rect": "clip: rect() is as old as the web",
    ":file-selector-button": "the browser's own button of a file",
    "print-color-adjust": "paper without colours",
    "text-decoration-skip-ink": "an underline through a letter",
    "text-decoration:dotted": "an underline without dots",
    "accent-color": "a tick in the browser's own colour",
    "color-scheme": "light scroll bars in the dark",
    "forced-color-adjust": "a mode the floor does not have",
    "media forced-colors": "a mode the floor does not have",
    "gap": "flexing boxes: margins under @supports not (inset: 0)",
    "scroll-margin-top": "a field is scrolled to the very top",
    "text-underline-offset": "an underline a little closer",
    "text-wrap": "a title broken less evenly",
    "user-select": "a tap may mark a word",
    "overflow-wrap:anywhere": "a very long word widens its box",
    ":focus-visible": "the browser's own mark of focus",
    "unit dvh": "100vh stands before it",
    "clamp": "the size that stands without it",
    "container-type": "see @container",
    "@container": "letters twice as large make a row a little wider than the screen",
}
CHUNK = re.compile(r"([^{};]*)([{};])")


def table() -> dict[str, set[str]]:
    return {kind: set(names) for kind, *names in map(str.split, STYLES.read_text("utf-8").splitlines())}


def bare(css: str) -> str:
    """Without comments and without what stands under @supports; under "@supports not" it is for the floor."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    while found := re.search(r"@supports (?!not)[^{]*\{", css):
        depth, end = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        css = css[: found.start()] + css[end:]
    return css


def younger_in(css: str) -> Iterator[str]:
    """What the floor lacks of this style sheet, as HARMLESS names it."""
    lacks = table()
    for words, end in CHUNK.findall(bare(css)):
        if end != "{":
            name, _, value = map(str.strip, words.partition(":"))
            yield from {name} & (lacks["property"] | {"gap"})
            yield from (
                f"{name}:{word}" for word in re.findall(r"[a-z-]+", value) if f"{name}:{word}" in lacks["value"]
            )
            yield from set(re.findall(r"([a-z-]+)\(", value)) & lacks["type"]
            yield from (f"unit {unit}" for unit in re.findall(r"\d([a-z]+)\b", value) if unit in lacks["unit"])
        elif words.strip().startswith("@"):
            yield from (f"@{name}" for name in re.findall(r"@([a-z-]+)", words) if name in lacks["rule"])
            yield from (f"media {name}" for name in re.findall(r"\(([a-z-]+)", words) if name in lacks["media"])
            yield from ("media range" for _ in re.findall(r"[<>]=?", words))
        else:
            names = re.findall(r"(?<!\\):{1,2}([a-z][a-z-]*)", words)
            yield from (f":{name}" for name in names if name in lacks["selector"])
            yield from (":not(a, b)" for _ in re.findall(r":not\([^()]*,", words))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_style_is_as_old_as_the_floor_or_harmless_without(sheet: Path) -> None:
    assert set(younger_in(sheet.read_text("utf-8"))) - HARMLESS.keys() == set()


def test_what_is_called_harmless_is_used() -> None:
    used = {name for sheet in SHEETS for name in younger_in(sheet.read_text("utf-8"))}
    assert HARMLESS.keys() - used == set()


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a:has(b) { top: 0 }", {":has"}),
        ("@supports selector(:has(*)) { a:has(b) { inset: 0; } }", set()),
        ("@supports not (inset: 0) { a { inset: 0; } }", {"inset"}),
        ("a:not(.b, .c) { aspect-ratio: 1; }", {":not(a, b)", "aspect-ratio"}),
        ("@media (width >= 30em) { a { width: min(1dvh, 3px); } }", {"media range", "unit dvh"}),
        ("@layer a { b { color: color-mix(in srgb, red, blue); } }", {"@layer", "color-mix"}),
    ],
)
def test_what_is_younger_is_found(css: str, found: set[str]) -> None:
    assert set(younger_in(css)) == found
