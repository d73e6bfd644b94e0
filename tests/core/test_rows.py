"""Rows, cells and radios that Python writes: what people typed stays words, and a row leads to its own page."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from core.addresses import row_address
from core.paging import page_of

TYPED = "<script>\"'&"
ESCAPED = "&lt;script&gt;&quot;&#x27;&amp;"


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("rows", {"lines": [{"title": TYPED, "detail": TYPED, "state": TYPED, "tone": TYPED, "url": TYPED}]}),
        ("rows", {"lines": [{"title": TYPED}]}),
        ("table", {"head": [TYPED, TYPED], "rows": [[TYPED, {"text": TYPED, "url": TYPED}]]}),
        ("table", {"head": ["a", TYPED], "rows": [[3, {"text": TYPED, "tone": TYPED}]], "numeric": [1]}),
        ("seg", {"name": TYPED, "options": [(TYPED, TYPED, TYPED)], "chosen": TYPED}),
        ("pills", {"name": TYPED, "options": [(TYPED, TYPED)], "chosen": ""}),
    ],
)
def test_what_was_typed_stays_words(name: str, context: dict[str, object]) -> None:
    page = render_to_string(f"components/{name}.html", context)
    assert ESCAPED in page
    assert "<script>" not in page and f'"{TYPED}' not in page


def test_a_row_without_a_page_is_no_link() -> None:
    page = render_to_string("components/rows.html", {"lines": [{"title": "Bu Aminah"}]})
    assert "<a" not in page and "chip" not in page and "<small" not in page


@pytest.mark.parametrize(("chosen", "checked"), [("2", 1), (2, 1), ("", 0), (None, 0)])
def test_one_radio_at_most_is_chosen(chosen: object, checked: int) -> None:
    page = render_to_string("components/seg.html", {"name": "a", "options": [(1, "x"), (2, "y")], "chosen": chosen})
    assert page.count("checked") == checked


@pytest.mark.parametrize("pk", [1, 26_400, 987_654_321])
def test_a_row_leads_where_its_page_stands(pk: int) -> None:
    assert row_address("madrasah:person-detail", pk) == reverse("madrasah:person-detail", args=[pk])


def test_a_list_is_paged_as_a_queryset_is() -> None:
    keys = list(range(45))
    page = page_of(keys, "2", 20)
    assert (page.rows, page.count, page.last, page.has_next) == (keys[20:40], 45, 3, True)
    assert page_of(keys, "9", 20).rows == keys[40:]
