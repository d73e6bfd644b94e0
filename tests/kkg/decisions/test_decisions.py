"""Decisions: on the owner's first screen until they are closed with proof or a reason."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from kkg.decisions.actions import close_decision, edit_decision, reopen_decision
from kkg.models import Decision, Session
from kkg.todo import tasks
from tests.cast import client_of
from tests.clock import days_from_now
from tests.kkg.makers import close, make_session, make_topic, pdf
from tests.kkg.work_makers import make_decision


@pytest.fixture
def session(cast):
    session = make_session(cast, days=-1)
    make_topic(session)
    return session


@pytest.fixture
def decision(cast, session) -> Decision:
    return make_decision(session, cast.aminah.person, cast.gita)


def page_of(decision: Decision, name: str = "close") -> str:
    return reverse(f"kkg:decision-{name}", args=[decision.pk])


def todo(user) -> list[str]:
    """Titles of the cards about decisions."""
    return [task.title for task in tasks(user, timezone.localdate()) if "kkg/keputusan" in task.url]


def test_it_is_recorded_once_with_owner_and_day(cast, session) -> None:
    client, address = client_of(cast.gita), reverse("kkg:decision-new", args=[session.pk])
    form = {"text": "Susun bank soal", "owner": cast.aminah.person.pk, "due": days_from_now(7).isoformat()}
    form |= {"client_token": "00000000-0000-4000-8000-000000000003"}
    for _ in range(2):
        assert client.post(address, form).status_code == 302
    assert Decision.objects.get().owner == cast.aminah.person
    assert "Susun bank soal" in client.get(address).content.decode()
    page = client.post(address, form | {"owner": "", "due": ""}).content.decode()
    assert "Penanggung jawab belum dipilih" in page and "Batas waktu belum diisi" in page


def test_an_outsider_cannot_be_named(cast, session) -> None:
    form = {"text": "Susun", "owner": cast.hasan.person.pk, "due": days_from_now(7).isoformat()}
    page = client_of(cast.gita).post(reverse("kkg:decision-new", args=[session.pk]), form)
    assert "pilihan itu tidak ada dalam daftar" in page.content.decode()


def test_it_stands_on_the_owners_first_screen_until_it_is_closed(cast, decision) -> None:
    assert "Keputusan KKG: Susun soal" in client_of(cast.aminah).get("/").content.decode()
    assert todo(cast.gita) == []
    close_decision(decision=decision, status="selesai", proof="Ada di map", upload=None, by=cast.aminah)
    assert todo(cast.aminah) == []


def test_overdue_it_stands_on_the_officers_first_screen_too(cast, session, decision) -> None:
    yesterday = days_from_now(-1)
    edit_decision(decision=decision, values={"due": yesterday}, by=cast.gita)
    assert todo(cast.gita) == todo(cast.daeng) == ["Lewat batas: Susun soal"]
    assert todo(cast.citra) == []
    make_decision(session, cast.aminah.person, cast.gita, due=yesterday)
    assert todo(cast.gita) == ["2 keputusan KKG lewat batas"]


def test_done_needs_a_sentence_or_a_file_and_dropped_a_reason(cast, decision) -> None:
    client = client_of(cast.aminah)
    page = client.post(page_of(decision), {"status": "selesai"}).content.decode()
    assert "Tulis satu kalimat bukti, atau pilih berkas atau foto." in page
    page = client.post(page_of(decision), {"status": "gugur", "upload": pdf()}).content.decode()
    assert "Tulis mengapa tidak jadi." in page
    assert client.post(page_of(decision), {"status": "selesai", "upload": pdf()}).status_code == 302
    decision.refresh_from_db()
    assert (decision.status, decision.closed_by) == ("selesai", cast.aminah)


def test_the_database_keeps_proof_or_reason(decision) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.update(status="gugur", closed_at=timezone.now())


def test_the_proof_is_served_to_the_group_alone(cast, decision) -> None:
    close_decision(decision=decision, status="selesai", proof="", upload=pdf(), by=cast.aminah)
    assert client_of(cast.citra).get(page_of(decision, "proof")).status_code == 200
    assert client_of(cast.hasan).get(page_of(decision, "proof")).status_code == 404


def test_a_wrong_file_is_answered_in_words(cast, decision) -> None:
    bad = pdf()
    bad.file.seek(0)
    bad.file.write(b"MZ this is a program")
    bad.file.seek(0)
    page = client_of(cast.aminah).post(page_of(decision), {"status": "selesai", "upload": bad})
    assert "bukan PDF, foto" in page.content.decode()


def test_reopened_with_a_reason_it_is_to_be_done_again(cast, decision) -> None:
    close_decision(decision=decision, status="selesai", proof="Keliru", upload=None, by=cast.aminah)
    answer = client_of(cast.gita).post(page_of(decision, "reopen"), {"reason": "Baru separuh jadi"})
    assert answer.status_code == 302
    page = client_of(cast.aminah).get(page_of(decision)).content.decode()
    assert "Baru separuh jadi" in page and "Sudah dikerjakan?" in page
    assert reopen_decision(decision=decision, reason="lagi", by=cast.gita).reopened_reason != "lagi"


def test_long_after_closing_the_session_its_words_stay_and_its_day_moves(cast, session, decision) -> None:
    close(session, cast.gita)
    Session.objects.update(closed_at=timezone.now() - timedelta(days=settings.WRITE_UP_DAYS + 1))
    form = {"text": "Lain", "owner": cast.gita.person.pk, "due": days_from_now(11).isoformat()}
    assert client_of(cast.gita).post(page_of(decision, "edit"), form).status_code == 302
    decision.refresh_from_db()
    assert (decision.text, decision.owner) == ("Susun soal", cast.gita.person)
    assert client_of(cast.gita).get(reverse("kkg:decision-new", args=[session.pk])).status_code == 403


def test_the_list_is_filtered(cast, session, decision) -> None:
    due = days_from_now(-2)
    make_decision(session, cast.gita.person, cast.gita, text="Susun laporan", due=due)
    done = make_decision(session, cast.aminah.person, cast.gita, text="Susun jadwal")
    close_decision(decision=done, status="gugur", proof="Tidak perlu", upload=None, by=cast.gita)
    client, found = client_of(cast.aminah), {}
    for shown in ("", "lewat", "saya", "semua", "x"):
        page = client.get(reverse("kkg:decision-list"), {"tampil": shown, "pertemuan": session.pk})
        found[shown] = page.content.decode().count("<b>Susun ")
    assert found == {"": 2, "lewat": 1, "saya": 1, "semua": 3, "x": 2}
