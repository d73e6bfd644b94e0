"""Who speaks is one row of the KKG, wherever it is named."""

from datetime import time
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.urls import reverse

from core.refusals import Refused
from kkg.agenda.actions import save_agenda
from kkg.attendance.actions import add_guest
from kkg.lineage.actions import split_group
from kkg.models import PlannedSession, Session, Speaker, Topic
from kkg.programme.actions import save_programme, schedule_planned
from kkg.sessions.actions import copy_session
from kkg.sessions.models import narasumber
from kkg.sessions.reports import session_doubts
from kkg.speakers.actions import drop_speaker, make_one, mend_speaker, part_again, speaker_in
from kkg.speakers.models import NAMING
from kkg.speakers.reports import times_spoken
from tests.cast import client_of
from tests.clock import days_from_now
from tests.factories import make_person
from tests.kkg.makers import close, make_session, make_speaker, make_topic
from tests.kkg.paper_makers import text_of
from tests.kkg.programme_makers import make_plan, make_programme
from tests.meanwhile import meanwhile

pytestmark = pytest.mark.django_db
ROSMINI = {"name": "Ibu Rosmini", "institution": "Puskesmas Contoh"}


def agenda(session: Session, **fields: Any) -> dict[str, Any]:
    topic = {"title": "Gizi", "competency": "", "minutes_planned": "", "speaker": ""} | fields
    rows = {f"t-0-{name}": value for name, value in topic.items()}
    return rows | {"t-TOTAL_FORMS": 1, "t-INITIAL_FORMS": 0, "revision": session.revision, "aksi": "simpan"}


def send_agenda(session: Session, user: Any, **fields: Any) -> str:
    address = reverse("kkg:session-topics", args=[session.pk])
    return client_of(user).post(address, agenda(session, **fields), follow=True).content.decode()


def spoke_at(session: Session) -> list[str]:
    found = narasumber(session.speakers.all(), session.topics.with_speaker())
    return [speaker.introduced for speaker in found]


def guest_of(session: Session, by: Any, *, is_speaker: bool = False, **named: str) -> Any:
    said = {"name": "Ibu Rosmini", "institution": ""} | named
    return add_guest(session=session, is_speaker=is_speaker, client_token=uuid4(), by=by, **said)


# -- Naming somebody ----------------------------------------------------------------------------------------


def test_who_is_typed_on_an_agenda_is_chosen_on_the_next_one(cast) -> None:
    first, second = make_session(cast), make_session(cast, days=3)
    send_agenda(first, cast.gita, speaker_name=" Ibu  Rosmini", speaker_institution="Puskesmas Contoh")
    row = Speaker.objects.get()
    assert (row.introduced, first.topics.get().speaker) == ("Ibu Rosmini (Puskesmas Contoh)", row)
    page = client_of(cast.gita).get(reverse("kkg:session-topics", args=[second.pk])).content.decode()
    assert f'value="luar-{row.pk}">Ibu Rosmini (Puskesmas Contoh)' in page
    send_agenda(second, cast.gita, speaker=f"luar-{row.pk}")
    assert second.topics.get().speaker == row


@pytest.mark.parametrize("who", ["aminah", "daeng", "baso"])
def test_members_kepala_and_pengawas_are_chosen_from_the_same_list(cast, who) -> None:
    session, person = make_session(cast), getattr(cast, who).person
    for _ in range(2):
        send_agenda(session, cast.gita, speaker=str(person.pk))
    assert session.topics.get().speaker == Speaker.objects.get(group=cast.group, person=person)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"speaker": "luar-0"}, "pilihan itu tidak ada dalam daftar"),
        ({"speaker": "aminah", "speaker_name": "Ibu Rosmini"}, "salah satu"),
        ({"speaker_institution": "Puskesmas"}, "Tulis nama narasumber barunya"),
        ({"speaker_name": "aminah contoh"}, "ada di daftar. Pilih dari daftar"),
    ],
)
def test_a_faulty_narasumber_comes_back_with_the_place_and_the_cure(cast, fields, sentence) -> None:
    session, key = make_session(cast), str(cast.aminah.person_id)
    typed = {name: key if value == "aminah" else value for name, value in fields.items()}
    page = send_agenda(session, cast.gita, **typed)
    assert "Topik 1: " in page
    assert sentence in page
    assert not session.topics.exists()


