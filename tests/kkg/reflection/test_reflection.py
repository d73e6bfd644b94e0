"""Reflection after a session: counts only, and nothing in the database ties an answer to a person."""

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from kkg.models import ReflectionGiven, Session, SessionReflection
from kkg.reflection.actions import give_reflection
from kkg.reflection.permissions import why_not_reflect
from kkg.reflection.presenters import reflection_table
from madrasah.models import User
from tests.cast import client_of
from tests.clock import days_from_now
from tests.factories import make_teacher, make_user
from tests.kkg.database import everything
from tests.kkg.makers import call_roll, close, make_session, make_topic

YES = dict.fromkeys(("useful", "clear", "will_try"), "ya")
NO = dict.fromkeys(("useful", "clear", "will_try"), "belum")


@pytest.fixture
def held(cast) -> Session:
    session = make_session(cast, days=-1)
    make_topic(session)
    return close(session, cast.daeng)


@pytest.fixture
def six(cast, held) -> list[User]:
    people = [make_teacher(cast.satu) for _ in range(6)]
    for person in people:
        held.attendances.create(person=person, school_year=held.school_year)
    return [make_user(person) for person in people]


def after(session: Session, *given: tuple[User, dict[str, str]]) -> str:
    """What the database holds after these answers, which are then undone."""
    with transaction.atomic():
        for who, answers in given:
            give_reflection(session=session, answers=answers, by=who)
        held = everything()
        transaction.set_rollback(True)
    return held


def test_the_database_is_the_same_whoever_answered_what_and_in_which_order(cast, held):
    one, other = cast.aminah, cast.gita
    told = after(held, (one, YES), (other, NO))
    assert told == after(held, (one, NO), (other, YES)) == after(held, (other, YES), (one, NO))
    assert told != after(held, (one, YES), (other, YES))


def test_no_table_has_room_for_a_person_beside_an_answer_nor_for_a_time(db):
    names = {field.name for field in SessionReflection._meta.get_fields()}
    assert names == {"session", "until", "useful", "clear", "will_try"}
    assert {field.name for field in ReflectionGiven._meta.get_fields()} == {"key", "session", "person"}
    tracked = [t for t in connection.introspection.table_names() if "reflection" in t and "event" in t]
    assert tracked == []


def test_neither_place_nor_transaction_tells_who_answered_when(cast, held, six):
    orders = set()
    for user in six:
        give_reflection(session=held, answers=YES, by=user)
        with connection.cursor() as cursor:
            cursor.execute("select xmin::text, person_id from kkg_reflectiongiven order by ctid")
            rows = cursor.fetchall()
        assert len({xmin for xmin, _ in rows}) == 1
    with connection.cursor() as cursor:
        cursor.execute("select distinct xmin::text from kkg_sessionreflection")
        assert cursor.fetchall() == [(rows[0][0],)]
    for _ in range(3):
        ReflectionGiven.objects.filter(person=six[0].person).delete()
        give_reflection(session=held, answers=YES, by=six[0])
        with connection.cursor() as cursor:
            cursor.execute("select person_id from kkg_reflectiongiven order by ctid")
            orders.add(tuple(cursor.fetchall()))
    assert len(orders) > 1  # the same six, every time in another order


def test_one_press_counts_once(cast, held):
    client, url = client_of(cast.aminah), reverse("kkg:session-reflect", args=[held.pk])
    assert [client.post(url, YES | {"clear": "sebagian"}).status_code for _ in range(2)] == [302, 302]
    counts = SessionReflection.objects.get()
    assert (counts.useful, counts.clear, counts.will_try) == ([1, 0, 0], [0, 1, 0], [1, 0, 0])
    assert "Terima kasih" in client.get(url).content.decode()


def test_a_part_of_the_answers_is_asked_for_again(cast, held):
    page = client_of(cast.aminah).post(reverse("kkg:session-reflect", args=[held.pk]), {"useful": "ya"})
    assert "belum dipilih" in page.content.decode()
    assert not ReflectionGiven.objects.exists()


def test_only_those_who_were_there_answer_and_only_for_a_week(cast, held):
    assert why_not_reflect(cast.aminah, held) is None
    assert "tercatat hadir" in why_not_reflect(cast.baso, held)
    held.attendances.filter(person=cast.gita.person).update(mark="izin")
    assert "tercatat hadir" in why_not_reflect(cast.gita, held)
    held.date = days_from_now(-8)
    assert "sudah lewat" in why_not_reflect(cast.aminah, held)
    assert "setelah pertemuan" in why_not_reflect(cast.aminah, make_session(cast, days=3))


def test_counts_wait_for_the_end_and_for_five(cast, held, six):
    later = days_from_now(7)
    for number, user in enumerate(six[:5], start=1):
        give_reflection(session=held, answers=YES if number % 2 else NO, by=user)
        held.refresh_from_db()
        assert reflection_table(held, timezone.localdate(), 5).rows == []
        assert bool(reflection_table(held, later, 5).rows) is (number == 5)
    assert reflection_table(held, later, 5).rows[0][1:] == ["3", "0", "2"]


def test_moving_the_session_opens_nothing_anew(cast):
    session = make_session(cast, days=-1)
    call_roll(session, cast.daeng)
    give_reflection(session=session, answers=YES, by=cast.aminah)
    Session.objects.filter(pk=session.pk).update(date=days_from_now(-20))
    session = Session.objects.get(pk=session.pk)
    assert session.reflection.until == days_from_now(6)
    assert why_not_reflect(cast.gita, session) is None
