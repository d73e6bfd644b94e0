"""Every form in which something is typed keeps it on the phone; which ones rightly don't. How: tests/browser."""

import re
from pathlib import Path

import pytest
from django.urls import resolve

from core.interrupted import SECRET_FIELDS
from core.refill import BUTTONS, Control, forms_of
from tests.cast import Cast
from tests.house.test_doors import Rows, house, pages

__all__ = ["house"]

ANSWERS = Path(__file__).resolve().parents[2] / "static/js/answers.js"
NO_ANSWER = (*BUTTONS, "button", "hidden", "password", "search", "file")
KEEPS_NOTHING = {  # the address it sends to: why
    "madrasah:password": "passwords are kept nowhere",
    "madrasah:link": "a PIN is kept nowhere",
    "kkg:checkin-pin": "a PIN is kept nowhere",
    "competency:instrument-publish": "nothing but a file, which no page may put back",
    "madrasah:import-list": "nothing but a file, which no page may put back",
}


def is_kept(control: Control) -> bool:
    """As isAnswer in static/js/answers.js."""
    return bool(control.name) and control.kind not in NO_ANSWER and control.name not in SECRET_FIELDS


@pytest.fixture(scope="module")
def filled_pages(house: tuple[Cast, Rows], django_db_blocker) -> dict[str, str]:
    """HTML by address, of each page that its first reader can fill in something on."""
    with django_db_blocker.unblock():
        return {path: html for _, path, html in pages(*house) if any(form.is_typed for form in forms_of(html))}


@pytest.mark.django_db
def test_every_form_that_is_filled_in_keeps_a_draft(filled_pages: dict[str, str]) -> None:
    unmarked = [
        path
        for path, html in filled_pages.items()
        if "js/autosave.js" not in html or not re.search(r'<body data-account="\d+" data-lock="[0-9a-f]{64}"', html)
    ]
    assert unmarked == []
    filled = [(path, form) for path, html in filled_pages.items() for form in forms_of(html) if form.is_typed]
    keepless = {resolve(form.aim(path)).view_name for path, form in filled if not any(map(is_kept, form.controls))}
    assert keepless == set(KEEPS_NOTHING)
    assert len(filled) > 60


@pytest.mark.django_db
def test_no_page_has_two_such_forms_for_the_same_address(filled_pages: dict[str, str]) -> None:
    """Else the draft of one row could be offered in the form of another, once their order has changed."""
    doubles = []
    for path, html in filled_pages.items():
        aims = [form.aim(path) for form in forms_of(html) if any(map(is_kept, form.controls))]
        doubles += [f"{path} -> {one}" for one in set(aims) if aims.count(one) > 1]
    assert doubles == []


def test_the_script_knows_the_secret_fields_by_name() -> None:
    """Those that a browser does not show as passwords."""
    shown = {name for name in SECRET_FIELDS if "password" not in name}
    named = re.search(r"SECRET_NAMES = new Set\(\[(.*?)\]\)", ANSWERS.read_text("utf-8"))
    assert named is not None
    assert set(re.findall(r'"(\w+)"', named[1])) == shown
