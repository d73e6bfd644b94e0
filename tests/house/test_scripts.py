"""Scripts run in the oldest browsers we promise: Chrome and Android WebView 80, Safari 13, Firefox 78."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
NOT_CODE = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.S)

# What one of them lacks, and the first version that has it everywhere. Where a script asks first, and does
# well without (navigator.wakeLock, navigator.clipboard), it may stay.
YOUNGER = {
    "optional chaining (Safari 13.1)": r"\?\.(?!\d)",
    "?? (Safari 13.1)": r"\?\?",
    "??=, ||=, &&= (Chrome 85)": r"(?:\?\?|\|\||&&)=",
    "private members (Safari 14.1)": r"[.\s]#[a-z]\w*",
    "class fields (Safari 14.1)": r"^\s+static\b",
    "1n (Safari 14)": r"\b\d+n\b",
    "await outside a function (Chrome 89)": r"^await\b",
    "AbortSignal.timeout, .any (Chrome 103)": r"AbortSignal\.",
    "requestSubmit, submitter (Safari 16)": r"\brequestSubmit\b|\.submitter\b",
    "replaceAll (Chrome 85)": r"\.replaceAll\(",
    "replaceChildren (Chrome 86)": r"\.replaceChildren\(",
    "structuredClone (Chrome 98)": r"\bstructuredClone\(",
    "at, findLast, toSorted … (Chrome 92)": r"\.(?:at|findLast|findLastIndex|toSorted|toReversed|with)\(",
    "Object.hasOwn, groupBy (Chrome 93)": r"\bObject\.(?:hasOwn|groupBy)\b",
    "Promise.any, withResolvers (Chrome 85)": r"\bPromise\.(?:any|withResolvers|try)\b",
    "crypto.randomUUID (Chrome 92)": r"\brandomUUID\b",
    "WeakRef (Chrome 84)": r"\bWeakRef\b",
    "ResizeObserver (Safari 13.1)": r"\bResizeObserver\b",
    "listeners with a signal (Chrome 90)": r"\{\s*signal\s*\}\s*\)",
}


def code_of(text: str) -> str:
    """Without comments and words in quotes; lines keep their numbers."""
    return NOT_CODE.sub(lambda found: "\n" * found[0].count("\n") or '""', text)


def faults(text: str) -> list[str]:
    return [what for what, pattern in YOUNGER.items() if re.search(pattern, code_of(text), re.M)]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_asks_for_nothing_younger_than_our_oldest_browsers(script: Path) -> None:
    assert faults(script.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "box?.type",
        "a ?? b",
        "form.requestSubmit(button)",
        "fetch(a, { signal: AbortSignal.timeout(8000) })",
        "x.at(-1)",
    ],
)
def test_what_is_younger_is_seen(line: str) -> None:
    assert faults(line)


@pytest.mark.parametrize("line", ["a ? .5 : b", "const copy = { ...a };", "// a?.b", '"tersimpan?."', "a || b"])
def test_what_is_old_enough_passes(line: str) -> None:
    assert faults(line) == []


def test_every_script_is_loaded_as_a_module() -> None:
    """So that it waits for the page, keeps its names to itself, and older browsers pass it by."""
    tags = [
        tag
        for path in (ROOT / "templates").rglob("*.html")
        for tag in re.findall(r"<script[^>]*>", path.read_text("utf-8"))
    ]
    assert [tag for tag in tags if 'type="module"' not in tag] == []
    assert len(tags) > 5
