"""Prepared WhatsApp texts: filled in, changeable, and never with what doesn't belong in a chat."""

import doctest
from datetime import date, time

import pytest
from django.urls import reverse

from core.whatsapp import message_link
from kkg.messages import texts as messages
from kkg.messages.forms import ChangedText
from kkg.messages.texts import SessionFacts, group_addressee, why_not_message
from kkg.models import Decision, Session
from kkg.postponements.actions import cancel_session
from madrasah.models import User
from tests.cast import Cast, client_of
from tests.clock import days_from_now, on_day
from tests.kkg.makers import close, make_session, make_topic

pytestmark = on_day(2026, 11, 23)

NIP = "198501012010012001"


def page(session: Session, by: User, **chosen: object) -> str:
    response = client_of(by).get(reverse("kkg:session-messages", args=[session.pk]), chosen)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def coming(cast: Cast) -> Session:
    session = make_session(cast, days=5, starts_at=time(8), ends_at=time(11, 30), madrasah=cast.satu, place="Aula")
    make_topic(session, "Soal cerita")
    return session


@pytest.fixture
def held(cast: Cast) -> Session:
    session = make_session(cast, days=-3)
    make_topic(session, "Media kardus")
    Decision.objects.create(session=session, text="Membawa contoh RPP", owner=cast.aminah.person, due=days_from_now(4))
    return close(session, cast.daeng, **{"Media kardus": "sebagian"})


def test_examples_hold() -> None:
    assert doctest.testmod(messages).failed == 0


def test_invitation_is_filled_in(cast: Cast, coming: Session) -> None:
    text = page(coming, cast.gita)
    for words in (
        "anggota KKG MI Contoh Gantarang",
        "Sabtu, 28 November 2026",
        "08.00–11.30 WITA",
        "MI Contoh Satu, Aula",
        "1. Soal cerita",
    ):
        assert words in text, words
    assert "https://wa.me/?text=Yth.%20Bapak%2FIbu" in text


def test_invitation_may_go_to_one_person(cast: Cast, coming: Session) -> None:
    person = cast.aminah.person
    person.phone = "0812-0000-0000"
    person.save()
    assert "wa.me/6281200000000?text=Yth.%20Ibu%20Aminah" in page(coming, cast.daeng, kepada=person.pk)


def test_an_officer_learns_nobodys_number(cast: Cast, coming: Session) -> None:
    person = cast.aminah.person
    person.phone = "0812-0000-0000"
    person.save()
    text = page(coming, cast.gita, kepada=person.pk)
    assert "Yth. Ibu Aminah" in text and "6281200000000" not in text


def test_reminder_says_tomorrow(cast: Cast) -> None:
    assert "Mengingatkan pertemuan KKG besok" in page(make_session(cast, days=1), cast.gita)


def test_minutes_tell_states_owners_and_due_days(cast: Cast, held: Session) -> None:
    text = page(held, cast.gita)
    assert "Media kardus: sebagian" in text
    assert "Membawa contoh RPP (Aminah Contoh, S.Pd.I., paling lambat Jumat, 27 November 2026)" in text


def test_one_message_for_each_owner(cast: Cast, held: Session) -> None:
    for owner in (cast.aminah, cast.gita):
        Decision.objects.create(session=held, text="Lagi", owner=owner.person)
    text = page(held, cast.gita, pesan="keputusan")
    assert text.count('data-copy="salin-milik-') == 2
    assert "2 keputusan" in text and "1 keputusan" in text


def test_a_cancelled_session_has_only_its_cancellation(cast: Cast, coming: Session) -> None:
    cancel_session(session=coming, reason="Jalan putus", by=cast.gita)
    text = page(coming, cast.gita, pesan="undangan")
    assert "dibatalkan" in text and "Jalan putus" in text and "Kami mengundang" not in text


@pytest.mark.parametrize(
    "secret",
    [
        NIP,
        "19850101 201001 2 001",
        "7302 0101 0185 0001",
        "PIN: 482913",
        "https://contoh.id/t/AbCdEf123456/",
        "https://contoh.id/kalender/AbCdEf123456.ics",
    ],
)
def test_secrets_are_refused_by_name(secret: str) -> None:
    form = ChangedText({"which": "undangan", "text": f"Halo {secret}"})
    assert "Hapus dulu" in form.errors["text"][0]


def test_a_nip_in_the_record_opens_no_whatsapp(cast: Cast) -> None:
    text = page(make_session(cast, days=5, title=f"Narasumber {NIP}"), cast.gita)
    assert "wa.me" not in text and "angka sepanjang NIP" in text
    with pytest.raises(ValueError, match="identity"):
        message_link("19850101 201001 2 001")


def test_a_changed_text_is_what_whatsapp_opens(cast: Cast, coming: Session) -> None:
    url = reverse("kkg:session-messages", args=[coming.pk])
    text = client_of(cast.gita).post(url, {"which": "undangan", "text": "Jangan lupa, ya."}).content.decode()
    assert "wa.me/?text=Jangan%20lupa%2C%20ya." in text


def test_an_unknown_choice_is_no_fault(cast: Cast, coming: Session) -> None:
    assert "Kami mengundang" in page(coming, cast.gita, pesan="\x00x", kepada="999999")


def test_no_hours_no_line() -> None:
    told = SessionFacts(group="KKG Contoh", title="Tema", day=date(2026, 11, 28), address="https://contoh.id/1")
    text = messages.invitation(told, group_addressee(told.group))
    assert "Pukul" not in text and "Tempat" not in text and why_not_message(text) is None
