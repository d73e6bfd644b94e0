"""Every page on which a file is chosen loads photo.js, and no other does."""

from collections.abc import Iterator

import pytest
from django.urls import resolve, reverse

from core.refill import forms_of
from tests.cast import Cast, client_of
from tests.house.test_doors import WHO, Rows, house, knock, lines, pages

__all__ = ["house"]

SCRIPT = "js/photo.js"
WITH_FILE = {
    "competency:followup-detail",
    "competency:instrument-publish",
    "competency:rpp-photo",
    "kkg:coded-type",
    "kkg:decision-close",
    "kkg:material-edit",
    "kkg:material-new",
    "kkg:session-photos",
    "madrasah:import-list",
}
MAY_SEND = (200, 302, 400)


def pages_of_senders(cast: Cast, rows: Rows) -> Iterator[tuple[str, str]]:
    """Address and HTML of each page as the first one sees it who may also send its form."""
    table = {(method, name, row): codes for method, name, row, codes in lines()}
    for (method, name, row), codes in table.items():
        both = zip(WHO, codes, table.get(("POST", name, row), []), strict=False)
        senders = [who for who, seen, sent in both if seen == 200 and sent in MAY_SEND and who != "stranger"]
        if method == "GET" and senders:
            path = reverse(name, kwargs=rows[row] if row != "-" else {})
            yield path, knock(client_of(cast.everyone[senders[0]]), "GET", path).content.decode()


@pytest.mark.django_db
def test_each_form_with_a_file_is_sent_by_the_one_script(house: tuple[Cast, Rows]) -> None:
    shown = [*pages_of_senders(*house), *((path, html) for _, path, html in pages(*house))]
    asking, wrong = set(), []
    for path, html in shown:
        forms = [form for form in forms_of(html) if any(control.kind == "file" for control in form.controls)]
        asking |= {resolve(path).view_name for form in forms}
        named = [box for form in forms for box in form.controls if box.kind in ("submit", "button") and box.name]
        wrong += [path] if bool(forms) != (SCRIPT in html) or named else []
    assert wrong == []
    assert asking == WITH_FILE
