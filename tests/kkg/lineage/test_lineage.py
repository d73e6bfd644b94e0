"""A KKG split or joined to another: rosters before and after, unfinished topics, who may, what stays."""

import pytest
from django.core.exceptions import ValidationError

from core.refusals import Refused
from kkg.attendance.rosters import roster_of
from kkg.groups.actions import appoint_officer
from kkg.lineage.actions import merge_group, split_group
from kkg.models import Session, WorkingGroup
from kkg.postponements.actions import cancel_session, revive_session
from kkg.sessions.actions import open_session, remove_session, restore_session
from madrasah.models import User
from madrasah.roles import Role
from tests.cast import client_of
from tests.clock import days_from_now, today
from tests.factories import make_assignment, make_teacher
from tests.kkg.makers import close, make_session, make_topic


@pytest.fixture
def over_both(cast) -> User:
    """The pengawas, who oversees the other KKG too."""
    make_assignment(cast.daeng.person, Role.PENGAWAS, cast.tiga)
    return cast.daeng


def split(cast, day=None, *, takes_topics=False) -> WorkingGroup:
    return split_group(
        group=cast.group,
        name="KKG Baru Contoh",
        madrasahs=[cast.satu],
        day=day or today(),
        takes_topics=takes_topics,
        by=cast.daeng,
    )


def merge(cast, day=None) -> WorkingGroup:
    return merge_group(group=cast.other_group, into=cast.group, day=day or today(), by=cast.jafar)


def called(session) -> set[str]:
    return {entry.person.name for entry in roster_of(session)}


def unfinished(cast, group, title="Rubrik", *, days=-5) -> Session:
    session = make_session(cast, group=group, days=days)
    make_topic(session, title)
    return close(session, cast.daeng, **{title: "belum", "Rubrik": "belum"})  # what returned to it is not done either


def carried(session) -> list[str]:
    return [topic.title for topic in session.topics.filter(continues__isnull=False)]


def test_a_split_calls_the_old_members_before_its_day_and_the_new_from_it(cast) -> None:
    before, on_the_day = make_session(cast, days=-1), make_session(cast, days=0)
    new = split(cast)
    first = make_session(cast, group=new, days=0)
    assert called(before) == {"Aminah Contoh", "Gita Contoh"}
    assert called(on_the_day) == {"Gita Contoh"}
    assert called(first) == {"Aminah Contoh"}
    assert (new.split_from, new.city, new.officers.count()) == (cast.group, cast.group.city, 0)


@pytest.mark.parametrize("takes", [True, False])
def test_unfinished_topics_go_to_the_chosen_side(cast, takes) -> None:
    unfinished(cast, cast.group)
    coming = make_session(cast, days=4)
    assert carried(coming) == ["Rubrik"]
    new = split(cast, takes_topics=takes)
    assert carried(coming) == ([] if takes else ["Rubrik"])
    assert carried(make_session(cast, group=new, days=2)) == (["Rubrik"] if takes else [])
    assert carried(make_session(cast, days=3)) == ([] if takes else ["Rubrik"])


def test_a_split_is_made_once_and_leaves_nobody_empty(cast) -> None:
    assert split(cast) == split(cast)
    with pytest.raises(ValidationError, match="paling sedikit satu"):
        split_group(group=cast.group, name="Lain", madrasahs=[cast.dua], day=today(), takes_topics=False, by=cast.daeng)


def test_a_recorded_day_is_not_split_afterwards(cast) -> None:
    unfinished(cast, cast.group, days=-2)
    with pytest.raises(ValidationError, match=r"sudah dicatat\. Pilih hari sesudahnya"):
        split(cast, days_from_now(-2))


def test_joined_groups_call_their_own_before_and_all_from_the_day(cast) -> None:
    make_teacher(cast.tiga, name="Tuti Contoh")
    before = make_session(cast, group=cast.other_group, days=-1)
    merge(cast)
    after = make_session(cast, days=0)
    assert called(before) == {"Tuti Contoh"}
    assert called(after) == {"Aminah Contoh", "Gita Contoh", "Tuti Contoh"}
    assert called(make_session(cast, days=-1)) == {"Aminah Contoh", "Gita Contoh"}


@pytest.mark.usefixtures("over_both")
def test_unfinished_topics_lead_the_next_agenda_of_the_other(cast) -> None:
    make_teacher(cast.tiga)
    unfinished(cast, cast.other_group)
    coming = make_session(cast, days=3)
    merge(cast)
    assert carried(coming) == ["Rubrik"]
    unfinished(cast, cast.other_group, "Penilaian", days=-1)
    assert carried(coming) == ["Rubrik", "Penilaian"]