def test_rows_that_are_moved_keep_what_was_chosen_and_typed(cast) -> None:
    session, row = make_session(cast), make_speaker(cast)
    data = agenda(session, speaker=f"luar-{row.pk}", speaker_name="Pak Baru") | {"aksi": "tambah"}
    page = client_of(cast.gita).post(reverse("kkg:session-topics", args=[session.pk]), data).content.decode()
    assert f'value="luar-{row.pk}" selected' in page
    assert 'value="Pak Baru"' in page


def test_a_stranger_is_named_nowhere(cast) -> None:
    stranger = Speaker(person=make_person(name="Orang Jauh"))
    session, programme = make_session(cast), make_programme(cast)
    said = [{"title": "Gizi", "speaker": stranger}]
    with pytest.raises(Refused, match="Orang Jauh tidak bertugas"):
        save_agenda(session=session, rows=said, revision=session.revision, by=cast.gita)
    with pytest.raises(Refused, match="Orang Jauh tidak bertugas"):
        save_programme(programme=programme, goals="", rows=said, revision=programme.revision, by=cast.gita)
    assert not Speaker.objects.exists()


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        (("Ibu Rosmini", "Puskesmas"), ("IBU  rosmini", "puskesmas"), ["Ibu Rosmini (Puskesmas)"]),
        (("Ibu Rosmini", ""), ("Ibu Rosmini", "Puskesmas"), ["Ibu Rosmini (Puskesmas)"]),
        (("Ibu Rosmini", "Puskesmas"), ("Ibu Rosmini", ""), ["Ibu Rosmini (Puskesmas)"]),
        (("Ibu Rosmini", "Puskesmas"), ("Ibu Rosmini", "Kampus"), ["Ibu Rosmini (Puskesmas)", "Ibu Rosmini (Kampus)"]),
    ],
)
def test_two_outsiders_of_one_name_are_two_when_both_say_where_from(cast, first, second, rows) -> None:
    for name, institution in (first, second):
        speaker_in(cast.group, Speaker(name=name, institution=institution))
    assert [row.introduced for row in Speaker.objects.all()] == rows


def test_the_database_knows_each_once(cast) -> None:
    make_speaker(cast, institution="Puskesmas")
    with pytest.raises(IntegrityError):
        make_speaker(cast, "ibu rosmini", "PUSKESMAS")


# -- One row everywhere -------------------------------------------------------------------------------------


def test_the_speaker_of_a_topic_speaks_at_its_session_and_is_noted_once(cast) -> None:
    session = make_session(cast)
    row = make_speaker(cast, institution="Puskesmas Contoh")
    make_topic(session, speaker=row)
    guest = guest_of(session, cast.gita)
    assert guest.speaker == row
    guest_of(session, cast.gita, is_speaker=True, institution="puskesmas contoh")
    assert spoke_at(session) == ["Ibu Rosmini (Puskesmas Contoh)"]
    assert session.attendances.count() == 1


