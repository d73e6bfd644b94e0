"""Cards of "giliran Anda" that sheets, RPP and tindak lanjut (RTL) bring. Not here: their order."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, Value
from django.urls import reverse

from competency.agreement.todo import rating_tasks
from competency.district.todo import district_tasks
from competency.mentoring.todo import pair_tasks
from competency.rpp.models import Rpp
from competency.rpp.weeks import DaysOff, heads_today, placements_of_week
from competency.sharing.reads import objected
from competency.sheets.models import Assessment, FollowUp
from competency.sheets.permissions import may_hold
from competency.sheets.presenters import MENDED
from competency.sheets.states import State
from competency.visits.todo import visit_tasks
from core.fields import keys_of_any
from core.formats import date_long, date_plain, due_tone, ended, name_columns, relative_due
from core.todo import Task
from madrasah.models import User
from madrasah.periods import week_start
from madrasah.scope import scope_of

DAYS_AHEAD = 14
NAMED = (
    "state",
    "observed_on",
    "read_at",
    "purpose",
    "instrument__short",
    *name_columns("teacher"),
    *name_columns("observer"),
    "keeper",
    "madrasah",
    "visit__is_peer",
    "visit__withdrawn_at",
    "visit__observer",
    "visit__madrasah",
)


def tasks(user: User, today: date, off: DaysOff) -> list[Task]:
    """What this person has to do next with sheets, RPP and RTL, in no order; see core.todo.in_order."""
    if scope_of(user).person_id is None:
        return []
    work = [*_sheets(user), *visit_tasks(user, today), *_rpp(user, today, off), *_followups(user, today)]
    return [*work, *rating_tasks(user), *pair_tasks(user), *district_tasks(user, today)]


def _sheets(user: User) -> list[Task]:
    """Results to read, to answer and to close, own drafts, those one may only read by now, objections and their
    answers, and how many wait to be taken over; one query.
    """
    person = scope_of(user).person_id
    mine = Q(teacher=person, state=State.SHARED)
    mine |= Q(keeper=person, state__in=(State.ANSWERED, State.DRAFT, State.CORRECTING))
    offered = Assessment.objects.offered_to(user).order_by().values("pk")
    sheets = Assessment.objects.kept()
    is_objected: Any = Value(False)
    parts = [sheets.filter(mine), offered, sheets.filter(objected(open_ones=False), teacher=person)]
    if places := scope_of(user).supervises:
        is_objected = objected(open_ones=True)
        parts.append(sheets.filter(is_objected, madrasah__in=places).exclude(teacher=person))
    rows = Assessment.objects.filter(pk__in=keys_of_any(*parts)).order_by("observed_on")
    rows = rows.annotate(
        is_offered=ExpressionWrapper(Q(pk__in=offered), BooleanField()),
        is_objected=is_objected,
        is_answered=objected(open_ones=False),
    )
    rows = rows.select_related("teacher", "observer", "instrument", "visit").only(*NAMED)
    return [*(task for sheet in rows for task in _of_sheet(sheet, user)), *_left_behind(rows, person)]


def _of_sheet(sheet: Any, user: User) -> Iterator[Task]:
    scope = scope_of(user)
    is_own = scope.person_id == sheet.teacher_id
    if is_own and sheet.is_answered:
        yield _answered_task(sheet)
    if sheet.is_objected and not is_own and sheet.madrasah_id in scope.supervises:
        yield _objected_task(sheet)
    turns = (State.SHARED,) if is_own else (State.ANSWERED, State.DRAFT, State.CORRECTING)
    if scope.person_id in (sheet.teacher_id, sheet.keeper_id) and sheet.state in turns:
        yield _turn(sheet, user)


def _objected_task(sheet: Assessment) -> Task:
    return Task(
        title=f"{sheet.teacher} berkeberatan atas hasilnya",
        detail=f"{_sheet_words(sheet)} · dari {ended(str(sheet.observer))} Baca, lalu jawab dengan kata-kata.",
        action="Baca keberatannya",
        state="Keberatan",
        tone="amber",
        url=f"{reverse('competency:assessment-detail', args=[sheet.pk])}#keberatan",
        weight=38,
    )


def _answered_task(sheet: Assessment) -> Task:
    return Task(
        title="Pengawas menjawab keberatan Anda",
        detail=_sheet_words(sheet),
        action="Baca jawabannya",
        state="Dijawab",
        tone="blue",
        url=f"{reverse('competency:assessment-detail', args=[sheet.pk])}#keberatan",
        weight=37,
    )


def _turn(sheet: Assessment, user: User) -> Task:
    scope = scope_of(user)
    if sheet.teacher_id == scope.person_id:
        return _of_teacher(sheet)
    return _of_keeper(sheet) if may_hold(user, sheet) else _of_former_keeper(sheet)


def _of_teacher(sheet: Assessment) -> Task:
    """Dibagikan is the teacher's turn: first to read, then to answer."""
    detail = f"{_sheet_words(sheet)} · dari {sheet.observer}"
    if sheet.read_at is None:
        return Task(
            title="Ada hasil baru untuk Anda",
            detail=detail,
            action="Baca hasil",
            state="Belum dibaca",
            tone="amber",
            url=reverse("competency:assessment-detail", args=[sheet.pk]),
            weight=40,
        )
    return Task(
        title="Tulis tanggapan atas hasil Anda",
        detail=f"{detail}. Menanggapi tidak berarti setuju.",
        action="Tulis tanggapan",
        state="Menunggu tanggapan",
        tone="blue",
        url=reverse("competency:assessment-detail", args=[sheet.pk]),
        weight=35,
    )


