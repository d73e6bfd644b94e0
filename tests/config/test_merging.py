"""Two records of one person become one over all rules, and two again; nothing is lost on the way."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from competency.models import Rpp, Score
from competency.sharing.reply_actions import reply_to_assessment
from config.merging import MERGING_RULES
from core.refusals import Refused
from kkg.models import Attendance, Officer
from madrasah.accounts.link_actions import activate_account
from madrasah.merges.actions import merge_persons, plan_merge, undo_merge
from madrasah.models import Degree, Person, PersonMerge, Placement, User
from madrasah.roles import Role
from tests.cast import Cast, client_of
from tests.clock import on_day
from tests.competency import sheet_makers as sheets
from tests.factories import make_assignment, make_person, make_teacher, make_user
from tests.house.test_merging import keys_to_person
from tests.kkg.makers import make_session, make_speaker, make_topic
from tests.kkg.programme_makers import make_plan, make_programme

pytestmark = on_day(2026, 11, 23)

MONDAY = date(2026, 11, 16)
NIP = "198501012010012001"


def merge(cast: Cast, kept: Person, dropped: Person, **choices: str) -> PersonMerge:
    return merge_persons(kept=kept, dropped=dropped, choices=choices, rules=MERGING_RULES, by=cast.jafar)


def undo(cast: Cast, done: PersonMerge) -> None:
    undo_merge(merge=done, rules=MERGING_RULES, by=cast.jafar)


def words(kept: Person, dropped: Person, **choices: str) -> str:
    plan = plan_merge(kept=kept, dropped=dropped, choices=choices, rules=MERGING_RULES)
    return " ".join([*plan.words, *plan.refusals])


def everything() -> dict[str, list]:
    """All rows that point to a person, as they stand."""
    labels = {key.rsplit(".", 1)[0] for key in keys_to_person()} - {"madrasah.PersonMerge"}
    models = {label: next(m for m in _models() if m._meta.label == label) for label in labels}
    skip = ("updated_at", "revision")
    return {
        label: [{k: v for k, v in row.items() if k not in skip} for row in model._base_manager.order_by("pk").values()]
        for label, model in models.items()
    }


def _models() -> list:
    return list(Person._meta.apps.get_models())


@pytest.fixture
def twin(cast: Cast) -> Person:
    """Aminah once more, as another list wrote her."""
    return make_teacher(cast.satu, name="Sitti Aminah Contoh", nip=NIP, since=date(2023, 7, 10))


@pytest.fixture
def busy(cast: Cast, twin: Person) -> Person:
    """The second record with rows on every floor, most of them clashing with the first's."""
    make_user(twin)
    sheets.shared(twin.user, cast.baso)
    sheets.draft(twin.user, cast.daeng)
    now = timezone.now()
    for person, status in ((cast.aminah.person, "ada"), (twin, "belum_ada")):
        Rpp.objects.create(
            teacher=person,
            madrasah=cast.satu,
            school_year=2026,
            week=MONDAY,
            status=status,
            checked_by=cast.baso.person,
            checked_at=now,
        )
        now += timedelta(hours=1)
        Degree.objects.create(person=person, level="S1", programme="PGMI")
    session = make_session(cast, days=-1)
    for person, mark in ((cast.aminah.person, "alpa"), (twin, "hadir")):
        Attendance.objects.create(session=session, school_year=2026, person=person, mark=mark)
    Officer.objects.create(group=cast.group, person=twin, office="bendahara", since=date(2025, 7, 1))
    make_assignment(twin, Role.TEACHER, cast.satu, since=date(2023, 7, 10))
    activate_account(person=twin, by=cast.jafar)
    return twin


def test_all_rows_move_and_the_other_record_leads_to_the_one_that_stays(cast: Cast, busy: Person) -> None:
    aminah = cast.aminah.person
    merge(cast, aminah, busy)
    busy.refresh_from_db()
    aminah.refresh_from_db()
    assert (busy.merged_into, bool(busy.removed_at)) == (aminah, True)
    assert (aminah.assessments.count(), aminah.officer_terms.count(), aminah.nip) == (2, 1, NIP)
    answer = client_of(cast.jafar).get(f"/guru/{busy.pk}/")
    assert answer.url == f"/guru/{aminah.pk}/"
    assert client_of(cast.hasan).get(f"/guru/{busy.pk}/").status_code == 404