@pytest.mark.usefixtures("over_both")
def test_a_session_before_the_day_takes_nothing_from_the_other(cast) -> None:
    make_teacher(cast.tiga)
    unfinished(cast, cast.other_group)
    merge(cast, days_from_now(7))
    assert carried(make_session(cast, days=6)) == []
    assert carried(make_session(cast, days=7)) == ["Rubrik"]


def test_a_group_that_ended_is_read_by_its_members_and_plans_nothing_more(cast, over_both) -> None:
    ketua = make_teacher(cast.tiga)
    appoint_officer(group=cast.other_group, person=ketua, office="ketua", since=days_from_now(-90), by=cast.jafar)
    old = make_session(cast, group=cast.other_group, days=-3, title="Tema Lama Contoh")
    merge(cast)
    ended = WorkingGroup.objects.get(pk=cast.other_group.pk)
    assert (ended.ended_on, ended.continues_as) == (days_from_now(-1), cast.group)
    assert not ended.officers.open().exists()
    page = client_of(cast.hasan).get(f"/kkg/{ended.pk}/").content.decode()
    assert "KKG ini berakhir" in page and f"Dilanjutkan di {cast.group}" in page
    assert client_of(cast.hasan).get(f"/kkg/pertemuan/{old.pk}/").status_code == 200
    with pytest.raises(Refused, match=f"Buat pertemuannya di {cast.group}"):
        open_session(group=ended, client_token=old.client_token, values={"date": today()}, by=over_both)


def test_joining_waits_for_sessions_that_are_still_to_come(cast) -> None:
    make_session(cast, group=cast.other_group, days=5)
    with pytest.raises(ValidationError, match="masih punya pertemuan"):
        merge(cast)


def test_what_was_called_off_or_deleted_does_not_come_back_after_the_end(cast, over_both) -> None:
    off, gone = (make_session(cast, group=cast.other_group, days=4) for _ in range(2))
    off = cancel_session(session=off, reason="Digabung", by=over_both)
    remove_session(session=gone, by=over_both)
    merge(cast)
    with pytest.raises(Refused, match="berakhir"):
        revive_session(session=off, by=over_both)
    with pytest.raises(Refused, match="berakhir"):
        restore_session(session=gone, by=over_both)
    client = client_of(over_both)
    assert client.post(f"/kkg/pertemuan/{off.pk}/adakan/").status_code == 403
    assert client.post(f"/kkg/pertemuan/{gone.pk}/kembalikan/").status_code == 404


def test_joining_twice_changes_nothing_and_an_ended_group_takes_none(cast) -> None:
    assert merge(cast) == merge(cast)
    with pytest.raises(Refused, match="berakhir"):
        merge_group(group=cast.group, into=cast.other_group, day=today(), by=cast.jafar)


def test_the_page_says_what_will_happen_before_it_does(cast) -> None:
    client = client_of(cast.jafar)
    data = {"into": cast.group.pk, "day": today().isoformat()}
    preview = client.post(f"/kkg/{cast.other_group.pk}/gabung/", data).content.decode()
    assert "MI Contoh Tiga menjadi anggota" in preview and "Tidak ada tombol untuk membatalkan" in preview
    assert not WorkingGroup.objects.filter(ended_on__isnull=False).exists()
    client.post(f"/kkg/{cast.other_group.pk}/gabung/", data | {"yakin": "ya"})
    assert WorkingGroup.objects.get(ended_on__isnull=False) == cast.other_group


def test_the_split_page_names_officers_who_leave(cast) -> None:
    data = {"name": "KKG Baru Contoh", "madrasahs": [cast.dua.pk], "day": today().isoformat(), "topics": "lama"}
    preview = client_of(cast.daeng).post(f"/kkg/{cast.group.pk}/pecah/", data).content.decode()
    assert "Gita Contoh, S.Pd. (Ketua) mengajar di madrasah yang pindah." in preview
    assert not WorkingGroup.objects.filter(split_from__isnull=False).exists()
    client_of(cast.daeng).post(f"/kkg/{cast.group.pk}/pecah/", data | {"yakin": "ya"})
    assert WorkingGroup.objects.get(split_from=cast.group).name == "KKG Baru Contoh"


def test_a_group_one_does_not_keep_is_no_choice(cast) -> None:
    data = {"into": cast.other_group.pk, "day": today().isoformat(), "yakin": "ya"}
    page = client_of(cast.daeng).post(f"/kkg/{cast.group.pk}/gabung/", data).content.decode()
    assert "Tidak ada KKG lain" in page
    assert not WorkingGroup.objects.filter(ended_on__isnull=False).exists()