def _of_keeper(sheet: Assessment) -> Task:
    """Ditanggapi, draf and perbaikan are the keeper's turn; what others assess is nobody's task here."""
    detail = _sheet_words(sheet)
    if sheet.state == State.ANSWERED:
        return Task(
            title=f"{sheet.teacher} menanggapi",
            detail=f"{detail}. Baca, lalu sepakati tindak lanjutnya.",
            action="Baca tanggapan",
            state="Ditanggapi",
            tone="amber",
            url=reverse("competency:assessment-detail", args=[sheet.pk]),
            weight=32,
        )
    return Task(
        title=f"Lanjutkan lembar {sheet.teacher}",
        detail=f"{detail}. {_unshared(sheet)}",
        action="Lanjutkan",
        state=sheet.get_state_display(),
        tone="grey",
        url=reverse("competency:assessment-review", args=[sheet.pk]),
        weight=26,
    )


def _unshared(sheet: Assessment) -> str:
    is_known = sheet.state == State.CORRECTING
    return "Guru masih melihat hasil sebelum perbaikan." if is_known else "Belum dibagikan."


def _of_former_keeper(sheet: Assessment) -> Task:
    """Office ended, pen down (decisions.md 28): what is left is to read it."""
    return Task(
        title=f"Lembar {sheet.teacher} hanya dapat dibaca",
        detail=f"{_sheet_words(sheet)}. Tugas atau penunjukan Anda di madrasah itu sudah berakhir.",
        action="Baca lembar",
        state=sheet.get_state_display(),
        tone="grey",
        url=reverse("competency:assessment-detail", args=[sheet.pk]),
        weight=10,
    )


def _left_behind(rows: Any, person: int | None) -> list[Task]:
    """Sheets whose keeper left, for who may take them over."""
    waiting = sum(1 for sheet in rows if sheet.is_offered and person not in (sheet.teacher_id, sheet.keeper_id))
    if not waiting:
        return []
    return [
        Task(
            title=f"{waiting} lembar menunggu diambil alih",
            detail="Pemegangnya tidak lagi bertugas. Lembar ini berhenti sampai ada yang meneruskan.",
            action="Lihat lembarnya",
            state="Menunggu",
            tone="amber",
            url=f"{reverse('competency:assessment-list')}#menunggu",
            weight=30,
        )
    ]


def _sheet_words(sheet: Assessment) -> str:
    return f"{sheet.name} · {date_plain(sheet.observed_on)}"


