"""Four competencies: exact sums of shared sheets of one version, honest about too little, open to few."""

import re
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone

from competency.instruments.actions import publish_instrument
from competency.models import Assessment, FollowUp, Instrument
from competency.rpp.weeks import DaysOff
from competency.scoring import files
from competency.scoring.definition import needs_note
from competency.scoring.pieces import NOT_OBSERVED
from competency.scoring.summary import Status
from competency.sharing.actions import share_assessment
from competency.sheets.actions import save_review, save_stage
from competency.sheets.noted import Fact
from competency.sheets.start_actions import start_assessment
from competency.summary.reports import summaries_of, summary_of
from competency.summary.tallies import tallies_of
from kkg.models import Attendance, Session
from madrasah.competencies import Competency
from madrasah.models import Placement, Semester
from tests.cast import client_of
from tests.clock import on_day
from tests.competency.sheet_makers import document_of, review, unreflected
from tests.factories import make_teacher
from tests.worlds import standing

pytestmark = on_day(2026, 11, 25)

TODAY = date(2026, 11, 25)
FOLDER = Path(__file__).resolve().parents[3] / "competency" / "instruments"
MINE = "/kompetensi/"


def publish(code="kkg-gantarang", **changes):
    document, _ = files.read((FOLDER / f"{code}.yaml").read_text("utf-8"))
    document |= changes
    return Instrument.objects.create(
        code=document["code"],
        version=document["version"],
        title=document["title"],
        kind=Instrument.Kind.OBSERVATION,
        document=document,
        checksum=files.checksum(document),
    )


@standing
def instrument():
    return publish()


def sheet(by, teacher, instrument, value, *, share=True, day=TODAY, only=None):
    """A sheet with one value everywhere, or only in the competency `only` (the rest not observed)."""
    start = {"instrument": instrument, "observed_on": day, "purpose": "formatif", "client_token": uuid4()}
    started = start_assessment(teacher=teacher, by=by, **start)
    definition = instrument.definition
    answers = {item.code: value if only in (None, item.competency) else NOT_OBSERVED for item in definition.indicators}
    notes = {code: Fact("Fakta contoh.") for code, given in answers.items() if needs_note(definition, given)}
    save_stage(assessment=started, answers=answers, notes=notes, seen=started.mark_of({*answers, *notes}), by=by)
    started.refresh_from_db()
    waived = review(started, needs_followup=False, waived_because="Contoh.")
    save_review(assessment=started, review=waived, by=by)
    if share:
        share_assessment(assessment=started, by=by)
        unreflected(started)
    return started


def figures(cast, viewer=None):
    found = summary_of(cast.aminah.person, cast.semester, viewer or cast.aminah)
    return {line.figure.competency: line for line in found.lines}


def text(client, address=MINE):
    return " ".join(client.get(address).content.decode().split())


def test_nothing_is_not_zero(cast, instrument):
    assert all(line.figure.percent is None for line in figures(cast).values())
    page = text(client_of(cast.aminah))
    assert page.count("Belum cukup bukti") == 4
    assert "Ini bukan nilai rendah" in page
    assert "0%" not in page


def test_one_sheet_is_a_first_picture(cast, instrument):
    sheet(cast.baso, cast.aminah.person, instrument, 1)
    line = figures(cast)[Competency.PEDAGOGIK].figure
    assert (line.status, line.percent) == (Status.FIRST_PICTURE, 50)
    assert "gambaran awal" in text(client_of(cast.aminah))


def test_sums_are_exact_over_all_shared_sheets(cast, instrument):
    sheet(cast.baso, cast.aminah.person, instrument, 1, day=TODAY - timedelta(days=7))
    sheet(cast.daeng, cast.aminah.person, instrument, 2)
    line = figures(cast)[Competency.PEDAGOGIK]
    asked = sum(i.competency == Competency.PEDAGOGIK for i in instrument.definition.indicators)
    assert (line.figure.numerator, line.figure.denominator) == (3 * asked, 4 * asked)
    assert (line.figure.percent, line.figure.status, line.figure.observers) == (75, Status.ENOUGH, 2)
    assert f"Jumlah: {3 * asked} dari {4 * asked} = 75%" in text(client_of(cast.aminah))


