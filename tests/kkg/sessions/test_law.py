"""The law under the lock: every action on sessions and what hangs on them asks for itself, whoever calls it.

One table says in which states of a session the ketua may do what; all tests walk it. Nobody else's state
matters: who has no office is refused in every one of them.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.urls import reverse
from django.utils import timezone

from core.files import store_image
from core.refusals import Refused
from core.revisions import locked
from kkg.agenda.actions import add_topic, save_agenda, settle_topic, take_back_topic
from kkg.attendance.actions import add_guest, edit_guest, invite_person, mark_roll_call, remove_extra, remove_speaker
from kkg.checkin.actions import Stamp, check_in, close_check_in, extend_check_in, open_check_in
from kkg.coded_lists.actions import print_list, remove_sheet_photo, restore_sheet_photo, type_list
from kkg.decisions.actions import (
    close_decision,
    edit_decision,
    record_decision,
    remove_proof,
    reopen_decision,
    restore_proof,
)
from kkg.groups.actions import end_term
from kkg.lineage.actions import merge_group
from kkg.models import Attendance, Decision, Officer, Session, SessionPhoto, Topic, WorkingGroup
from kkg.photos.actions import add_photos, describe_photo, remove_photo, restore_photo
from kkg.postponements.actions import cancel_session, postpone_session, revive_session
from kkg.record.actions import close_session, record_minutes, reopen_session
from kkg.reflection.actions import give_reflection
from kkg.sessions.actions import copy_session, edit_session, open_session, remove_session, restore_session
from kkg.sessions.permissions import why_not_run_session
from madrasah.models import User
from madrasah.roles import Role
from tests.cast import Cast, client_of
from tests.clock import days_from_now
from tests.factories import make_assignment, make_teacher, make_user
from tests.kkg.checkin_makers import make_window
from tests.kkg.database import everything
from tests.kkg.makers import close, make_session, make_topic
from tests.kkg.paper_makers import picture
from tests.meanwhile import meanwhile
from tests.worlds import standing

REASON = "Salah catat hari"
NO_MINUTES = {"leader": None, "notetaker": None, "method": "Praktik", "result_text": ""}
YES = {"useful": "ya", "clear": "ya", "will_try": "ya"}


@dataclass
class World:
    """A session of today with all that can hang on one, and a second one at which nobody was called."""

    cast: Cast
    session: Session
    bare: Session
    topic: Topic
    settled: Topic
    guest: Attendance
    decision: Decision
    done: Decision
    photo: SessionPhoto
    former: User

    @property
    def nobody(self) -> dict[str, User]:
        """People who run nothing here."""
        cast = self.cast
        return {
            "outsider": cast.hasan,
            "member": cast.aminah,
            "former officer": self.former,
            "operator": cast.jafar,
            "keeper": cast.keeper,
        }


@standing
def world(cast) -> World:
    former = make_user(make_teacher(cast.dua))
    Officer.objects.create(
        group=cast.group, person=former.person, office="sekretaris", since=days_from_now(-90), until=days_from_now(-1)
    )
    session, bare = make_session(cast), make_session(cast)
    topic = make_topic(session, status="sebagian")
    settled = make_topic(
        session, "Lain", status="belum", settled_how="ditutup", settled_at=timezone.now(), settled_note="-"
    )
    year = {"session": session, "school_year": session.school_year}
    for user, mark in ((cast.gita, "hadir"), (cast.aminah, "alpa"), (former, "alpa")):
        Attendance.objects.create(person=user.person, mark=mark, **year)
    session.speakers.create(group=session.group, person=cast.gita.person)
    drawn = store_image(picture(), by=cast.gita)
    session.coded_lists.create(lines=[cast.gita.person_id], printed_by=cast.gita, photo=drawn)
    make_window(session, cast.gita)
    shut = {
        "status": "selesai",
        "proof": "Ada",
        "proof_file": drawn,
        "closed_at": timezone.now(),
        "closed_by": cast.daeng,
    }
    said = {"session": session, "owner": cast.gita.person, "due": days_from_now(7)}
    (photo,) = add_photos(session=session, uploads=[picture()], caption="", shows_nobody=True, by=cast.daeng)
    return World(
        cast=cast,
        session=session,
        bare=bare,
        topic=topic,
        settled=settled,
        guest=Attendance.objects.create(guest_name="Tamu Contoh", **year),
        decision=Decision.objects.create(text="Susun soal", **said),
        done=Decision.objects.create(text="Cetak kartu", **said, **shut),
        photo=photo,
        former=former,
    )


# -- The table --------------------------------------------------------------------------------------------

OPEN, CLOSED, CANCELLED, REMOVED, ENDED = "open", "closed", "cancelled", "removed", "ended group"
LONG_CLOSED = "closed three weeks ago"
STATES: dict[str, Callable[[Cast], Any]] = {
    OPEN: lambda cast: None,
    CLOSED: lambda cast: Session.objects.update(closed_at=timezone.now(), closed_by=cast.daeng),
    LONG_CLOSED: lambda cast: Session.objects.update(
        closed_at=timezone.now() - timedelta(days=settings.WRITE_UP_DAYS + 1), closed_by=cast.daeng
    ),
    CANCELLED: lambda cast: Session.objects.update(cancelled_at=timezone.now(), cancelled_by=cast.daeng),
    REMOVED: lambda cast: Session.objects.update(removed_at=timezone.now()),
    ENDED: lambda cast: WorkingGroup.objects.filter(pk=cast.group.pk).update(ended_on=days_from_now(-1)),
}
KEPT = {OPEN, CLOSED, LONG_CLOSED, CANCELLED, ENDED}
RUNNING = {OPEN, ENDED}
WRITING = RUNNING | {CLOSED}


def roll(world: World, by: User) -> Any:
    """As the page sends it: a roll that merges, row by row."""
    person = world.cast.aminah.person_id
    assert person
    marks, seen = {person: "izin"}, {person: "alpa"}
    return mark_roll_call(session=world.session, marks=marks, seen=seen, revision=0, by=by)


def shut(world: World, by: User) -> Any:
    topics = world.session.topics.values_list("pk", flat=True)
    results = {pk: {"status": "tuntas", "minutes_used": 30} for pk in topics}
    revision = Session.objects.get(pk=world.session.pk).revision
    return close_session(session=world.session, results=results, jp=3, revision=revision, by=by)


def put_off(world: World, by: User) -> Any:
    return postpone_session(
        session=world.bare,
        date=days_from_now(5),
        starts_at=None,
        ends_at=None,
        reason=REASON,
        revision=world.bare.revision,
        by=by,
    )


def plan(world: World, by: User) -> Any:
    values = {"title": "Tema", "date": days_from_now(1)}
    return open_session(group=world.cast.group, client_token=uuid4(), values=values, by=by)


def note_guest(world: World, by: User) -> Any:
    return add_guest(session=world.session, name="Tamu B", institution="", is_speaker=True, client_token=uuid4(), by=by)


def set_hours(world: World, by: User) -> Any:
    now = timezone.now()
    hours = {"opens_at": now, "closes_at": now + timedelta(minutes=9)}
    return open_check_in(session=world.session, by=by, **hours)


def type_in(world: World, by: User) -> Any:
    sheet = world.session.coded_lists.get()
    return type_list(sheet=sheet, marks={}, seen={}, seen_checked=(), written=(), photo=None, by=by)


def decide(world: World, by: User) -> Any:
    values = {"text": "Susun", "owner": world.cast.gita.person, "due": days_from_now(3), "topic": None}
    return record_decision(session=world.session, values=values, client_token=uuid4(), by=by)


def reword(values: dict[str, Any]) -> Callable[[World, User], Any]:
    return lambda world, by: edit_decision(decision=world.decision, values=values, by=by)


def scan(world: World, by: User) -> Any:
    return check_in(stamp=Stamp(world.session.pk, timezone.now(), "pindai"), by=by)


def copy(world: World, by: User) -> Any:
    day = days_from_now(9)
    return copy_session(session=world.session, date=day, with_topics=True, client_token=uuid4(), by=by)


ACTIONS: dict[str, tuple[Callable[[World, User], Any], set[str]]] = {
    "plan": (plan, KEPT - {ENDED} | {REMOVED}),
    "change": (
        lambda w, by: edit_session(
            session=w.session, values={"title": "Tema baru"}, revision=w.session.revision, by=by
        ),
        {OPEN},
    ),
    "close": (shut, RUNNING),
    "reopen": (lambda w, by: reopen_session(session=w.session, reason=REASON, by=by), KEPT),
    "remove": (lambda w, by: remove_session(session=w.session, by=by), {OPEN, CANCELLED, REMOVED, ENDED}),
    "restore": (lambda w, by: restore_session(session=w.session, by=by), KEPT - {ENDED} | {REMOVED}),
    "copy": (copy, KEPT - {ENDED}),
    "postpone": (put_off, {OPEN}),
    "cancel": (lambda w, by: cancel_session(session=w.bare, reason=REASON, by=by), RUNNING),
    "revive": (lambda w, by: revive_session(session=w.bare, by=by), KEPT),
    "write the agenda": (
        lambda w, by: save_agenda(session=w.bare, rows=[{"title": "Satu"}], revision=w.bare.revision, by=by),
        RUNNING,
    ),
    "add a topic": (lambda w, by: add_topic(session=w.session, title="Baru", by=by), RUNNING),
    "write minutes": (
        lambda w, by: record_minutes(
            session=w.session, values=NO_MINUTES, words={}, revision=w.session.revision, by=by
        ),
        WRITING,
    ),
    "call the roll": (roll, RUNNING),
    "note a guest": (note_guest, RUNNING),
    "rename a guest": (lambda w, by: edit_guest(guest=w.guest, name="Tamu Lain", institution="", by=by), RUNNING),
    "take off a guest": (lambda w, by: remove_extra(attendance=w.guest, by=by), RUNNING),
    "invite": (
        lambda w, by: invite_person(session=w.session, person=w.cast.citra.person, is_speaker=False, by=by),
        RUNNING,
    ),
    "take off a narasumber": (
        lambda w, by: remove_speaker(session=w.session, speaker=w.session.speakers.get(), by=by),
        RUNNING,
    ),
    "open the check-in": (set_hours, RUNNING),
    "extend the check-in": (lambda w, by: extend_check_in(session=w.session, by=by), RUNNING),
    "close the check-in": (lambda w, by: close_check_in(session=w.session, by=by), RUNNING),
    "print a coded sheet": (lambda w, by: print_list(session=w.session, blank_lines=2, by=by), RUNNING),
    "type a coded sheet": (type_in, RUNNING),
    "take the photo of a sheet off": (
        lambda w, by: remove_sheet_photo(sheet=w.session.coded_lists.get(), by=by),
        WRITING,
    ),
    "put the photo of a sheet on": (
        lambda w, by: restore_sheet_photo(sheet=w.session.coded_lists.get(), by=by),
        WRITING,
    ),
    "add a photo": (
        lambda w, by: add_photos(session=w.session, uploads=[picture("red")], caption="", shows_nobody=True, by=by),
        WRITING,
    ),
    "describe a photo": (
        lambda w, by: describe_photo(photo=w.photo, caption="Kartu", people=[], shows_others=False, by=by),
        KEPT,
    ),
    "remove a photo": (lambda w, by: remove_photo(photo=w.photo, by=by), KEPT),
    "restore a photo": (lambda w, by: restore_photo(photo=w.photo, by=by), KEPT),
    "record a decision": (decide, WRITING),
    "put off a decision": (lambda w, by: reword({"due": days_from_now(9)})(w, by), KEPT),
    "reword a decision": (reword({"text": "Susun lagi"}), KEPT - {LONG_CLOSED}),
    "close a decision": (
        lambda w, by: close_decision(decision=w.decision, status="selesai", proof="Ada", upload=None, by=by),
        KEPT,
    ),
    "reopen a decision": (lambda w, by: reopen_decision(decision=w.done, reason=REASON, by=by), KEPT),
    "take a proof off": (lambda w, by: remove_proof(decision=w.done, by=by), KEPT),
    "put a proof on": (lambda w, by: restore_proof(decision=w.done, by=by), KEPT),
    "settle a topic": (
        lambda w, by: settle_topic(topic=w.topic, how="ditutup", note="Sudah cukup", by=by),
        {CLOSED, LONG_CLOSED},
    ),
    "take back a topic": (lambda w, by: take_back_topic(topic=w.settled, reason=REASON, by=by), KEPT),
    "reflect": (lambda w, by: give_reflection(session=w.session, answers=YES, by=by), KEPT - {CANCELLED}),
    "check in": (scan, RUNNING),
}
FOR_MEMBERS = {"check in": {"member", "former officer"}}  # who comes notes oneself


def refused(verb: str, world: World, by: User) -> bool:
    """Whether the action says no."""
    try:
        ACTIONS[verb][0](world, by)
    except Refused:
        return True
    return False


def refused_for_now(verb: str, world: World, by: User) -> bool:
    """The same, leaving nothing behind."""
    with transaction.atomic():
        answer = refused(verb, world, by)
        transaction.set_rollback(True)
    return answer


# -- Who, in which state ----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
def test_who_runs_nothing_here_changes_nothing_in_any_state(world, state) -> None:
    STATES[state](world.cast)
    before = everything()
    could = {
        (verb, who)
        for verb in ACTIONS
        for who, user in world.nobody.items()
        if who not in FOR_MEMBERS.get(verb, ()) and not refused(verb, world, user)
    }
    assert could == set()
    assert everything() == before


@pytest.mark.parametrize("state", STATES)
def test_the_ketua_may_what_the_state_allows_and_no_more(world, state) -> None:
    STATES[state](world.cast)
    ketua = world.cast.gita
    could = {verb for verb in ACTIONS if not refused_for_now(verb, world, ketua)}
    assert could == {verb for verb, (_, states) in ACTIONS.items() if state in states}


@pytest.mark.parametrize("state", [OPEN, CLOSED])
def test_an_office_that_ended_since_the_door_counts_no_more(world, state) -> None:
    """The request has read the offices already when the action begins."""
    ketua = world.cast.gita
    assert why_not_run_session(ketua, world.bare) is None
    world.cast.group.officers.open().update(until=days_from_now(-1))
    STATES[state](world.cast)
    own = {
        "close a decision",
        "reopen a decision",
        "take a proof off",
        "put a proof on",
        "reflect",
        "check in",
    }  # not by office
    assert {verb for verb in ACTIONS if not refused_for_now(verb, world, ketua)} <= own


# -- What may be said: rules that stood in forms ----------------------------------------------------------


def stranger(world: World) -> Any:
    return world.cast.indah.person


def handed_on(**to: Any) -> Callable[[World, User], Any]:
    return lambda w, by: settle_topic(topic=w.topic, how="diserahkan", note="Catatan", by=by, **to)


def changed(**values: Any) -> Callable[[World, User], Any]:
    return lambda w, by: edit_session(session=w.session, values=values, revision=w.session.revision, by=by)


def hours(opens: int, closes: int) -> Callable[[World, User], Any]:
    return lambda w, by: open_check_in(
        session=w.session,
        opens_at=timezone.now() + timedelta(minutes=opens),
        closes_at=timezone.now() + timedelta(minutes=closes),
        by=by,
    )


WRONG: dict[str, tuple[Callable[[World, User], Any], str]] = {
    "a host of another KKG": (lambda w, by: changed(madrasah=w.cast.tiga)(w, by), "bukan madrasah KKG ini"),
    "a year that is a slip": (lambda w, by: changed(date=days_from_now(9999))(w, by), "di luar jangkauan"),
    "more topics than an agenda holds": (
        lambda w, by: save_agenda(
            session=w.bare, rows=[{"title": f"T{n}"} for n in range(31)], revision=w.bare.revision, by=by
        ),
        "Paling banyak 30 topik",
    ),
    "a stranger invited": (
        lambda w, by: invite_person(session=w.session, person=stranger(w), is_speaker=True, by=by),
        "tidak ada di daftar",
    ),
    "a guest without a name": (
        lambda w, by: edit_guest(guest=w.guest, name="  ", institution="", by=by),
        "belum diisi",
    ),
    "a stranger as notulis": (
        lambda w, by: record_minutes(
            session=w.session,
            values=NO_MINUTES | {"notetaker": stranger(w)},
            words={},
            revision=w.session.revision,
            by=by,
        ),
        "tidak ada di daftar",
    ),
    "a stranger to do it": (lambda w, by: reword({"owner": stranger(w)})(w, by), "tidak ada di daftar"),
    "nobody to do it": (reword({"owner": None}), "belum dipilih"),
    "a decision for no day": (reword({"due": None}), "belum diisi"),
    "a topic of another agenda": (lambda w, by: reword({"topic": make_topic(w.bare)})(w, by), "tidak ada di agenda"),
    "a stranger on a photo": (
        lambda w, by: describe_photo(photo=w.photo, caption="", people=[stranger(w)], shows_others=False, by=by),
        "tidak ada di daftar",
    ),
    "more photos than at once": (
        lambda w, by: add_photos(
            session=w.session, uploads=[picture("blue")] * 11, caption="", shows_nobody=True, by=by
        ),
        "Paling banyak 10 foto",
    ),
    "hours that end before they begin": (hours(10, 5), "sesudah jam buka"),
    "hours that are over": (hours(-10, -5), "sudah lewat"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_what_a_form_would_not_offer_is_refused_by_the_action(world, fault) -> None:
    act, sentence = WRONG[fault]
    with pytest.raises(Refused, match=sentence):
        act(world, world.cast.gita)


def test_a_topic_is_handed_to_one_receiver_that_can_take_it(world) -> None:
    cast = world.cast
    Session.objects.filter(pk=world.session.pk).update(closed_at=timezone.now(), closed_by=cast.daeng)
    for to, sentence in (
        ({}, "satu penerima"),
        ({"to": "Seksi Penmad", "group": cast.other_group}, "satu penerima"),
        ({"group": cast.group}, "KKG lain"),
        ({"person": stranger(world)}, "tidak ada di daftar"),
    ):
        with pytest.raises(Refused, match=sentence):
            handed_on(**to)(world, cast.gita)
    assert handed_on(group=cast.other_group)(world, cast.gita).settled_group == cast.other_group


def test_more_hours_than_a_day_has_are_named(world) -> None:
    with pytest.raises(ValidationError, match="JP paling banyak 16"):
        close_session(session=world.session, results={}, jp=17, revision=world.session.revision, by=world.cast.gita)


# -- Two at once ------------------------------------------------------------------------------------------


def alone(act: Callable[[], Any]) -> Any:
    try:
        return act()
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", ["call the roll", "change", "note a guest", "invite"])
def test_closing_wins_over_what_waited_for_it(world, verb) -> None:
    ketua, pengawas = world.cast.gita, world.cast.daeng
    assert why_not_run_session(ketua, world.session) is None  # the door was open
    lost = meanwhile(lambda: shut(world, pengawas), lambda: ACTIONS[verb][0](world, ketua)).exception()
    assert isinstance(lost, Refused) and "sudah ditutup" in str(lost)
    assert world.session.attendances.get(person=world.cast.aminah.person).mark == "alpa"


@pytest.mark.django_db(transaction=True)
def test_who_lost_reads_why_above_what_was_typed(world) -> None:
    """The door was open when the request came, so it is no page of its own that says no."""
    session = world.session
    client, address = client_of(world.cast.gita), reverse("kkg:session-edit", args=[world.session.pk])
    typed = {"title": "Tema Ketikan Contoh", "kind": "rutin", "date": session.date.isoformat()}
    typed["revision"] = session.revision
    answer = meanwhile(lambda: shut(world, world.cast.daeng), lambda: client.post(address, typed)).result()
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "sudah ditutup" in page and "Tema Ketikan Contoh" in page


@pytest.mark.django_db(transaction=True)
def test_the_end_of_an_office_wins_over_what_waited(world) -> None:
    ketua, pengawas = world.cast.gita, world.cast.daeng
    assert why_not_run_session(ketua, world.session) is None

    def end_office() -> None:
        locked(world.session)
        end_term(officer=world.cast.group.officers.open().get(), today=timezone.localdate(), by=pengawas)

    lost = meanwhile(end_office, lambda: roll(world, ketua)).exception()
    assert isinstance(lost, Refused) and "Hanya pengurus KKG ini" in str(lost)


@pytest.mark.django_db(transaction=True)
def test_the_end_of_a_group_wins_over_planning_in_it(cast) -> None:
    make_assignment(cast.daeng.person, Role.PENGAWAS, cast.tiga)
    values = {"title": "Tema", "date": days_from_now(2)}
    lost = meanwhile(
        lambda: merge_group(group=cast.other_group, into=cast.group, day=days_from_now(0), by=cast.daeng),
        lambda: open_session(group=cast.other_group, client_token=uuid4(), values=values, by=cast.daeng),
    ).exception()
    assert isinstance(lost, Refused) and "berakhir" in str(lost)
    assert not Session.objects.filter(group=cast.other_group).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_close_neighbours_at_once_wait_for_each_other_in_one_order(cast) -> None:
    """Each hands topics to the later of the two: whoever begins, nobody is told of a deadlock."""
    earlier, later = make_session(cast, days=-4), make_session(cast, days=-2)
    for session in (earlier, later):
        make_topic(session, f"Topik {session.pk}")
    with ThreadPoolExecutor(2) as pool:
        told = [pool.submit(alone, lambda s=s: close(s, cast.gita)) for s in (later, earlier)]
        faults = [one.exception(timeout=20) for one in told]
    assert [fault for fault in faults if not isinstance(fault, ValidationError | None)] == []
