"""The demo's plan of visits: one overdue, one of today, and some of the days to come."""

from datetime import time, timedelta
from uuid import UUID

from competency.models import Visit
from competency.visits.actions import VisitData, plan_visit
from config.demo.days import Days
from config.demo.people import Village

FIRST_TOKEN = 9_000  # far from the tokens that luck draws
# Who comes, to which teacher of which madrasah, what for, in how many days.
PLANNED = (
    ("baso", "Satu", 0, Visit.Kind.LESSON, -2),
    ("baso", "Satu", 1, Visit.Kind.LESSON, 0),
    ("baso", "Satu", 2, Visit.Kind.REVIEW, 2),
    ("daeng", "Satu", 0, Visit.Kind.LESSON, 5),
    ("citra", "Dua", 1, Visit.Kind.LESSON, 1),
)


def plan_visits(village: Village, days: Days) -> None:
    """Each planned a week ago, by who comes."""
    for number, (who, place, at, kind, ahead) in enumerate(PLANNED):
        by, teacher = village.users[who], village.teachers[place][at]
        day = days.today + timedelta(days=ahead)
        assert by.person  # noqa: S101 - tells the type checker
        plan_visit(
            teacher=teacher,
            data=VisitData(by.person, kind, day, time(7, 30) if kind == Visit.Kind.LESSON else None),
            client_token=UUID(int=FIRST_TOKEN + number),
            by=by,
            on=days.today - timedelta(weeks=1),
        )