def test_not_observed_leaves_both_sides(cast, instrument):
    for _ in range(2):
        sheet(cast.baso, cast.aminah.person, instrument, 2, only=Competency.SOSIAL)
    found = figures(cast)
    assert found[Competency.SOSIAL].figure.percent == 100
    assert found[Competency.PEDAGOGIK].figure.status is Status.NOT_ENOUGH


def test_drafts_do_not_count(cast, instrument):
    sheet(cast.baso, cast.aminah.person, instrument, 0, share=False)
    for viewer in (cast.aminah, cast.baso):
        assert figures(cast, viewer)[Competency.PEDAGOGIK].figure.sheets == 0


def test_other_instrument_has_its_own_row(cast, instrument):
    sheet(cast.baso, cast.aminah.person, publish("supervisi-pembelajaran"), 1)
    found = summary_of(cast.aminah.person, cast.semester, cast.aminah)
    assert all(line.figure.sheets == 0 for line in found.lines)
    assert [other.definition.code for other in found.others] == ["supervisi-pembelajaran"]


def test_versions_are_never_mixed(cast, instrument):
    sheet(cast.baso, cast.aminah.person, instrument, 0)
    sheet(cast.baso, cast.aminah.person, publish(version="2.0-usulan"), 2)
    found = summary_of(cast.aminah.person, cast.semester, cast.aminah)
    assert (found.definition.version, found.lines[0].figure.percent) == ("2.0-usulan", 100)
    assert [other.definition.version for other in found.others] == [instrument.version]


def test_notes_are_quoted_with_their_indicator(cast, instrument):
    sheet(cast.baso, cast.aminah.person, instrument, 0)
    note = figures(cast)[Competency.PEDAGOGIK].notes[0]
    assert (note.text, note.indicator) == ("Fakta contoh.", instrument.definition.indicators[0].text)
    assert "Fakta contoh." in text(client_of(cast.aminah))


def test_proposal_is_called_a_proposal(cast, instrument):
    sheet(cast.baso, cast.aminah.person, instrument, 1)
    assert "usulan, bukan regulasi" in text(client_of(cast.aminah))


def test_next_step_praises_first_then_names_the_weakest(cast, instrument):
    shared = sheet(cast.baso, cast.aminah.person, instrument, 2, only=Competency.SOSIAL)
    sheet(cast.baso, cast.aminah.person, instrument, 0, only=Competency.PROFESIONAL)
    page = text(client_of(cast.aminah))
    assert page.index("Sudah baik:") < page.index("Kuatkan berikutnya:")
    FollowUp.objects.create(assessment=shared, owner=cast.aminah.person, text="Membuat media pecahan")
    assert "Membuat media pecahan" in text(client_of(cast.aminah))


LAST_YEAR = date(2026, 3, 10)


@standing
def before(cast):
    """The semester before the one that runs."""
    return Semester.objects.get_or_create(
        school_year=2025, term="genap", defaults={"starts_on": date(2026, 1, 5), "ends_on": date(2026, 6, 20)}
    )[0]


def two(cast, instrument, value, day=TODAY):
    for observer in (cast.baso, cast.daeng):
        sheet(observer, cast.aminah.person, instrument, value, day=day)


def test_a_figure_says_how_it_moved_and_from_what(cast, instrument, before):
    two(cast, instrument, 1, LAST_YEAR)
    two(cast, instrument, 2)
    for client, address in ((client_of(cast.aminah), MINE), (client_of(cast.baso), of_aminah(cast))):
        page = text(client, address)
        assert page.count("naik dari 50% (2 lembar)") == 4
        assert f"{before}: " in page and "= 50%, 2 lembar, versi instrumen yang sama." in page


def test_a_changed_version_is_said_and_not_compared(cast, instrument, before):
    two(cast, instrument, 1, LAST_YEAR)
    two(cast, publish(version="2.0-usulan"), 2)
    page = text(client_of(cast.aminah))
    assert page.count("versi instrumen berganti, tidak dibandingkan") == 4
    assert f"{before} dinilai dengan instrumen versi {instrument.version}" in page
    assert "naik dari" not in page