def test_clashes_are_settled_by_rule_and_said_before(cast: Cast, busy: Person) -> None:
    aminah = cast.aminah.person
    said = words(aminah, busy)
    for word in (
        "menjadi Hadir",
        "yang terakhir diperiksa berlaku: Belum ada",
        "sejak 10 Juli 2023",
        "Tugas Guru MI Contoh Satu tercatat dua kali",
        "1 ijazah yang sama",
    ):
        assert word in said
    merge(cast, aminah, busy)
    assert aminah.attendances.get().mark == "hadir"
    assert aminah.rpps.get().status == "belum_ada"
    assert aminah.placements.get().since == date(2023, 7, 10)
    assert aminah.degrees.count() == aminah.assignments.count() == 1


def test_undone_every_row_is_as_it_was(cast: Cast, busy: Person) -> None:
    before = everything()
    done = merge(cast, cast.aminah.person, busy)
    assert everything() != before
    undo(cast, done)
    undo(cast, done)
    assert everything() == before


def test_the_same_merge_twice_is_one(cast: Cast, busy: Person) -> None:
    done = merge(cast, cast.aminah.person, busy)
    stands = everything()
    assert merge(cast, cast.aminah.person, busy) == done
    assert everything() == stands


def test_scores_are_written_anew_and_snapshots_stay(cast: Cast, busy: Person) -> None:
    sheet = busy.assessments.get(state="dibagikan")
    before = set(Score.objects.values_list("competency", "numerator", "denominator"))
    frozen = list(sheet.versions.values())
    Score.objects.update(numerator=0)
    merge(cast, cast.aminah.person, busy)
    assert set(Score.objects.values_list("competency", "numerator", "denominator")) == before
    assert list(sheet.versions.values()) == frozen


def test_each_difference_is_chosen_by_field(cast: Cast, twin: Person) -> None:
    Person.objects.filter(pk=cast.aminah.person.pk).update(nip="198501012010012099", phone="0811")
    aminah = Person.objects.get(pk=cast.aminah.person.pk)
    merge(cast, aminah, twin, nip="dropped", name="kept")
    aminah.refresh_from_db()
    assert (aminah.nip, aminah.name, aminah.phone) == (NIP, "Aminah Contoh", "0811")


def test_of_two_used_accounts_the_chosen_one_goes_on(cast: Cast, twin: Person) -> None:
    aminah = cast.aminah.person
    User.objects.create(username="aminah-02", person=twin, password=make_password("x"))
    done = merge(cast, aminah, twin, account="dropped")
    held = {user.username: (user.person, user.is_active) for user in User.objects.filter(person__isnull=False)}
    assert (held["aminah-02"], held["aminah-01"]) == ((aminah, True), (twin, False))
    undo(cast, done)
    assert User.objects.get(username="aminah-01").is_active


def test_an_account_never_used_gives_way(cast: Cast, twin: Person) -> None:
    make_user(twin)
    assert "masuk dengan nama masuk aminah-01" in words(cast.aminah.person, twin)
    assert "masuk dengan nama masuk aminah-01" in words(twin, cast.aminah.person)


def test_who_assessed_the_other_is_not_the_other(cast: Cast) -> None:
    sheets.draft(cast.aminah, cast.baso)
    with pytest.raises(Refused, match="bukan satu orang"):
        merge(cast, cast.baso.person, cast.aminah.person)
    assert not PersonMerge.objects.exists()


def test_a_reply_given_since_keeps_the_two_together(cast: Cast, busy: Person) -> None:
    done = merge(cast, cast.aminah.person, busy)
    sheet = cast.aminah.person.assessments.get(state="dibagikan")
    reply_to_assessment(assessment=sheet, text="Terima kasih.", by=cast.aminah)
    with pytest.raises(Refused, match="sudah ada tanggapan"):
        undo(cast, done)


