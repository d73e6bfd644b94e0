"""What the home page shows: whose turn it is, figures with their n, and the first steps of an empty system.

Composes what the apps say; decides nothing but the order.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

import competency.todo
import kkg.todo
import madrasah.todo
from competency.district.reports import newest_figures
from competency.models import Assessment
from competency.rpp.weeks import DaysOff, days_off
from competency.summary.tallies import rpp_of, rpp_tally, tallies_of
from config.quiet import Quiet, quiet_of
from core.formats import date_long, dotted, form_of_address, greeting
from core.todo import Task, in_order
from kkg.attendance.reports import attendance_evidence
from kkg.groups.scope import groups_seen_by
from madrasah.models import Madrasah, Person, Semester, User
from madrasah.periods import week_start
from madrasah.roles import Role, role_label
from madrasah.scope import Office, scope_of
from madrasah.work.reports import Register, register_of

MOST_TASKS = 9
GROUP_STEP, GROUP_WEIGHT = "Bentuk KKG", 45
MOST_PLACES = 2


@dataclass(frozen=True)
class Figure:
    """A number with what it rests on; `url` opens the list behind it."""

    number: int | str
    label: str
    note: str
    url: str


@dataclass(frozen=True)
class FirstStep:
    """One step of setting the system up, in the order of decisions.md 8."""

    title: str
    detail: str
    url: str
    is_done: bool


@dataclass(frozen=True)
class Home:
    """The whole page; `upcoming` is the one task on top, `later` how many do not fit."""

    greeting: str
    line: str
    upcoming: Task | None
    rest: list[Task]
    later: int
    figures: list[Figure]
    first_steps: list[FirstStep]
    quiet: Quiet | None


def home_of(user: User, now: datetime, *, shows_all: bool = False) -> Home:
    """The page of this user at this local time; `shows_all`: with every task instead of the first few."""
    today = now.date()
    register, off = register_of(user), _days_off(user, today)
    steps = first_steps(user, register)
    tasks = _tasks(user, today, steps, register, off)
    most = len(tasks) if shows_all else MOST_TASKS
    return Home(
        greeting=f"{greeting(now.hour)}, {_name(user)}",
        line=dotted(date_long(today), _places(user)),
        upcoming=tasks[0] if tasks else None,
        rest=tasks[1:most],
        later=max(0, len(tasks) - most),
        figures=figures(user, today, register, off),
        first_steps=steps,
        quiet=None if tasks else quiet_of(user, is_begun=all(step.is_done for step in steps)),
    )


def _days_off(user: User, today: date) -> DaysOff:
    """Of this week, for those who ask for its RPP."""
    return days_off(week_start(today)) if scope_of(user).opens else DaysOff()


def _name(user: User) -> str:
    person = user.person
    return f"{form_of_address(person.sex)} {person.name}".strip() if person else user.username


def _places(user: User) -> str:
    """Where the person has an office today, Plt named: one or two places, else how many."""
    names = list(dict.fromkeys(_place(office) for office in scope_of(user).offices))
    return " dan ".join(names) if len(names) <= MOST_PLACES else f"{len(names)} madrasah"


def _place(office: Office) -> str:
    """Whoever acts for another is told so wherever the day begins."""
    label = role_label(office.role, is_acting=office.is_acting)
    return f"sebagai {label} di {office.place}" if office.is_acting else office.place


def first_steps(user: User, register: Register | None) -> list[FirstStep]:
    """For who registers a region, until the last step is done; nobody else needs them."""
    if register is None or not scope_of(user).registers_regions:
        return []
    steps = [
        FirstStep(
            "Catat madrasah",
            "Satu per satu, atau sekaligus dari Excel.",
            reverse("madrasah:madrasah-list"),
            bool(register.madrasahs),
        ),
        FirstStep(
            "Catat guru",
            "Dari berkas Excel yang sudah Anda punya.",
            reverse("madrasah:import-list"),
            register.is_staffed,
        ),
        FirstStep(
            GROUP_STEP,
            "Madrasah mana saja anggotanya, dan siapa pengurusnya.",
            reverse("kkg:group-list"),
            bool(groups_seen_by(user)),
        ),
        FirstStep(
            "Beri tugas",
            "Tetapkan kepala dan pengawas, lalu aktifkan akunnya.",
            reverse("madrasah:person-list"),
            register.has_leaders,
        ),
    ]
    return steps if any(not step.is_done for step in steps) else []


def _tasks(user: User, today: date, steps: list[FirstStep], register: Register | None, off: DaysOff) -> list[Task]:
    return in_order(
        [
            *madrasah.todo.tasks_for(user, register),
            *kkg.todo.tasks(user, today),
            *competency.todo.tasks(user, today, off),
            *_first_group(steps),
        ]
    )


def _first_group(steps: list[FirstStep]) -> list[Task]:
    """The KKG comes after the guru and before the offices; madrasah.todo, which names those, knows no KKG."""
    waiting = [step for step in steps if not step.is_done]
    if not waiting or waiting[0].title != GROUP_STEP:
        return []
    step = waiting[0]
    return [Task(title=step.title, detail=step.detail, url=step.url, action=step.title, weight=GROUP_WEIGHT)]


def figures(user: User, today: date, register: Register | None, off: DaysOff) -> list[Figure]:
    """Two or three numbers of one's own work, each with its n."""
    scope = scope_of(user)
    if scope.opens:
        return _of_supervision(user, today, off)
    if scope.teaches_at:
        return _of_teacher(user, today)
    counted = [Figure(**each) for each in newest_figures(user)] if Role.KABUPATEN in scope.roles else []
    if Role.OPERATOR in scope.roles or Role.KABUPATEN in scope.roles:
        return [*counted, *_of_register(user, register)]
    return []