def test_who_is_to_speak_is_noted_as_present_by_one_press(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    row = make_speaker(cast, institution="Puskesmas Contoh")
    make_topic(session, speaker=row)
    address = reverse("kkg:session-attendance", args=[session.pk])
    assert "Puskesmas Contoh, belum dicatat hadir" in client.get(address).content.decode()
    sent = {"person": f"luar-{row.pk}", "is_speaker": "on", "client_token": str(uuid4())}
    page = client.post(f"{address}tamu/", sent, follow=True).content.decode()
    assert "belum dicatat hadir" not in page
    assert session.attendances.get().speaker == row


def test_names_put_right_once_are_right_on_roll_agenda_session_and_paper(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    guest = guest_of(session, cast.gita, is_speaker=True)
    make_topic(session, speaker=guest.speaker)
    mend_speaker(speaker=guest.speaker, name="dr. Rosmini", institution="RS Contoh", by=cast.gita)
    page = client.get(reverse("kkg:session-detail", args=[session.pk])).content.decode()
    assert page.count("dr. Rosmini (RS Contoh)") == 1
    assert "Ibu Rosmini" not in page
    assert "dr. Rosmini RS Contoh" in text_of(client.get(reverse("kkg:attendance-paper", args=[session.pk])))


def test_a_slip_that_nothing_names_any_more_leaves_the_list(cast) -> None:
    session, other = make_session(cast), make_session(cast, days=2)
    guest = guest_of(session, cast.gita, is_speaker=True)
    topic = make_topic(other, speaker=guest.speaker)
    client = client_of(cast.gita)
    client.post(reverse("kkg:attendance-remove", args=[session.pk, guest.pk]))
    assert topic.speaker in Speaker.objects.all()
    topic.delete()
    again = guest_of(session, cast.gita, is_speaker=True)
    client.post(reverse("kkg:attendance-remove", args=[session.pk, again.pk]))
    assert not Speaker.objects.exists()


def test_a_session_made_from_the_programme_takes_its_speaker_along(cast) -> None:
    programme = make_programme(cast)
    planned = make_plan(programme, "Gizi", speaker=make_speaker(cast), date=days_from_now(3))
    session = schedule_planned(planned=planned, by=cast.gita)
    assert spoke_at(session) == ["Ibu Rosmini"]


def test_a_programme_saved_again_writes_nothing(cast) -> None:
    programme = make_programme(cast)
    rows = [{"title": "Gizi", "kind": "rutin", "speaker": Speaker(name="Ibu Rosmini", institution="Puskesmas")}]
    for _ in range(2):
        programme = save_programme(programme=programme, goals="", rows=rows, revision=1, by=cast.gita)
    assert PlannedSession.objects.get().speaker == Speaker.objects.get()


def test_a_topic_that_is_copied_or_returns_keeps_its_speaker(cast) -> None:
    held = make_session(cast, days=-9)
    row = make_speaker(cast)
    make_topic(held, "Gizi", speaker=row)
    close(held, cast.gita, Gizi="belum")
    following = make_session(cast, days=3)
    returned = following.topics.get()
    make_topic(following, "Rubrik", speaker=row)
    copy = copy_session(session=following, date=days_from_now(9), with_topics=True, client_token=uuid4(), by=cast.gita)
    assert [topic.speaker for topic in (returned, copy.topics.get())] == [row, row]


def test_a_topic_that_goes_to_another_kkg_takes_its_speaker_to_that_list(cast) -> None:
    held = make_session(cast, days=-9)
    row = make_speaker(cast, **ROSMINI)
    make_topic(held, "Gizi", speaker=row)
    close(held, cast.gita, Gizi="belum")
    new = split_group(
        group=cast.group, name="KKG Baru", madrasahs=[cast.dua], day=days_from_now(1), takes_topics=True, by=cast.daeng
    )
    session = make_session(cast, days=4, group=new)
    speaker = session.topics.get().speaker
    assert (speaker.group, speaker.introduced, speaker == row) == (new, row.introduced, False)


def test_who_speaks_at_two_meetings_of_an_hour_is_doubted(cast) -> None:
    hours = {"starts_at": time(8), "ends_at": time(10)}
    session = make_session(cast, **hours)
    other = make_session(cast, title="Ceramah", group=cast.other_group, **hours)
    for one in (session, other):
        make_topic(one, speaker=make_speaker(cast, "", group=one.group, person=cast.aminah.person))
    assert any("Aminah Contoh" in sentence and "Ceramah" in sentence for sentence in session_doubts(session))


# -- The list of a KKG --------------------------------------------------------------------------------------


def test_whatever_names_a_speaker_is_known_by_name() -> None:
    ways = {tie.get_accessor_name() for tie in Speaker._meta.related_objects if not tie.name.startswith("event")}
    assert ways - {"merges"} == set(NAMING)


def test_the_list_tells_how_often_each_outsider_spoke(cast) -> None:
    often, never = make_speaker(cast), make_speaker(cast, "Pak Rahmat")
    held = make_session(cast, days=-9)
    make_topic(held, "Gizi", speaker=often)
    make_topic(held, "Sanitasi", speaker=never)
    held.speakers.add(often)
    close(held, cast.gita, Sanitasi="belum")
    make_topic(make_session(cast, days=3), speaker=often)
    assert times_spoken(cast.group) == {often.pk: 1}
    page = client_of(cast.gita).get(reverse("kkg:outsider-list", args=[cast.group.pk])).content.decode()
    assert page.index("Ibu Rosmini") < page.index("1 pertemuan") < page.index("Pak Rahmat") < page.index("Belum berb")


def known_twice(cast) -> tuple[Speaker, Speaker, Session, Session, Topic]:
    """One outsider under two names, both noted for the first session, the wrong one for a second and a topic too."""
    kept, twin = make_speaker(cast, **ROSMINI), make_speaker(cast, "Bu Rosmini")
    first, second = make_session(cast, days=-9), make_session(cast, days=-2)
    for session in (first, second):
        session.speakers.add(twin)
    first.speakers.add(kept)
    topic = make_topic(first, speaker=twin)
    return kept, twin, first, second, topic


def test_one_person_who_stands_twice_becomes_one_everywhere(cast) -> None:
    kept, twin, first, second, topic = known_twice(cast)
    guest = guest_of(second, cast.gita, name="Bu Rosmini", is_speaker=True)
    address = reverse("kkg:outsider-merge", args=[twin.pk])
    page = client_of(cast.gita).post(address, {"twin": str(kept.pk)}, follow=True).content.decode()
    assert "atas nama Ibu Rosmini" in page
    topic.refresh_from_db(), guest.refresh_from_db()
    assert (topic.speaker, guest.speaker, list(Speaker.objects.all())) == (kept, kept, [kept])
    assert [spoke_at(session) for session in (first, second)] == [["Ibu Rosmini (Puskesmas Contoh)"]] * 2
    assert make_one(kept=kept, dropped=twin, by=cast.gita) == kept


def test_two_made_one_are_two_again_with_all_that_each_was_named_for(cast) -> None:
    kept, twin, first, second, topic = known_twice(cast)
    make_one(kept=kept, dropped=twin, by=cast.gita)
    page = client_of(cast.gita).get(reverse("kkg:outsider-edit", args=[kept.pk])).content.decode()
    part = reverse("kkg:outsider-part", args=[kept.merges.get().pk])
    assert page.index("Digabungkan ke nama ini") < page.index("Bu Rosmini") < page.index(part)
    for _ in range(2):  # a second press does no more
        answer = client_of(cast.gita).post(part, follow=True).content.decode()
        assert "Bu Rosmini dan Ibu Rosmini kini dua nama lagi" in answer
    topic.refresh_from_db()
    assert (topic.speaker, topic.speaker.pk) == (twin, twin.pk)
    assert [{row.name for row in session.speakers.all()} for session in (first, second)] == [
        {"Ibu Rosmini", "Bu Rosmini"},
        {"Bu Rosmini"},
    ]
    assert (
        "Digabungkan ke nama ini"
        not in client_of(cast.gita).get(reverse("kkg:outsider-edit", args=[kept.pk])).content.decode()
    )


def test_three_made_one_by_one_come_apart_in_the_same_steps(cast) -> None:
    first, second, third = (make_speaker(cast, name) for name in ("Bu Ros", "Bu Rosmini", "Ibu Rosmini"))
    topic = make_topic(make_session(cast), speaker=first)
    make_one(kept=second, dropped=first, by=cast.gita)
    make_one(kept=third, dropped=second, by=cast.gita)
    later, earlier = third.merges.live()
    with pytest.raises(Refused, match="catatan narasumber"):
        part_again(merge=earlier, by=cast.gita)
    for merge in (later, earlier):
        part_again(merge=merge, by=cast.gita)
    topic.refresh_from_db()
    assert topic.speaker == first
    assert set(Speaker.objects.all()) == {first, second, third}


def test_two_come_apart_only_where_nothing_has_changed_since(cast) -> None:
    kept, twin = make_speaker(cast), make_speaker(cast, "Bu Rosmini")
    topic = make_topic(make_session(cast), speaker=twin)
    make_one(kept=kept, dropped=twin, by=cast.gita)
    topic.delete()
    answer = client_of(cast.gita).post(reverse("kkg:outsider-part", args=[kept.merges.get().pk]))
    assert (answer.status_code, Speaker.objects.get()) == (403, kept)
    assert "sudah diubah sejak itu" in answer.content.decode()


def test_two_come_apart_only_where_the_name_is_free(cast) -> None:
    kept, twin = make_speaker(cast), make_speaker(cast, "Bu Rosmini")
    make_one(kept=kept, dropped=twin, by=cast.gita)
    make_speaker(cast, "Bu Rosmini")
    with pytest.raises(Refused, match="bertabrakan"):
        part_again(merge=kept.merges.get(), by=cast.gita)


def test_two_who_were_there_side_by_side_stay_two(cast) -> None:
    session = make_session(cast)
    rows = [guest_of(session, cast.gita, name=name, is_speaker=True).speaker for name in ("Bu Rosmini", "Ibu Rosmini")]
    page = client_of(cast.gita).post(reverse("kkg:outsider-merge", args=[rows[0].pk]), {"twin": str(rows[1].pk)})
    assert page.status_code == 403
    assert "Keduanya tercatat hadir di “Menyusun RPP Contoh”" in page.content.decode()
    assert reverse("kkg:session-attendance", args=[session.pk]) in page.content.decode()
    with pytest.raises(Refused, match="KKG yang sama"):
        make_one(kept=rows[0], dropped=rows[0], by=cast.daeng)


def test_only_whom_nothing_names_is_taken_off_the_list(cast) -> None:
    row = make_speaker(cast)
    topic = make_topic(make_session(cast), speaker=row)
    address = reverse("kkg:outsider-edit", args=[row.pk])
    assert "masih dipakai di program, agenda" in client_of(cast.gita).get(address).content.decode()
    with pytest.raises(Refused, match="Ibu Rosmini masih dipakai"):
        drop_speaker(speaker=row, by=cast.gita)
    topic.delete()
    client_of(cast.gita).post(reverse("kkg:outsider-drop", args=[row.pk]))
    assert not Speaker.objects.exists()


@pytest.mark.parametrize("act", [drop_speaker, lambda speaker, by: make_one(kept=speaker, dropped=speaker, by=by)])
def test_the_list_is_put_right_by_who_runs_the_group_only(cast, act: Any) -> None:
    with pytest.raises(Refused, match="yang mengelola pertemuannya"):
        act(speaker=make_speaker(cast), by=cast.aminah)


@pytest.mark.django_db(transaction=True)
def test_who_is_noted_while_two_are_made_one_is_known_by_the_row_that_stays(cast) -> None:
    session, kept = make_session(cast), make_speaker(cast, institution="Puskesmas Contoh")
    twin = make_speaker(cast, "Bu Rosmini")
    noted = meanwhile(
        lambda: make_one(kept=kept, dropped=twin, by=cast.gita),
        lambda: guest_of(session, cast.gita, is_speaker=True, name="Bu Rosmini"),
    ).result()
    assert noted.speaker.name == "Bu Rosmini"
    assert noted.speaker.pk != twin.pk