def test_nothing_is_compared_with_what_the_reader_may_not_see(cast, instrument, before):
    two(cast, instrument, 1, LAST_YEAR)
    Placement.objects.filter(person=cast.aminah.person).update(until=TODAY - timedelta(days=1))
    Placement.objects.create(person=cast.aminah.person, madrasah=cast.dua, since=TODAY)
    for _ in range(2):
        sheet(cast.citra, cast.aminah.person, instrument, 2)
    assert "naik dari" not in text(client_of(cast.citra), of_aminah(cast))
    assert "naik dari 50%" in text(client_of(cast.aminah))


def of_aminah(cast):
    return f"/kompetensi/guru/{cast.aminah.person_id}/"


def test_the_next_step_opens_where_it_is_done(cast, instrument):
    shared = sheet(cast.baso, cast.aminah.person, instrument, 1)
    step = re.compile(r'class="card edge amber next">.*?href="([^"]*)"')
    [materials] = step.findall(text(client_of(cast.aminah)))
    assert materials == "/kkg/berbagi/indikator/?kompetensi=pedagogik"
    promised = FollowUp.objects.create(assessment=shared, owner=cast.aminah.person, text="Membuat media pecahan")
    for client, address in ((client_of(cast.aminah), MINE), (client_of(cast.baso), of_aminah(cast))):
        assert step.findall(text(client, address)) == [f"/supervisi/tindak-lanjut/{promised.pk}/"]
        assert client.get(f"/supervisi/tindak-lanjut/{promised.pk}/").status_code == 200


def test_a_card_says_what_enough_would_be(cast, instrument):
    assert text(client_of(cast.aminah)).count("sedikitnya 2 lembar dengan 5 butir") == 4


def test_attendance_is_evidence_and_moves_no_percent(cast, instrument):
    held = Session.objects.create(
        group=cast.group, school_year=2026, title="Contoh", date=TODAY, closed_at=timezone.now(), closed_by=cast.daeng
    )
    Attendance.objects.create(session=held, school_year=2026, person=cast.aminah.person)
    assert "1 dari 1 hari pertemuan" in text(client_of(cast.aminah))
    assert all(line.figure.percent is None for line in figures(cast).values())


def test_sheet_of_the_old_madrasah_stays_there(cast, instrument):
    sheet(cast.baso, cast.aminah.person, instrument, 1)
    Placement.objects.filter(person=cast.aminah.person).update(until=TODAY - timedelta(days=1))
    Placement.objects.create(person=cast.aminah.person, madrasah=cast.dua, since=TODAY)
    assert figures(cast, cast.citra)[Competency.PEDAGOGIK].figure.sheets == 0
    assert figures(cast, cast.aminah)[Competency.PEDAGOGIK].figure.sheets == 1
    assert client_of(cast.baso).get(f"/kompetensi/guru/{cast.aminah.person_id}/").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("baso", 200),
        ("daeng", 200),
        ("aminah", 302),
        ("citra", 404),
        ("gita", 404),
        ("hasan", 404),
        ("indah", 404),
        ("faisal", 404),
        ("jafar", 404),
        ("eka", 404),
        ("keeper", 404),
    ],
)
def test_who_may_open_a_teacher(cast, instrument, who, status):
    answer = client_of(cast.everyone[who]).get(f"/kompetensi/guru/{cast.aminah.person_id}/")
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("baso", 200), ("daeng", 200), ("indah", 200), ("aminah", 403), ("eka", 403)]
)
def test_who_may_open_the_list(cast, instrument, who, status):
    assert client_of(cast.everyone[who]).get("/kompetensi/guru/").status_code == status


def test_list_shows_own_teachers_only(cast, instrument):
    page = text(client_of(cast.baso), "/kompetensi/guru/")
    assert "Aminah Contoh" in page
    assert "Gita Contoh" not in page
    assert client_of(cast.baso).get(f"/kompetensi/guru/?madrasah={cast.dua.pk}").status_code == 404