def _of_supervision(user: User, today: date, off: DaysOff) -> list[Figure]:
    """A week without lessons, and a madrasah without teachers, have nothing to count."""
    week, seen = tallies_of(user, today, off)
    unseen, behind = seen.total - seen.done, f"{reverse('competency:summary-list')}?belum=semester"
    found = (
        (week.done, "RPP diperiksa minggu ini", week, reverse("competency:rpp-week")),
        (unseen, "guru belum diamati semester ini", seen, behind),
    )
    return [Figure(number, label, f"dari {of.total} guru", url) for number, label, of, url in found if of.total]


def _of_teacher(user: User, today: date) -> list[Figure]:
    latest, person = list(Semester.objects.begun_for_kkg(today)[:2]), user.person
    if not latest or person is None:
        return []
    semester = next((row for row in latest if row.starts_on <= today), None)
    found = _of_lessons(user, person, semester) if semester else []
    if came := attendance_evidence([person.pk], latest[0]).get(person.pk):
        url = reverse("kkg:session-list")
        found.append(Figure(came.came, "kali hadir di KKG", f"dari {came.of} hari pertemuan", url))
    return found


def _of_lessons(user: User, person: Person, semester: Semester) -> list[Figure]:
    sheets = Assessment.objects.visible_to(user).shared().filter(teacher=person, semester=semester)
    found = [Figure(sheets.count(), "lembar dibagikan kepada Anda", str(semester), reverse("competency:my-summary"))]
    if weeks := rpp_tally(rpp_of(person, semester, user)):
        note = f"dari {weeks.total} minggu yang diperiksa"
        found.append(Figure(weeks.done, "minggu RPP Anda ada", note, reverse("competency:my-rpp")))
    return found


def _of_register(user: User, register: Register | None) -> list[Figure]:
    """Places and people in one's register, as far as they are counted; a kabupaten sees no people at all."""
    places = register.madrasahs if register else Madrasah.objects.visible_to(user).count()
    found = []
    if places is not None:
        found.append(Figure(places, "madrasah", "tercatat", reverse("madrasah:madrasah-list")))
    if register and register.people is not None:
        url = reverse("madrasah:person-list")
        found.append(Figure(register.people, "orang", "guru, kepala, dan pengawas", url))
    return found
