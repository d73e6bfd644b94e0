"""Every form in which something is typed keeps it on the phone; which ones rightly don't. How: tests/browser."""

import re
from pathlib import Path

from django.urls import resolve

from core.interrupted import SECRET_FIELDS
from core.refill import BUTTONS, Control
from tests.house.table import Page

ANSWERS = Path(__file__).resolve().parents[3] / "static/js/answers.js"
NO_ANSWER = (*BUTTONS, "button", "hidden", "password", "search", "file")
KEEPS_NOTHING = {  # the address it sends to: why
    "madrasah:password": "passwords are kept nowhere",
    "madrasah:factor-set-up": "passwords and codes are kept nowhere",
    "madrasah:factor-codes": "passwords and codes are kept nowhere",
    "madrasah:factor-off": "passwords and codes are kept nowhere",
    "madrasah:link": "a PIN is kept nowhere",
    "competency:result-link": "a PIN is kept nowhere",
    "kkg:checkin-pin": "a PIN is kept nowhere",
    "competency:instrument-publish": "nothing but a file, which no page may put back",
    "madrasah:import-list": "nothing but a file, which no page may put back",
}


def is_kept(control: Control) -> bool:
    """As isAnswer in static/js/answers.js."""
    return bool(control.name) and control.kind not in NO_ANSWER and control.name not in SECRET_FIELDS


def test_every_form_that_is_filled_in_keeps_a_draft(shown: list[Page]) -> None:
    filled = [(page, form) for page in shown for form in page.forms if form.is_typed]
    assert {page.path for page, _ in filled if not keeps(page.html)} == set()
    keepless = {resolve(form.aim(page.path)).view_name for page, form in filled if not any(map(is_kept, form.controls))}
    assert keepless == set(KEEPS_NOTHING)
    assert len(filled) > 60


def keeps(html: str) -> bool:
    return "js/autosave.js" in html and bool(re.search(r'<body data-account="\d+" data-lock="[0-9a-f]{64}"', html))


def test_no_page_has_two_such_forms_for_the_same_address(shown: list[Page]) -> None:
    """Else the draft of one row could be offered in the form of another, once their order has changed."""
    doubles = []
    for page in (page for page in shown if any(form.is_typed for form in page.forms)):
        aims = [form.aim(page.path) for form in page.forms if any(map(is_kept, form.controls))]
        doubles += [f"{page.path} -> {one}" for one in set(aims) if aims.count(one) > 1]
    assert doubles == []


def test_the_script_knows_the_secret_fields_by_name() -> None:
    """Those that a browser does not show as passwords."""
    shown = {name for name in SECRET_FIELDS if "password" not in name}
    named = re.search(r"SECRET_NAMES = new Set\(\[(.*?)\]\)", ANSWERS.read_text("utf-8"))
    assert named is not None
    assert set(re.findall(r'"(\w+)"', named[1])) == shown
