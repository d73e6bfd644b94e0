"""The demo's KKG: officers, four closed sessions, and the coming one that begins with what was left over."""

from datetime import date, time
from random import Random
from uuid import UUID

from config.demo import group_words as kkg_words
from config.demo import words
from config.demo.days import Days, moment
from config.demo.followup import decide
from config.demo.people import Village
from kkg.agenda.actions import save_agenda
from kkg.attendance.actions import add_guest, invite_person, mark_roll_call
from kkg.attendance.rosters import roster_of
from kkg.groups.actions import appoint_officer, create_group
from kkg.models import Officer, Session, WorkingGroup
from kkg.record.actions import TOPIC_WORDS, close_session, record_minutes
from kkg.sessions.actions import open_session

MARKS, ODDS = ("hadir", "izin", "sakit", "alpa"), (84, 8, 5, 3)


def hold_meetings(village: Village, days: Days, luck: Random) -> None:
    """The pengawas makes the group; its ketua plans, calls the roll and closes, as in life."""
    group = _group(village)
    _group_of_outsider(village)
    for number, (title, host, topics) in enumerate(words.SESSIONS, start=1 - len(words.SESSIONS)):
        day = days.meeting(number)
        session = _plan(village, group, title, host, day, luck)
        _write_agenda(village, session, topics)
        if day < days.today:
            _hold(village, session, {topic: result for topic, _, result in topics}, luck)


def _group(village: Village) -> WorkingGroup:
    pengawas = village.users["daeng"]
    group = create_group(
        values={"name": "KKG MI Contoh Gantarang", "letterhead": words.LETTERHEAD, "city": "Gantarang"},
        madrasahs=[village.places[key] for key in words.GROUP_OF_FIVE],
        since=village.since,
        by=pengawas,
    )
    officers = {
        Officer.Office.KETUA: village.person("gita"),
        Officer.Office.SEKRETARIS: village.teachers["Satu"][0],
        Officer.Office.BENDAHARA: village.teachers["Tiga"][0],
    }
    for office, person in officers.items():
        appoint_officer(group=group, person=person, office=office, since=village.since, by=pengawas)
    return group


def _group_of_outsider(village: Village) -> None:
    operator = village.users["jafar"]
    group = create_group(
        values={"name": "KKG MI Contoh Pesisir", "city": "Gantarang"},
        madrasahs=[village.places["Enam"]],
        since=village.since,
        by=operator,
    )
    ketua = village.teachers["Enam"][0]
    appoint_officer(group=group, person=ketua, office=Officer.Office.KETUA, since=village.since, by=operator)


def _plan(village: Village, group: WorkingGroup, title: str, host: str, day: date, luck: Random) -> Session:
    values = {
        "kind": Session.Kind.RUTIN,
        "title": title,
        "date": day,
        "starts_at": time(8),
        "ends_at": time(11, 30),
        "madrasah": village.places[host],
        "place": "Ruang kelas V",
        "jp": 4,
    }
    token = UUID(int=luck.getrandbits(128))
    return open_session(group=group, client_token=token, values=values, by=village.users["gita"])


def _write_agenda(village: Village, session: Session, topics: tuple[tuple[str, str, str], ...]) -> None:
    """New topics stand after those that `open_session` carried over."""
    carried = [
        {"pk": t.pk, "title": t.title, "competency": t.competency, "minutes_planned": t.minutes_planned}
        for t in session.topics.all()
    ]
    fresh = [{"title": title, "competency": about, "minutes_planned": 60} for title, about, _ in topics]
    save_agenda(session=session, rows=[*carried, *fresh], revision=session.revision, by=village.users["gita"])


def _hold(village: Village, session: Session, results: dict[str, str], luck: Random) -> None:
    """Guest, narasumber, roll call, and the closing; a topic carried over is finished at its second try."""
    ketua = village.users["gita"]
    add_guest(
        session=session,
        name="Ibu Rosmini Contoh",
        institution="Puskesmas Contoh",
        is_speaker=False,
        client_token=UUID(int=luck.getrandbits(128)),
        by=ketua,
    )
    invite_person(session=session, person=village.person("daeng"), is_speaker=True, by=ketua)
    session.refresh_from_db()
    marks = {entry.person.pk: luck.choices(MARKS, ODDS)[0] for entry in roster_of(session)}
    marks |= {village.person(key).pk: "hadir" for key in ("gita", "daeng")}
    if session.title == words.SESSIONS[0][0]:
        marks |= {person.pk: "izin" for key in words.AWAY_AT_FIRST for person in village.teachers[key]}
    session = mark_roll_call(session=session, marks=marks, revision=session.revision, by=ketua)
    session = _write_minutes(village, session)
    decide(village, session)
    outcome = {
        topic.pk: {"status": results.get(topic.title, "tuntas"), "minutes_used": luck.choice((45, 60, 75))}
        for topic in session.topics.all()
    }
    close_session(
        session=session, results=outcome, jp=4, revision=session.revision, by=ketua, at=moment(session.date, 11, 40)
    )


def _write_minutes(village: Village, session: Session) -> Session:
    """Capaian, kendala and masukan where something was said, by the sekretaris."""
    said = {topic.pk: kkg_words.MINUTES.get(topic.title, ("", "", "")) for topic in session.topics.all()}
    values = {
        "leader": village.person("gita"),
        "notetaker": village.teachers["Satu"][0],
        "method": kkg_words.METHOD,
        "result_text": kkg_words.RESULTS.get(session.title, ""),
    }
    return record_minutes(
        session=session,
        values=values,
        revision=session.revision,
        by=village.users["gita"],
        words={pk: dict(zip(TOPIC_WORDS, words_, strict=True)) for pk, words_ in said.items()},
    )
