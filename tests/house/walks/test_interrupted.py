"""Every form of every page: what is sent without a session, or with an old token, stands in its fields again.

As without JavaScript: pages are read as HTML, forms are sent as a browser would send them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, urldefrag, urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve, reverse

from core.interrupted import OWN_FIELDS
from core.refill import BUTTONS, Control, Form, forms_of
from core.revisions import SENT_BEFORE
from tests.cast import Cast, client_of
from tests.clock import days_from_now
from tests.house.table import Page

TYPED = 'Diketik <b>"Contoh"</b> & lagi, 3 < 5'
KEEPS_NOTHING = {
    "madrasah:password": "passwords are kept nowhere",
    "madrasah:factor-set-up": "passwords and codes are kept nowhere",
    "madrasah:factor-codes": "passwords and codes are kept nowhere",
    "madrasah:factor-off": "passwords and codes are kept nowhere",
    "madrasah:logout": "who logs out wants to be gone",
    "madrasah:link": "a PIN is kept nowhere, and has no account yet",
    "competency:result-link": "a PIN is kept nowhere, and has no account",
    "kkg:checkin-pin": "a PIN is kept nowhere",
    "kkg:checkin-send": "the scan waits in a cookie of its own",
}


@dataclass(frozen=True)
class Found:
    """A form on a page, who sees it there, and what is typed into it."""

    who: str
    page: str
    action: str
    sent: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return f"{resolve(self.page).view_name} -> {resolve(self.action).view_name}"


def typed_into(form: Form) -> list[tuple[str, str]]:
    """Name and value of each control that a browser would send, every one of them filled or changed."""
    sent: list[tuple[str, str]] = []
    chosen: set[str] = set()
    for control in form.controls:
        kind, name = control.kind, control.name
        if not name or kind in (*BUTTONS, "file") or control.tag == "button" or "disabled" in control.attributes:
            continue
        if kind == "hidden":
            sent.append((name, control.attributes.get("value") or ""))
        elif kind == "radio":
            if name not in chosen:
                sent.append((name, _last_of(form, name)))
                chosen.add(name)
        elif kind == "checkbox":
            if "checked" not in control.attributes:
                sent.append((name, _value_of(control)))
        elif control.tag == "select":
            sent += [(name, option.attributes.get("value") or "") for option in control.options[-1:]]
        else:
            sent.append((name, _typed_into(kind)))
    return sent


def _typed_into(kind: str) -> str:
    day = days_from_now(-3).isoformat()
    by_kind = {"date": day, "time": "08:15", "datetime-local": f"{day}T08:15", "email": "a@contoh.id"}
    return by_kind.get(kind, TYPED)


def _last_of(form: Form, name: str) -> str:
    same = [control for control in form.controls if control.name == name]
    return _value_of(same[-1])


def _value_of(box: Control) -> str:
    """Of a box that is ticked or chosen; "" is a value too."""
    value = box.attributes.get("value", "on")
    return value or ""


def stands_in(form: Form, html: str) -> list[tuple[str, str]]:
    """What a browser would send from this form as it stands."""
    sent = []
    for control in form.controls:
        name, value = control.name, control.attributes.get("value")
        if control.kind in ("radio", "checkbox"):
            if "checked" in control.attributes:
                sent.append((name, _value_of(control)))
        elif control.tag == "select":
            marked = [option for option in control.options if "selected" in option.attributes] or control.options[:1]
            sent += [(name, option.attributes.get("value") or "") for option in marked]
        elif control.tag == "textarea":
            sent.append((name, _words(control, html)))
        elif control.kind not in (*BUTTONS, "file") and control.tag != "button":
            sent.append((name, value or ""))
    return sent


def _words(control: Control, html: str) -> str:
    return unescape(html[control.end : control.inner_end]).removeprefix("\n")


def found_on(page: Page) -> Iterator[Found]:
    for form in page.forms:
        action = form.aim(page.path)
        if resolve(action).view_name not in KEEPS_NOTHING:
            yield Found(page.who, page.path, action, tuple(typed_into(form)))


@pytest.fixture
def forms(shown: list[Page]) -> list[Found]:
    """One of each: by page, address and the names of its fields, with the first who sees it."""
    found: dict[tuple, Found] = {}
    for page in shown:
        for form in found_on(page):
            found.setdefault((form.name, frozenset(name for name, _ in form.sent)), form)
    return list(found.values())


def as_dict(pairs: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def lost_of(form: Found, client: Client, answer, user) -> str:
    """What of the form does not stand on the page to which the answer leads; "" if nothing is lost."""
    if answer.status_code != 302:
        return f"answered {answer.status_code}"
    where = answer.url
    if urlsplit(where).path == reverse("madrasah:login"):
        where = parse_qs(urlsplit(where).query)["next"][0]
        client.cookies.update(client_of(user).cookies)
    page = client.get(urldefrag(where).url)
    if page.status_code != 200:
        return f"{where} answers {page.status_code}"
    html = page.content.decode()
    wanted = as_dict(form.sent)
    nearest = [as_dict(stands_in(one, html)) for one in forms_of(html) if one.aim(form.page) == form.action]
    differs = [
        {name for name, values in wanted.items() if name not in OWN_FIELDS and one.get(name) != values}
        for one in nearest
    ]
    lost = min(differs, key=len) if differs else set(wanted)
    is_said = "Isian Anda dipulihkan" in html or "Yang tadi belum terkirim" in html
    unsaid = "" if is_said else " without a word"
    return f"lost {sorted(lost)}{unsaid}" if lost or unsaid else ""


@pytest.mark.django_db
def test_what_is_sent_without_a_session_stands_in_its_form_after_the_log_in(house, forms: list[Found]) -> None:
    assert_nothing_lost(house[0], forms, expired=True)


@pytest.mark.django_db
def test_what_is_sent_with_an_old_token_stands_in_its_form_at_once(house, forms: list[Found]) -> None:
    assert_nothing_lost(house[0], forms, expired=False)


def assert_nothing_lost(cast: Cast, forms: list[Found], *, expired: bool) -> None:
    faults = {}
    for form in forms:
        user = cast.everyone[form.who]
        with transaction.atomic():
            client = Client(enforce_csrf_checks=True)
            if not expired:
                client.cookies.update(client_of(user).cookies)
            answer = client.post(form.action, as_dict(form.sent))
            fault = lost_of(form, client, answer, user)
            transaction.set_rollback(True)
        if fault:
            faults[form.name] = fault
    print(f"{len(forms)} forms, {len(forms) - len(faults)} held")
    assert not faults, "\n".join(f"{name}: {fault}" for name, fault in sorted(faults.items()))
    assert len(forms) > 80


@pytest.mark.django_db
def test_what_is_sent_again_because_its_answer_was_lost_is_stored_once(house, forms: list[Found]) -> None:
    """The same words a second time: no row more than after the first, whatever the second is answered."""
    cast, taken, doubled = house[0], 0, {}
    for form in forms:
        client = client_of(cast.everyone[form.who])
        with transaction.atomic():
            if client.post(form.action, as_dict(form.sent)).status_code in (302, 303):
                taken, once = taken + 1, stored()
                client.post(form.action, as_dict(form.sent))
                doubled[form.name] = {name for name, count in stored().items() if count != once[name]}
            transaction.set_rollback(True)
    faults = {name: tables for name, tables in doubled.items() if tables}
    print(f"{len(forms)} forms, {taken} were taken as filled, {taken - len(faults)} held")
    assert not faults, "\n".join(f"{name}: {sorted(tables)}" for name, tables in sorted(faults.items()))
    assert taken > 40


@pytest.mark.django_db
def test_other_words_sent_with_the_token_of_what_was_stored_are_never_lost_in_silence(house, forms) -> None:
    """Who goes back and writes the next one into the same form: it is stored, or the page says why not."""
    cast, tried, silent = house[0], 0, set()
    for form in forms:
        sent, client = as_dict(form.sent), client_of(cast.everyone[form.who])
        texts = [name for name, value in sent.items() if TYPED in value]
        if not texts or "client_token" not in sent or "revision" in sent:
            continue
        with transaction.atomic():
            if client.post(form.action, sent).status_code in (302, 303):
                tried, once = tried + 1, stored()
                other = {**sent, **{name: [f"Lain {words}" for words in sent[name]] for name in texts}}
                answer = client.post(form.action, other)
                if stored() == once and SENT_BEFORE not in unescape(answer.content.decode()):
                    silent.add(form.name)
            transaction.set_rollback(True)
    print(f"{tried} forms were taken as filled")
    assert not silent, sorted(silent)
    assert tried > 4


def stored() -> dict[str, int]:
    """Rows by table, of every table but those that note the browser or keep what was sent in vain."""
    tables = sorted(set(connection.introspection.table_names()) - {"django_session", "core_keptsend"})
    query = " union all ".join(f"select '{name}', count(*) from \"{name}\"" for name in tables)  # noqa: S608 - our names
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())