@pytest.mark.parametrize("query", ["semester=x", "semester=%00", "semester=999999", "halaman=x", "halaman=%00"])
def test_wrong_address_falls_back(cast, instrument, query):
    assert client_of(cast.aminah).get(f"{MINE}?{query}").status_code == 200
    assert client_of(cast.baso).get(f"/kompetensi/guru/?{query}").status_code == 200


def test_without_semester_the_page_says_so(cast):
    cast.semester.delete()
    cast.next_semester.delete()
    assert "Semester belum tercatat" in text(client_of(cast.aminah))
    assert "Semester belum tercatat" in text(client_of(cast.baso), "/kompetensi/guru/")


def test_wrong_method_gets_405(cast):
    assert client_of(cast.aminah).post(MINE).status_code == 405


def test_observed_tally_counts_shared_sheets_of_own_teachers(cast, instrument):
    make_teacher(cast.satu)
    sheet(cast.baso, cast.aminah.person, instrument, 1)
    _, tally = tallies_of(cast.baso, TODAY, DaysOff())
    assert (tally.done, tally.total) == (1, 2)


def test_the_figure_opens_exactly_those_not_observed_yet(cast, instrument):
    unseen = make_teacher(cast.satu, name="Belum Diamati")
    make_teacher(cast.satu, name="Staf Tata Usaha").placements.update(post="lain")
    sheet(cast.baso, cast.aminah.person, instrument, 1)
    page = text(client_of(cast.baso), "/")
    _, tally = tallies_of(cast.baso, TODAY, DaysOff())
    assert "guru belum diamati semester ini" in page and tally.total - tally.done == 1
    [url] = re.findall(r'href="(/kompetensi/guru/[?][^"]*)"', page)
    listed = text(client_of(cast.baso), url)
    assert str(unseen) in listed and "1 guru." in listed
    assert str(cast.aminah.person) not in listed and "Staf Tata Usaha" not in listed


def seen_in_list(cast):
    """What the list behind the figure says of Bu Aminah's lessons."""
    cell = re.search(r'data-label="Diamati"[^>]*>(.*?)</td>', text(client_of(cast.baso), "/kompetensi/guru/"))[1]
    return re.sub("<[^>]*>", "", cell).strip()


@pytest.mark.parametrize(
    "code",
    ["telaah-rpp", "telaah-modul-ajar", "administrasi-perencanaan", "kelengkapan-rpp-13", "kompetensi-guru-2626"],
)
def test_what_is_filled_at_a_desk_observes_nobody(cast, code):
    sheet(cast.baso, cast.aminah.person, publish_instrument(document=document_of(code))[0], 1)
    _, tally = tallies_of(cast.baso, TODAY, DaysOff())
    assert (tally.done, tally.total) == (0, 1)
    assert seen_in_list(cast) == "Belum"


@pytest.mark.parametrize("code", ["kkg-gantarang", "observasi-k13-yatidak", "supervisi-pm-kbc", "pkg-2010"])
def test_a_lesson_counts_whatever_its_instrument(cast, code):
    sheet(cast.baso, cast.aminah.person, publish_instrument(document=document_of(code))[0], 1)
    _, tally = tallies_of(cast.baso, TODAY, DaysOff())
    assert (tally.done, tally.total) == (1, 1)
    assert seen_in_list(cast) == "1 kali"


def test_questions_do_not_grow_with_teachers(cast, instrument, django_assert_max_num_queries):
    client, sizes = client_of(cast.baso), []
    for _ in range(2):
        with django_assert_max_num_queries(25) as asked:
            client.get("/kompetensi/guru/")
        sizes.append(len(asked))
        for _ in range(3):
            sheet(cast.baso, make_teacher(cast.satu), instrument, 1)
    assert Assessment.objects.count() == 6
    assert sizes[1] <= sizes[0] + 1  # scores are asked for once there is a sheet


def test_list_equals_the_page(cast, instrument):
    for _ in range(2):
        sheet(cast.baso, cast.aminah.person, instrument, 1)
    [listed] = summaries_of([cast.aminah.person], cast.semester, cast.baso)
    shown = summary_of(cast.aminah.person, cast.semester, cast.baso)
    assert [line.figure for line in listed.lines] == [line.figure for line in shown.lines]
