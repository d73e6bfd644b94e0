"""No page asks the database more often because there is more in it: every GET door, however much it lists."""

from collections.abc import Container
from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from competency.models import Instrument, Visit
from competency.reflections.actions import skip_reflection
from competency.sharing.actions import share_assessment
from competency.sheets.actions import Review, save_stage
from competency.sheets.start_actions import start_assessment
from competency.ties.actions import tie_indicators
from competency.visits.actions import VisitData, plan_visit
from kkg.checkin.actions import STAMP_COOKIE
from kkg.models import Material, Use, WorkingGroup
from madrasah.models import Degree, ImportRun, Madrasah, Person
from tests.cast import Cast, client_of
from tests.factories import make_teacher
from tests.house.doors import build_rows
from tests.house.table import WHO, lines
from tests.kkg.certificate_makers import make_batch
from tests.kkg.makers import close, make_material, make_session, make_topic
from tests.kkg.paper_makers import make_letter
from tests.kkg.programme_makers import fill_calendar
from tests.kkg.work_makers import make_decision, make_problem, make_unfinished

# Session, account with posts and offices, and for the menu the groups of KKG are three of them on every page.
BUDGET = 10
LARGER = {
    # What each kind of work asks of its own, the visits, the lessons scored by two and the mentor pairs as well.
    # For the operator of a region, what people ask about their own data besides.
    "home": 15,
    # Whom, with what, in which subject, what was used last, and which of one's madrasah share a teacher.
    "competency:assessment-start": 11,
    # Which madrasah a file means, who works there, who is in office there, and who has its NIP.
    "madrasah:import-heads": 11,
    "kkg:session-detail": 12,
    # The ledger, its days off, and which weeks with lessons one RPP may cover besides.
    "competency:rpp-week": 11,
    # Eight kinds of rows about one teacher: sheets, scores, those of earlier semesters, instruments, RTL, RPP,
    # attendance, semesters.
    "competency:teacher-summary": 13,
    # The summary, its earlier semesters, and who signs.
    "competency:teacher-competencies-paper": 17,
    "competency:my-competencies-paper": 15,
    # The weeks, who is in office, what was agreed, and what of it was lately deleted.
    "competency:guidance-detail": 11,
    # What is looked at before closing: agenda, roll, doubts with the day's others, and where topics go on.
    "kkg:session-close": 11,
    # To whom it may be handed on: who was called, and the KKG of the same kabupaten.
    "kkg:topic-settle": 11,
    # The whole record of a session or a semester: each kind of row once.
    "kkg:journal": 11,
    "kkg:group-report": 14,
    # Of a teacher who has not read it yet it asks whether there is a log-in, who may send the link, and which is out.
    "competency:assessment-detail": 12,
    # What was caught in the lesson and is of no item yet, besides; and whether its day was a holiday.
    "competency:assessment-review": 14,
    # The whole sheet on paper, who signs and in which office.
    "competency:assessment-paper": 11,
    "competency:assessment-version-paper": 11,
    # Sheets, versions, instruments, posts, RTL, own results that wait and former names of madrasah, each once.
    "competency:supervision-recap": 14,
    "competency:supervision-recap-paper": 15,
    "competency:supervision-recap-sheet": 13,
    "competency:supervision-report": 12,
    # The same for one semester, and how many stood on each step in the one before.
    "competency:staircase": 13,
    # Its evidence, the session that may take it, and whose names may not stand in it: people, offices, madrasah.
    "competency:finding-detail": 12,
    # The same, and the names that it may not hold.
    "competency:finding-research": 13,
    # Posts, degrees, certificates and rulings, and of those that do not fit the sheets and scores of three semesters.
    "competency:mismatch-progress": 12,
    # Each kind of need once, and what became of those that are topics.
    "competency:needs": 19,
    "kkg:session-topics": 19,
    # Why each topic stood there, and what it continues, besides the whole record.
    "kkg:minutes-paper": 13,
    # Ties, chains, sessions, who came, who taught where, and sheets, each once.
    "competency:effect-list": 16,
    "competency:effect-detail": 16,
    "competency:effect-paper": 17,
    # Every table that points at a person is asked what would move.
    "person-merge": 73,
    # Board, recap, staircase, RPP and visits of a semester, each once, whatever they hold.
    "competency:guide-report": 30,
}
# One of each kind: guru, kepala, pengawas, ketua of the KKG, operator of a region.
READERS = ["aminah", "baso", "daeng", "gita", "jafar"]
# These pages write when they are seen for the first time, and ask less from then on.
NOTES_THE_FIRST_LOOK = {"competency:assessment-detail", "madrasah:device-list"}
MANY, LONG = BUDGET + 4, 31
EVERY = {name for _, name, _, _ in lines()}


