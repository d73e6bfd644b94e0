"""Problems brought to a KKG: bringing, rewording, discussing, deleting, and making a topic of one.

Nothing here writes down who brought a problem without a name: no tracked row is written in that transaction,
and all such problems of the group are written anew with it, so that the newest can't be told by its place.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.formats import headline
from core.refusals import refuse_if
from core.removal import put_back, take_out, why_not_gone
from core.revisions import hold, locked, refuse_sent_before, rewrite
from kkg.agenda.actions import add_topic
from kkg.groups.models import WorkingGroup
from kkg.problems.models import Problem
from kkg.problems.permissions import (
    why_not_bring_problem,
    why_not_edit_problem,
    why_not_moderate_problem,
    why_not_put_on_agenda,
    why_not_remove_problem,
)
from kkg.sessions.models import Session, Topic
from madrasah.models import User
from madrasah.scope import fresh

Rule = Callable[[Any, Problem], str | None]

PROBLEM_FIELDS = ("text", "tried", "competency", "class_level", "subject")
DISCUSSION_FIELDS = ("discussion", "tried", "status")
LONGEST_TITLE = 160


@transaction.atomic
def bring_problem(
    *, group: WorkingGroup, values: Mapping[str, Any], is_named: bool, key: UUID, by: User, on: date | None = None
) -> Problem:
    """One problem per key; without a name nothing of `by` is kept. `values`: PROBLEM_FIELDS. Raises SentBefore."""
    asker = fresh(by)
    refuse_if(why_not_bring_problem(WorkingGroup.objects.joined_by(asker).filter(pk=group.pk)))
    said = {name: values[name] for name in PROBLEM_FIELDS}
    said |= {"group": group, "brought_by": by.person if is_named else None}
    hold(key)
    if found := Problem.objects.filter(key=key).first():
        refuse_sent_before(found, said)
        return found
    problem = Problem.objects.create(key=key, brought_on=on or timezone.localdate(), **said)
    if not is_named:
        Problem.objects.filter(group=group, brought_by=None).update(revision=F("revision"))
    return problem


@transaction.atomic
def edit_problem(*, problem: Problem, values: Mapping[str, Any], revision: int, by: User) -> Problem:
    """The bringer's own words. ValidationError if another person changed it meanwhile."""
    return _rewrite(problem, PROBLEM_FIELDS, values, revision, why_not_edit_problem, by)


@transaction.atomic
def discuss_problem(*, problem: Problem, values: Mapping[str, Any], revision: int, by: User) -> Problem:
    """What the group said, what was tried, and how far it is. `values`: DISCUSSION_FIELDS."""
    return _rewrite(problem, DISCUSSION_FIELDS, values, revision, why_not_moderate_problem, by)


def _rewrite(
    problem: Problem, names: Iterable[str], values: Mapping[str, Any], revision: int, rule: Rule, by: User
) -> Problem:
    stored = locked(problem, "group")
    refuse_if(rule(fresh(by), stored) or why_not_gone(stored))
    rewrite(stored, {name: values[name] for name in names}, revision)
    return stored


@transaction.atomic
def make_topic(*, problem: Problem, session: Session, by: User, on: date | None = None) -> Topic:
    """The problem as a topic of this agenda, and the tie between them; a second press makes no second one."""
    session = locked(session, "group")
    stored = locked(problem, "group", "topic")
    today = on or timezone.localdate()
    refuse_if(why_not_put_on_agenda(fresh(by), stored, session, today) or why_not_gone(stored))
    if stored.topic is not None:
        return stored.topic
    title = headline(stored.text, LONGEST_TITLE)
    stored.topic = add_topic(session=session, title=title, competency=stored.competency, by=by)
    stored.save(update_fields=["topic"])
    return stored.topic


@transaction.atomic
def remove_problem(*, problem: Problem, by: User, at: datetime | None = None) -> None:
    """Deletes for 30 days; a deleted one stays deleted."""
    stored = locked(problem, "group")
    refuse_if(why_not_remove_problem(fresh(by), stored))
    take_out(stored, at)


@transaction.atomic
def restore_problem(*, problem: Problem, by: User) -> None:
    """Takes a deletion of the last 30 days back."""
    stored = locked(problem, "group")
    refuse_if(why_not_remove_problem(fresh(by), stored))
    put_back(stored)
