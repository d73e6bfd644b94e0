"""What is pointed out about a session: hours beyond reason, and others of its day. Nothing is forbidden."""

from datetime import date, time

import pytest
from django.urls import reverse

from kkg.models import Session
from kkg.sessions.doubts import Meeting, Other, doubts
from kkg.sessions.reports import session_doubts
from tests.cast import client_of
from tests.clock import days_from_now, on_day
from tests.kkg.makers import call_roll, make_session, make_topic

pytestmark = on_day(2026, 11, 23)

MONDAY = date(2026, 11, 23)
MORNING = {"date": MONDAY, "starts_at": time(8), "ends_at": time(11)}


def said(**values: object) -> str:
    return " ".join(doubts(Meeting(**MORNING | values)))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ends_at": time(16, 1)}, "Lamanya 481 menit, lebih dari 8 jam."),
        ({"jp": 6}, "6 JP memerlukan 210 menit (1 JP = 35 menit), sedangkan pertemuan ini 180 menit."),
        ({"starts_at": time(5, 59)}, "Mulai pukul 05.59, sebelum pukul 06.00."),
        ({"starts_at": time(19), "ends_at": time(21, 1)}, "Selesai pukul 21.01, sesudah pukul 21.00."),
        ({"starts_at": time(19), "ends_at": time(1)}, "Selesai pukul 01.00 keesokan harinya."),
        (
            {"starts_at": time(19), "ends_at": time(1), "jp": 11},
            "Selesai pukul 01.00 keesokan harinya. 11 JP memerlukan "
            "385 menit (1 JP = 35 menit), sedangkan pertemuan ini 360 menit.",
        ),
        ({"planned": 181}, "Rencana menit semua topik 181, sedangkan pertemuan ini 180 menit."),
        ({"used": 200}, "Menit terpakai semua topik 200, sedangkan pertemuan ini 180 menit."),
        ({"date": date(2026, 11, 22)}, "22 November 2026 hari Minggu."),
        ({"holiday": "Maulid"}, "23 November 2026 hari libur: Maulid."),
    ],
)
def test_hours_and_days_beyond_reason_are_named(values, sentence) -> None:
    assert said(**values) == sentence


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"jp": 5, "planned": 180, "used": 180},
        {"ends_at": None, "jp": 16, "planned": 999},
        {"starts_at": time(6), "ends_at": time(14)},
        {"starts_at": time(20), "ends_at": time(21)},
    ],
)
def test_what_fits_is_left_alone(values) -> None:
    assert said(**values) == ""


@pytest.mark.parametrize(("hour", "clashes"), [(1, False), (0, True)])
def test_a_night_reaches_into_the_morning_after(hour, clashes) -> None:
    night = Meeting(date=MONDAY, starts_at=time(20), ends_at=time(1))
    early = date(2026, 11, 24)
    other = Other(
        title="Subuh", group="KKG Lain", date=early, starts_at=time(hour), ends_at=time(6), is_same_group=True
    )
    assert any("Subuh" in said for said in doubts(night, [other])) is clashes
    tomorrow = Other(title="Besok", group="KKG Lain", date=early, starts_at=time(8), is_same_group=True)
    assert doubts(Meeting(**MORNING), [tomorrow]) == []


def test_a_clash_counts_only_at_the_same_hour() -> None:
    other = {
        "date": MONDAY,
        "title": "Rapat",
        "group": "KKG Lain",
        "host": "MI Contoh",
        "people": ["A", "B", "C", "D", "E"],
    }
    noon = Other(**other, starts_at=time(11), ends_at=time(12))
    assert doubts(Meeting(**MORNING), [noon]) == []
    assert doubts(Meeting(**MORNING), [Other(**other, starts_at=time(10), ends_at=time(12))]) == [
        "MI Contoh juga menjadi tempat “Rapat” (KKG Lain) pada jam yang sama.",
        "A, B, C, dan 2 orang lain tercatat juga di “Rapat” (KKG Lain) pada jam yang sama.",
    ]
    assert "hari yang sama" in doubts(Meeting(**MORNING), [Other(**other)])[0]


@pytest.fixture
def held(cast) -> Session:
    session = make_session(cast, starts_at=time(8), ends_at=time(11), madrasah=cast.satu)
    make_topic(session)
    return call_roll(session, cast.gita)


def test_another_session_of_group_host_and_person_is_found(cast, held) -> None:
    plain = {"group": cast.other_group, "starts_at": time(9), "ends_at": time(10)}
    make_session(cast, title="Dobel", starts_at=time(10), ends_at=time(12))
    make_session(cast, title="Pinjam Tempat", madrasah=cast.satu, **plain)
    speaks = make_session(cast, title="Ceramah", **plain)
    speaks.speakers.create(group=speaks.group, person=cast.aminah.person)
    make_session(cast, title="Jauh", **plain)
    assert session_doubts(held) == [
        "KKG ini juga mengadakan “Dobel” pada jam yang sama.",
        "MI Contoh Satu juga menjadi tempat “Pinjam Tempat” (KKG MI Contoh Lain) pada jam yang sama.",
        "Aminah Contoh, S.Pd.I. tercatat juga di “Ceramah” (KKG MI Contoh Lain) pada jam yang sama.",
    ]


def test_a_session_of_nobody_yet_stands_beside_another_of_its_day(cast) -> None:
    make_session(cast, title="Pagi", starts_at=time(8), ends_at=time(11))
    later = make_session(cast, starts_at=time(9), ends_at=time(11))
    assert session_doubts(later) == ["KKG ini juga mengadakan “Pagi” pada jam yang sama."]


def test_a_doubtful_session_is_saved_and_its_officers_are_told(cast) -> None:
    client, day = client_of(cast.gita), days_from_now(-1)  # a Sunday
    form = {"title": "Minggu", "kind": "rutin", "date": str(day), "group": cast.group.pk}
    form["client_token"] = "00000000-0000-4000-8000-000000000001"
    page = client.post(reverse("kkg:session-new"), form, follow=True).content.decode()
    assert "hari Minggu." in page
    address = reverse("kkg:session-close", args=[Session.objects.get(title="Minggu").pk])
    assert "hari Minggu." in client.get(address).content.decode()


@pytest.mark.parametrize(("starts_at", "is_early"), [(time(20), True), (time(8), False), (None, False)])
def test_closing_before_the_meeting_began_is_doubted(cast, starts_at, is_early) -> None:
    session = make_session(cast, days=0, starts_at=starts_at)
    page = client_of(cast.gita).get(reverse("kkg:session-close", args=[session.pk])).content.decode()
    assert ("pertemuan ini mulai pukul 20.00." in page) is is_early


def test_pointing_out_asks_as_often_for_many_sessions(cast, held, django_assert_max_num_queries) -> None:
    for _ in range(6):
        call_roll(make_session(cast, starts_at=time(8), ends_at=time(9)), cast.gita)
    with django_assert_max_num_queries(7):
        assert len(session_doubts(held)) == 12