def grow(cast: Cast) -> None:
    """More of everything than any page may ask queries; of what is listed long, past its filter and next page."""
    instrument = Instrument.objects.get(code="kkg-gantarang")
    teachers = [make_teacher(cast.satu, name=f"Tambahan Contoh {number}") for number in range(LONG)]
    for number, teacher in enumerate(teachers):
        Degree.objects.create(person=teacher, level="S1", programme="PGSD")
        Madrasah.objects.create(name=f"MI Contoh Tambahan {number}", region=cast.kecamatan)
        WorkingGroup.objects.create(name=f"KKG Contoh Tambahan {number}")
        ImportRun.objects.create(by=cast.faisal, kind="guru", file_name="tambahan.xlsx")
        _share_material(cast, instrument, teacher)
        make_problem(cast, cast.gita)
    for number, teacher in enumerate(teachers[:MANY]):
        _let_the_planner_know()
        past = make_session(cast, days=-20 - number, title="Pertemuan Lampau Contoh")
        make_topic(past, f"Lampau {number}")
        for owner in (teacher, cast.aminah.person):
            make_decision(past, owner, cast.gita, due=timezone.localdate() - timedelta(days=3))
        close(past, cast.daeng)
        make_topic(make_session(cast, days=20 + number), "Topik Mendatang Contoh")
        make_letter(past, cast.gita)
        fill_calendar(cast, number)
        make_batch(cast.group, cast.gita, since=past.date, until=past.date)
        _share(cast, instrument, teacher)
        for day in (1, 3):
            _plan(cast, teacher, day)
        make_unfinished(cast, f"Tertunda {number}", days=-40)


def _let_the_planner_know() -> None:
    """In a transaction nobody else counts the rows; taking 200 sessions for one, it reads them over and over."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE kkg_session, kkg_topic, kkg_attendance, madrasah_placement")


def _share_material(cast: Cast, instrument: Instrument, teacher: Person) -> None:
    """One more on the list, tied to an indicator; and one more use of the first."""
    first = Material.objects.earliest("pk")
    code = instrument.definition.indicators[0].code
    for material in (make_material(cast, "Bahan Tambahan Contoh"), first):
        tie_indicators(material=material, instrument=instrument, codes=[code], by=cast.aminah)
    today = timezone.localdate()
    Use.objects.create(material=first, person=teacher, used_on=today, what_happened="Contoh")


def _share(cast: Cast, instrument: Instrument, teacher: Person) -> None:
    for person, by in ((teacher, cast.baso), (cast.aminah.person, cast.daeng)):
        sheet = start_assessment(
            teacher=person, instrument=instrument, observed_on=timezone.localdate(), by=by, client_token=uuid4()
        )
        answers = dict.fromkeys(instrument.definition.codes, 1)
        sheet = save_stage(assessment=sheet, answers=answers, notes={}, seen=sheet.mark_of(answers), by=by)
        due = timezone.localdate() + timedelta(days=7)
        review = Review("Contoh", "Contoh", sheet.revision, needs_followup=True, text="Contoh", due_on=due)
        share_assessment(assessment=sheet, by=by, review=review)
        if person == cast.aminah.person:
            skip_reflection(assessment=sheet, by=cast.aminah)


def _plan(cast: Cast, teacher: Person, days: int) -> None:
    """One more visit for Baso to make, and one to Aminah."""
    day = timezone.localdate() + timedelta(days=days)
    for whom, by in ((teacher, cast.baso), (cast.aminah.person, cast.daeng)):
        data = VisitData(by.person, Visit.Kind.LESSON, day)
        plan_visit(teacher=whom, data=data, client_token=uuid4(), by=by)


def count(
    clients: dict[str, Client], rows: dict, readers: list[str] | None = None, *, of: Container[str] = EVERY
) -> dict[str, int]:
    """Queries of each page, or those named, as each reader to whom it opens; as the first, if none."""
    counted = {}
    for method, name, row, codes in lines():
        if method != "GET" or name not in of:
            continue
        open_to = [who for who, code in zip(WHO, codes, strict=True) if code == 200 and who in clients]
        path = reverse(name, kwargs=rows[row] if row != "-" else {})
        for who in open_to[:1] if readers is None else [who for who in open_to if who in readers]:
            clients[who].cookies.pop(STAMP_COOKIE, None)  # a scan that waits would lead home elsewhere
            with CaptureQueriesContext(connection) as asked:
                answer = clients[who].get(path)
            assert answer.status_code == 200, name
            if answer.streaming:
                answer.getvalue()  # closes the file behind it
            counted[f"{name} {row} as {who}"] = len(asked)
    return counted


def budget_of(page: str) -> int:
    """How many queries a page may ask."""
    return LARGER.get(page.split(" ")[0], BUDGET)


def test_no_page_asks_beyond_its_budget_however_much_there_is(cast: Cast) -> None:
    """Whoever asks once per row is far beyond it: there are more rows of everything than any page has queries."""
    rows = build_rows(cast)
    clients = {who: client_of(user) for who, user in cast.everyone.items()}
    grow(cast)
    count(clients, rows, READERS, of=NOTES_THE_FIRST_LOOK)
    asked = count(clients, rows, READERS)
    assert {page: often for page, often in asked.items() if often > budget_of(page)} == {}
