"""Problems brought to a KKG: bringing, rewording, discussing, deleting, and making a topic of one.

Nothing here writes down who brought a problem without a name: no tracked row is written in that transaction,
and all such problems of the group are written anew with it, so that the newest can't be told by its place.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kkg.actions.agenda import add_topic
from kkg.actions.revisions import bump, refuse_stale
from kkg.agenda import headline
from kkg.models import Problem, Session, Topic, WorkingGroup
from madrasah.models import User

PROBLEM_FIELDS = ("text", "tried", "competency", "class_level", "subject")
DISCUSSION_FIELDS = ("discussion", "tried", "status")
LONGEST_TITLE = 160


@transaction.atomic
def bring_problem(
    *,
    group: WorkingGroup,
    values: Mapping[str, Any],
    is_named: bool,
    key: UUID,
    by: User,
    on: date | None = None,
) -> Problem:
    """One problem per key; without a name nothing of `by` is kept. `values`: PROBLEM_FIELDS."""
    known = {name: values[name] for name in PROBLEM_FIELDS}
    known |= {
        "group": group,
        "brought_on": on or timezone.localdate(),
        "brought_by": by.person if is_named else None,
    }
    problem, is_new = Problem.objects.get_or_create(key=key, defaults=known)
    if is_new and not is_named:
        Problem.objects.filter(group=group, brought_by=None).update(revision=F("revision"))
    return problem


@transaction.atomic
def edit_problem(*, problem: Problem, values: Mapping[str, Any], revision: int, by: User) -> Problem:
    """The bringer's own words. ValidationError if another person changed it meanwhile."""
    return _change(problem, {name: values[name] for name in PROBLEM_FIELDS}, revision)


@transaction.atomic
def discuss_problem(*, problem: Problem, values: Mapping[str, Any], revision: int, by: User) -> Problem:
    """What the group said, what was tried, and how far it is. `values`: DISCUSSION_FIELDS."""
    return _change(problem, {name: values[name] for name in DISCUSSION_FIELDS}, revision)


def _change(problem: Problem, values: Mapping[str, Any], revision: int) -> Problem:
    """The same again changes nothing."""
    stored = Problem.objects.select_for_update().get(pk=problem.pk)
    if all(getattr(stored, name) == value for name, value in values.items()):
        return stored
    refuse_stale(stored, revision)
    for name, value in values.items():
        setattr(stored, name, value)
    bump(stored)
    stored.save()
    return stored


@transaction.atomic
def make_topic(*, problem: Problem, session: Session, by: User) -> Topic:
    """The problem as a topic of this agenda, and the tie between them; a second press makes no second one."""
    stored = Problem.objects.select_for_update().get(pk=problem.pk)
    if stored.topic is not None:
        return stored.topic
    title = headline(stored.text, LONGEST_TITLE)
    stored.topic = add_topic(session=session, title=title, competency=stored.competency, by=by)
    stored.save(update_fields=["topic"])
    return stored.topic


@transaction.atomic
def remove_problem(*, problem: Problem, by: User, at: datetime | None = None) -> None:
    """Deletes for 30 days; a deleted one stays deleted."""
    Problem.objects.filter(pk=problem.pk, removed_at=None).update(removed_at=at or timezone.now())


@transaction.atomic
def restore_problem(*, problem: Problem, by: User) -> None:
    """Takes a deletion back."""
    Problem.objects.filter(pk=problem.pk).update(removed_at=None)
