"""Old days are doubted and kept: a session ten years back, a decision due before its session, an old term."""

from uuid import uuid4

import pytest

from kkg.models import Decision, Officer, Session
from tests.cast import Cast, client_of
from tests.clock import days_from_now
from tests.factories import make_teacher
from tests.kkg.makers import make_session

TEN_YEARS = 10 * 366


def posted(cast: Cast, url: str, data: dict, who: str = "gita") -> str:
    return client_of(cast.everyone[who]).post(url, data, follow=True).content.decode()


@pytest.mark.parametrize(("days", "said"), [(-TEN_YEARS, "tahun yang lalu."), (500, "masih lebih dari setahun lagi.")])
def test_a_session_far_off_is_planned_and_pointed_out(cast: Cast, days: int, said: str) -> None:
    data = {"title": "Arsip Contoh", "kind": "rutin", "date": days_from_now(days).isoformat(), "jp": "3"}
    page = posted(cast, "/kkg/pertemuan/baru/", data | {"group": cast.group.pk, "client_token": uuid4()})
    assert said in page
    assert Session.objects.filter(date=days_from_now(days)).exists()


@pytest.mark.parametrize(
    ("days", "said"), [(-TEN_YEARS, "sebelum pertemuannya"), (-1, "sudah lewat"), (500, "lebih dari setahun lagi")]
)
def test_an_odd_last_day_of_a_decision_is_kept_and_pointed_out(cast: Cast, days: int, said: str) -> None:
    session, due = make_session(cast, days=-2), days_from_now(days)
    data = {"text": "Susun soal", "owner": cast.aminah.person_id, "due": due.isoformat(), "client_token": uuid4()}
    assert said in posted(cast, f"/kkg/pertemuan/{session.pk}/keputusan/baru/", data)
    assert Decision.objects.get().due == due
    data["due"] = days_from_now(3).isoformat()
    page = posted(cast, f"/kkg/keputusan/{Decision.objects.get().pk}/ubah/", data)
    assert said not in page


def test_an_old_term_of_office_is_kept_and_pointed_out(cast: Cast) -> None:
    person = make_teacher(cast.satu)
    data = {"person": person.pk, "office": "bendahara", "since": days_from_now(-TEN_YEARS).isoformat()}
    assert "tahun yang lalu." in posted(cast, f"/kkg/{cast.group.pk}/pengurus/", data, "daeng")
    assert Officer.objects.filter(person=person).exists()
