"""Every page on which a file is chosen loads photo.js, and no other does."""

from collections.abc import Iterator

import pytest

from tests.cast import Cast, client_of
from tests.house.table import WHO, Page, Rows, knock, lines

SCRIPT = "js/photo.js"
WITH_FILE = {
    "competency:followup-detail",
    "competency:form-type",
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


def pages_of_senders(cast: Cast, rows: Rows) -> Iterator[Page]:
    """Each page as the first one sees it who may also send its form, if that is not its first reader."""
    takes = {(door.name, door.row): door.codes for door in lines() if door.method == "POST"}
    for door in lines():
        sent = dict(zip(WHO, takes.get((door.name, door.row), []), strict=False))
        senders = [who for who in door.readers if sent.get(who) in MAY_SEND]
        if senders and senders[0] != door.readers[0]:
            path = door.path(rows)
            answer = knock(client_of(cast.everyone[senders[0]]), "GET", path)
            yield Page(senders[0], door.name, path, answer)


@pytest.mark.django_db
def test_each_form_with_a_file_is_sent_by_the_one_script(house: tuple[Cast, Rows], shown: list[Page]) -> None:
    asking, wrong = set(), []
    for page in [*pages_of_senders(*house), *shown]:
        forms = [form for form in page.forms if any(control.kind == "file" for control in form.controls)]
        asking |= {page.name for _ in forms}
        named = [box for form in forms for box in form.controls if box.kind in ("submit", "button") and box.name]
        wrong += [page.path] if bool(forms) != (SCRIPT in page.html) or named else []
    assert wrong == []
    assert asking == WITH_FILE
