"""What the demo's sessions led to: decisions, problems brought, and what those present thought."""

from datetime import timedelta
from uuid import UUID

from config.demo import group_words as words
from config.demo.days import Days, moment
from config.demo.people import Village, account_of
from kkg.decisions.actions import close_decision, record_decision
from kkg.library.actions import record_use
from kkg.models import Decision, Material, Problem, Session
from kkg.problems.actions import bring_problem, discuss_problem
from kkg.reflection.actions import QUESTIONS, give_reflection
from madrasah.models import Person, User

FIRST_TOKEN = 7_000  # far from the tokens that luck draws


def follow_up(village: Village, days: Days) -> None:
    """In the order of life: what came of decisions, what was brought, what was tried, what was thought."""
    for _, text, owner, _, proof in words.DECISIONS:
        _prove(village, Decision.objects.get(text=text), owner, proof, days)
    for number, brought in enumerate(words.PROBLEMS):
        _bring(village, number, days, *brought)
    _try_out(village, days)
    _reflect(village, Session.objects.closed().order_by("-date")[1])


def decide(village: Village, session: Session) -> None:
    """At the session, before its record is shut."""
    for number, (title, text, owner, span, _) in enumerate(words.DECISIONS):
        due = session.date + timedelta(days=span)
        values = {"text": text, "owner": village.person(owner), "due": due, "topic": None}
        if title == session.title:
            record_decision(
                session=session,
                values=values,
                client_token=UUID(int=FIRST_TOKEN + number),
                by=village.users["gita"],
                at=moment(session.date, 11, 30),
            )


def _prove(village: Village, decision: Decision, owner: str, proof: str, days: Days) -> None:
    """What has a proof was closed on the day it was due."""
    if proof and decision.due:
        close_decision(
            decision=decision,
            status="selesai",
            proof=proof,
            upload=None,
            by=village.users[owner],
            at=days.until_eve(decision.due, 10),
        )


def _bring(
    village: Village,
    number: int,
    days: Days,
    who: str,
    is_named: bool,
    text: str,
    level: int | None,
    tried: str,
    weeks: int,
) -> None:
    """The first was discussed since; the others wait."""
    values = {"text": text, "tried": tried, "competency": "", "class_level": level, "subject": None}
    problem = bring_problem(
        group=Session.objects.closed().latest("date").group,
        values=values,
        is_named=is_named,
        key=UUID(int=FIRST_TOKEN + number),
        by=village.users[who],
        on=days.eve - timedelta(weeks=weeks),
    )
    if number == 0:
        said = {"discussion": words.DISCUSSION, "tried": tried, "status": Problem.Status.DISCUSSED}
        discuss_problem(problem=problem, values=said, revision=problem.revision, by=village.users["gita"])


def _try_out(village: Village, days: Days) -> None:
    """The medium was used in a class of another madrasah."""
    who, happened, level = words.SECOND_USE
    material = Material.objects.get(kind=Material.Kind.METHOD)
    used_on = days.school_day(0, 2)
    record_use(material=material, used_on=used_on, class_level=level, what_happened=happened, by=village.users[who])


def _reflect(village: Village, session: Session) -> None:
    """Seven of those present, so that the counts may be shown."""
    rows = session.attendances.filter(mark="hadir", person__isnull=False).select_related("person")
    people = [row.person for row in rows.order_by("person__name", "pk") if row.person]
    for person, answers in zip(people, words.REFLECTIONS, strict=False):
        give_reflection(
            session=session,
            answers=dict(zip(QUESTIONS, answers, strict=True)),
            by=_account(village, person),
            at=moment(session.date, 15),
        )


def _account(village: Village, person: Person) -> User:
    known = User.objects.select_related("person").filter(person=person).first()
    return known or account_of(person, village.users["jafar"])
