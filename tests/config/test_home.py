"""Home: for every member of the cast the next thing first, and nothing of somebody else's."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from competency.models import Assessment, FollowUp, Instrument
from config.home import home_of
from config.navigation import navigation
from kkg.models import GroupPlace, WorkingGroup
from madrasah.models import Holiday, Madrasah, Person, User
from madrasah.roles import Role
from tests.cast import Cast, client_of
from tests.clock import on_day, wita
from tests.factories import make_assignment, make_madrasah, make_person, make_teacher, make_user
from tests.kkg.makers import make_session

pytestmark = on_day(2026, 11, 25)

TODAY = date(2026, 11, 25)
NOW = wita(2026, 11, 25, 8, 0)


def fresh(user):
    """As the next request would read the user."""
    return User.objects.get(pk=user.pk)


def titles(user):
    home = home_of(fresh(user), NOW)
    return [task.title for task in [home.upcoming, *home.rest] if task]


def make_sheet(cast, state, **fields):
    instrument, _ = Instrument.objects.get_or_create(
        code="contoh", version="1", title="Lembar Contoh", kind="observasi", document={}, checksum="x"
    )
    shared = None if state == "draf" else timezone.now()
    defaults = {"teacher": cast.aminah.person, "madrasah": cast.satu}
    defaults |= {"observer": cast.baso.person, "keeper": cast.baso.person}
    return Assessment.objects.create(
        instrument=instrument,
        semester=cast.semester,
        school_year=2026,
        observed_on=TODAY,
        state=state,
        shared_at=shared,
        **defaults | fields,
    )


@pytest.mark.parametrize(
    "who", ["aminah", "baso", "citra", "daeng", "eka", "faisal", "gita", "hasan", "indah", "jafar", "keeper"]
)
def test_everybody_has_a_home(cast, who):
    page = client_of(cast.everyone[who]).get("/")
    assert page.status_code == 200
    assert "Selamat" in page.content.decode()


def test_stranger_is_sent_to_the_login(client, db):
    assert client.get("/").status_code == 302


def test_greeting_names_person_day_and_place(cast):
    home = home_of(fresh(cast.baso), NOW)
    assert (home.greeting, home.line) == ("Selamat pagi, Pak Baso Contoh", "Rabu, 25 November 2026 · MI Contoh Satu")


def test_kepala_is_asked_for_the_rpp_of_the_week(cast):
    make_teacher(cast.satu)
    assert titles(cast.baso)[0] == "RPP minggu ini: 2 guru belum diperiksa"
    assert not any("RPP" in title for title in titles(cast.daeng))


def test_rpp_is_not_asked_for_in_a_holiday_week(cast):
    Holiday.objects.create(
        semester=cast.semester, name="Libur Contoh", starts_on=date(2026, 11, 23), ends_on=date(2026, 11, 28)
    )
    assert not any("RPP" in title for title in titles(cast.baso))
    labels = [figure.label for figure in home_of(fresh(cast.baso), NOW).figures]
    assert labels == ["guru belum diamati semester ini"]


def test_between_semesters_the_last_one_still_counts(cast):
    make_sheet(cast, "dibagikan")
    [seen] = home_of(fresh(cast.baso), wita(2026, 12, 25)).figures
    assert (seen.number, seen.note) == (0, "dari 1 guru")


def test_teacher_reads_then_answers(cast):
    sheet = make_sheet(cast, "dibagikan")
    assert titles(cast.aminah)[0] == "Ada hasil baru untuk Anda"
    Assessment.objects.filter(pk=sheet.pk).update(read_at=timezone.now())
    assert titles(cast.aminah)[0] == "Tulis tanggapan atas hasil Anda"
    assert not any("hasil" in title for title in titles(cast.gita))


@pytest.mark.parametrize(
    ("state", "title"),
    [("draf", "Lanjutkan lembar Aminah Contoh, S.Pd.I."), ("ditanggapi", "Aminah Contoh, S.Pd.I. menanggapi")],
)
def test_keeper_finds_own_sheets_only(cast, state, title):
    make_sheet(cast, state)
    assert title in titles(cast.baso)
    assert title not in titles(cast.daeng)
    assert title not in titles(cast.aminah)


def test_overdue_followup_stands_with_owner_and_kepala(cast):
    FollowUp.objects.create(
        assessment=make_sheet(cast, "selesai"),
        owner=cast.aminah.person,
        text="Media pecahan",
        due_on=date(2026, 11, 22),
        status="disepakati",
    )
    assert titles(cast.aminah)[0] == "Tindak lanjut: Media pecahan"
    assert titles(cast.baso)[1] == "Tindak lanjut Aminah Contoh, S.Pd.I.: Media pecahan"
    assert home_of(fresh(cast.baso), NOW).rest[0].state == "Lewat 3 hari"
    assert not any("Media" in title for title in titles(cast.citra))


def test_figures_stand_with_their_n(cast):
    make_teacher(cast.satu)
    found = [(figure.number, figure.note) for figure in home_of(fresh(cast.baso), NOW).figures]
    assert found == [(0, "dari 2 guru"), (2, "dari 2 guru")]


def test_kabupaten_counts_places_and_no_people(cast):
    figures = home_of(fresh(cast.eka), NOW).figures
    assert [(figure.number, figure.label) for figure in figures] == [(4, "madrasah")]


def test_the_operator_of_one_madrasah_is_not_told_of_none(cast):
    assert [figure.label for figure in home_of(fresh(cast.faisal), NOW).figures] == ["orang"]


def empty_system(cast):
    """An operator whose region holds nothing yet."""
    region = cast.province
    other = type(region).objects.create(code="74", level="provinsi", name="Contoh Baru")
    person = make_person()
    make_assignment(person, Role.OPERATOR, other)
    return make_user(person), type(region).objects.create(
        code="74.01", level="kabupaten", name="Kabupaten Contoh", parent=other
    )


def test_empty_system_leads_from_madrasah_to_offices(cast):
    operator, region = empty_system(cast)
    assert titles(operator)[0] == "Daftarkan madrasah pertama"
    madrasah = make_madrasah(region)
    assert titles(operator)[0] == "Tambahkan guru"
    teacher = make_teacher(madrasah)
    assert titles(operator)[0] == "Bentuk KKG"
    group = WorkingGroup.objects.create(name="KKG Contoh Baru")
    GroupPlace.objects.create(group=group, madrasah=madrasah, since=date(2024, 7, 1))
    assert titles(operator)[0].startswith("Tunjuk")
    done = [step.is_done for step in home_of(fresh(operator), NOW).first_steps]
    assert done == [True, True, True, False]
    make_assignment(teacher, Role.KEPALA, madrasah)
    assert home_of(fresh(operator), NOW).first_steps == []


def test_checklist_is_shown_with_its_marks(cast):
    operator, _ = empty_system(cast)
    page = client_of(operator).get("/").content.decode()
    assert page.count("Belum</span>") == 4
    assert "Langkah awal" in page
    assert "Langkah awal" not in client_of(cast.baso).get("/").content.decode()


def test_person_without_office_is_told_whom_to_ask(cast):
    page = client_of(make_user(make_person())).get("/").content.decode()
    assert "belum diberi tugas" in page


@pytest.mark.parametrize("role", Role)
def test_phone_has_four_words_at_most(role):
    items = navigation("/", frozenset({role}))
    assert len([item for item in items if not item["is_wide"]]) <= 4
    assert [item["label"] for item in items if item["current"]] == ["Giliran Anda"]


def test_deepest_word_is_the_current_one():
    items = navigation("/supervisi/rpp/", frozenset({Role.KEPALA}))
    assert [item["label"] for item in items if item["current"]] == ["RPP"]


@pytest.mark.parametrize("who", ["aminah", "baso", "daeng", "eka", "faisal", "jafar", "gita", "indah"])
def test_every_word_of_the_navigation_opens(cast, who):
    client = client_of(cast.everyone[who])
    for item in client.get("/lainnya/").context["nav"]:
        assert client.get(item["url"]).status_code == 200, item["label"]


def test_wrong_method_gets_405(cast):
    assert client_of(cast.baso).post("/").status_code == 405


def test_questions_do_not_grow_with_tasks(cast, django_assert_max_num_queries):
    client, sizes = client_of(cast.baso), []
    for _ in range(2):
        with django_assert_max_num_queries(40) as asked:
            client.get("/")
        sizes.append(len(asked))
        for _ in range(4):
            sheet = make_sheet(cast, "ditanggapi", teacher=make_teacher(cast.satu))
            FollowUp.objects.create(
                assessment=sheet, owner=sheet.teacher, text="Contoh", due_on=TODAY, status="disepakati"
            )
    assert sizes[0] == sizes[1]
    assert Madrasah.objects.count() == 4


def test_an_acting_kepala_is_called_plt(cast: Cast) -> None:
    assert "Plt Kepala madrasah" in client_of(cast.indah).get("/").content.decode()
    assert "Plt" not in client_of(cast.baso).get("/").content.decode()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Aminah Contoh", "Aminah Contoh"),
        ("Andi Tenri Ampa Ayu Ningrat", "Andi Tenri Ampa"),
        ("Abdurrahmanwahidin Contoh", "Abdurrahmanwahidin"),
    ],
)
def test_header_has_as_much_of_the_name_as_one_line_holds(cast: Cast, name: str, short: str) -> None:
    Person.objects.filter(pk=cast.aminah.person_id).update(name=name)
    page = client_of(cast.aminah).get("/").content.decode()
    assert f"<span>{short}</span><span> · Guru</span></a>" in page


def test_tasks_that_do_not_fit_are_one_tap_away(cast: Cast) -> None:
    for state in ["ditanggapi", "draf", "selesai"] * 6:
        sheet = make_sheet(cast, state, teacher=make_teacher(cast.satu))
        FollowUp.objects.create(
            assessment=sheet, owner=sheet.teacher, text="Contoh", due_on=date(2026, 11, 2), status="disepakati"
        )
    client = client_of(cast.baso)
    first, whole = client.get("/").content.decode(), client.get("/?semua=1").content.decode()
    assert 'href="?semua=1"' in first and "Lihat semua" not in whole
    assert first.count('class="row') < whole.count('class="row')


@pytest.mark.parametrize(
    ("address", "data", "words"), [("/masuk/", {"username": "aminah-01", "password": "salah"}, "Belum masuk.")]
)
def test_a_form_that_stores_nothing_does_not_say_that_it_is_not_stored(
    cast: Cast, address: str, data: dict[str, str], words: str
) -> None:
    page = Client().post(address, data).content.decode()
    assert words in page and "Belum tersimpan" not in page


def test_a_filter_that_cannot_be_read_says_so(cast: Cast) -> None:
    page = client_of(cast.jafar).get("/guru/?madrasah=tidak-ada").content.decode()
    assert "Belum bisa ditampilkan." in page and "Belum tersimpan" not in page


def test_the_whole_list_holds_each_sheet_that_waits(cast):
    for _ in range(12):
        make_sheet(cast, "draf", teacher=make_teacher(cast.satu))
    client = client_of(cast.baso)
    first, whole = client.get("/").content.decode(), client.get("/?semua=1").content.decode()
    assert "Lihat semua" in first
    assert whole.count("Lanjutkan lembar ") == 12


def test_a_sheet_under_correction_is_told_apart_from_one_never_shared(cast):
    make_sheet(cast, "draf")
    make_sheet(cast, "perbaikan")
    shown = home_of(fresh(cast.baso), NOW, shows_all=True)
    details = [t.detail for t in (shown.upcoming, *shown.rest) if t and t.action == "Lanjutkan"]
    assert sorted(detail.partition(". ")[2] for detail in details) == [
        "Belum dibagikan.",
        "Guru masih melihat hasil sebelum perbaikan.",
    ]


def test_an_account_to_make_stands_before_a_meeting_that_is_only_told(cast: Cast) -> None:
    """An operator doesn't run the meeting."""
    make_teacher(cast.satu)
    make_session(cast, days=5, title="Media pecahan")
    first, *rest = titles(cast.faisal)
    assert first == "Buatkan akun"
    assert "Pertemuan KKG: Media pecahan" in rest