def _rpp(user: User, today: date, off: DaysOff) -> list[Task]:
    """The week's ledger for who checks it, until every teacher has a mark: the kepala's own is the pengawas's."""
    scope, week = scope_of(user), week_start(today)
    if not scope.opens or off.is_whole:
        return []
    marks = Rpp.objects.filter(teacher=OuterRef("person"), week=week, subject=None)
    mine = Q(madrasah__in=scope.heads) | Q(Exists(heads_today()), madrasah__in=scope.supervises)
    due = placements_of_week(scope.opens, week).filter(mine).exclude(person=scope.person_id)
    unmarked = due.order_by("madrasah").filter(~Exists(marks))
    open_ones = unmarked.values_list("madrasah").annotate(count=Count("person", distinct=True))
    return [_rpp_task(madrasah, count, week) for madrasah, count in open_ones]


def _rpp_task(madrasah: int, count: int, week: date) -> Task:
    return Task(
        title=f"RPP minggu ini: {count} guru belum diperiksa",
        detail="Biasanya selesai dalam lima menit.",
        action="Periksa sekarang",
        state="Minggu ini",
        tone="amber",
        weight=34,
        url=f"{reverse('competency:rpp-week')}?minggu={week.isoformat()}&madrasah={madrasah}",
    )


def _followups(user: User, today: date) -> list[Task]:
    """Own RTL that fall due or have no date, and overdue ones of those one heads (product.md, capability 7)."""
    scope = scope_of(user)
    near = FollowUp.objects.kept().awaited()
    mine = near.filter(owner=scope.person_id)
    wanted = [mine.filter(Q(due_on__lte=today + timedelta(days=DAYS_AHEAD)) | Q(due_on=None))]
    wanted.append(near.to_look_at().filter(assessment__keeper=scope.person_id))
    if scope.heads:
        late = near.read_by_office(user).filter(assessment__madrasah__in=scope.heads, due_on__lt=today)
        wanted.append(late.exclude(owner=scope.person_id))
    rows = FollowUp.objects.filter(pk__in=keys_of_any(*wanted)).listed().select_related("assessment__instrument")
    rows = rows.defer("assessment__instrument__document")
    in_turn = sorted(rows, key=lambda row: row.owner_id != scope.person_id)
    return [task for row in in_turn for task in _tasks_of(row, today, scope.person_id)]


def _tasks_of(row: Any, today: date, person: int | None) -> list[Task]:
    """What is mended waits for the assessor and is nobody else's turn."""
    if not row.is_waiting:
        return [_followup_task(row, today, row.owner_id == person)]
    return [_look_task(row, today)] if row.assessment.keeper_id == person else []


def _look_task(row: FollowUp, today: date) -> Task:
    """The teacher says that it is mended: the assessor's turn."""
    return Task(
        title=f"Lihat lagi perbaikan {row.owner}",
        detail=f"Diminta: {ended(row.text)}",
        action="Lihat perbaikannya",
        state=relative_due(row.due_on, today) if row.due_on else MENDED,
        tone="amber",
        due=row.due_on,
        url=reverse("competency:followup-detail", args=[row.pk]),
        weight=33,
    )


def _followup_task(row: FollowUp, today: date, is_mine: bool) -> Task:
    due, what = row.due_on, "Perbaikan" if row.is_mended else "Tindak lanjut"
    return Task(
        title=f"{what}: {row.text}" if is_mine else f"{what} {row.owner}: {row.text}",
        detail=f"Batas waktu {date_long(due)}." if due else "Tanpa batas waktu.",
        action="Buka, lalu tekan Sudah diperbaiki" if row.is_mended and is_mine else "Buka tindak lanjut",
        state=relative_due(due, today) if due else row.get_status_display(),
        tone=due_tone(due, today) if due else "blue",
        due=due,
        url=reverse("competency:followup-detail", args=[row.pk]),
        weight=_weight_of_followup(due is not None and due < today, is_mine),
    )


def _weight_of_followup(is_late: bool, is_mine: bool) -> int:
    """One's own overdue work comes before the week's RPP, that of others after it."""
    if not is_late:
        return 18
    return 36 if is_mine else 28