def test_a_row_changed_since_is_named(cast: Cast, busy: Person) -> None:
    done = merge(cast, cast.aminah.person, busy)
    cast.aminah.person.placements.update(until=date(2026, 11, 20))
    before = everything()
    with pytest.raises(Refused, match="tempat tugas sudah diubah"):
        undo(cast, done)
    assert everything() == before


def test_a_chain_of_merges_is_undone_from_its_end(cast: Cast, twin: Person) -> None:
    third = make_teacher(cast.satu)
    first = merge(cast, twin, third)
    second = merge(cast, cast.aminah.person, twin)
    third.refresh_from_db()
    assert third.merged_into == cast.aminah.person
    with pytest.raises(Refused, match="Batalkan itu dulu"):
        undo(cast, first)
    undo(cast, second)
    undo(cast, PersonMerge.objects.get(pk=first.pk))
    assert Placement.objects.get(person=third)


# -- On screen -----------------------------------------------------------------------------------------


def test_likely_doubles_are_offered_within_scope(cast: Cast, twin: Person) -> None:
    make_teacher(cast.tiga, name="Hj. Aminah Contoh")
    same = make_teacher(cast.satu, name="AMINAH CONTOH, S.Pd")
    page = client_of(cast.faisal).get(f"/guru/{cast.aminah.person.pk}/gabungkan/").content.decode()
    assert f"/gabungkan/{same.pk}/" in page
    assert "nama sama" in page
    assert "Hj. Aminah" not in page


def test_preview_then_one_press_then_undo_on_screen(cast: Cast, twin: Person) -> None:
    client, address = client_of(cast.faisal), f"/guru/{cast.aminah.person.pk}/gabungkan/{twin.pk}/"
    page = client.get(address)
    assert "tercatat dua kali dan menjadi satu" in page.content.decode()
    data = {"mark": page.context["form"].initial["mark"], "name": "kept"}
    assert "Data berubah sejak" in client.post(address, data | {"mark": "lama"}).content.decode()
    assert client.post(address, data).url == f"/guru/{cast.aminah.person.pk}/"
    done = PersonMerge.objects.get()
    client.post(f"/guru/{cast.aminah.person.pk}/gabungkan/batal/{done.pk}/")
    twin.refresh_from_db()
    assert twin.removed_at is None


@pytest.mark.parametrize(("who", "code"), [("faisal", 403), ("baso", 403), ("daeng", 200), ("hasan", 404)])
def test_an_office_one_could_not_grant_is_not_merged_away(cast: Cast, who: str, code: int) -> None:
    twin = make_teacher(cast.satu, name="Baso Contoh")
    address = f"/guru/{twin.pk}/gabungkan/{cast.baso.person.pk}/"
    assert client_of(cast.everyone[who]).get(address).status_code == code


def test_nobody_merges_the_own_record_into_more(cast: Cast) -> None:
    other = make_teacher(cast.satu, name="Faisal Contoh")
    make_person()
    address = f"/guru/{cast.faisal.person.pk}/gabungkan/{other.pk}/"
    assert client_of(cast.faisal).post(address, {}).status_code == 403


def test_a_narasumber_with_two_records_is_one_in_each_kkg_and_two_again(cast, twin) -> None:
    stays, goes = (make_speaker(cast, "", person=person) for person in (cast.aminah.person, twin))
    elsewhere = make_speaker(cast, "", person=twin, group=cast.other_group)
    session, other = make_session(cast), make_session(cast, days=2)
    session.speakers.set([stays, goes])
    other.speakers.add(goes)
    topic = make_topic(other, speaker=goes)
    planned = make_plan(make_programme(cast), speaker=goes)
    before = everything()
    done = merge(cast, cast.aminah.person, twin)
    for row in (topic, planned, elsewhere):
        row.refresh_from_db()
    assert (list(session.speakers.all()), list(other.speakers.all())) == ([stays], [stays])
    assert (topic.speaker, planned.speaker, elsewhere.person) == (stays, stays, cast.aminah.person)
    undo(cast, done)
    topic.refresh_from_db()
    assert (topic.speaker, set(session.speakers.all()), everything()) == (goes, {stays, goes}, before)
