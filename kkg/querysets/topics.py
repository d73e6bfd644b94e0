"""Verbs on topics, across the split and the merge of groups too. Not here: chains as told (kkg/agenda.py)."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Max, Q

from kkg.scope import groups_seen_by

UNFINISHED = ("sebagian", "belum")


class TopicQuerySet(models.QuerySet):
    """Topics on agendas."""

    def visible_to(self, user: Any) -> Self:
        """Topics of kept sessions of the groups one may see."""
        found = self.filter(session__removed_at=None, session__group__in=groups_seen_by(user))
        return found.select_related("session__group")

    def unfinished(self) -> Self:
        """Ended as sebagian or belum, not settled, and not yet continued in another session."""
        return self.filter(status__in=UNFINISHED, continued_by__isnull=True, settled_how="")

    def handed_to(self, groups: Any) -> Self:
        """Unfinished topics that other groups handed on to these, not yet on one of their agendas."""
        return self.filter(status__in=UNFINISHED, continued_by__isnull=True, settled_group__in=groups)

    def pending(self) -> Self:
        """Unfinished and not dealt with since, also when they already stand on a coming agenda."""
        ended = self.filter(status__in=UNFINISHED, settled_how="", session__closed_at__isnull=False)
        return ended.filter(Q(continued_by=None) | Q(continued_by__session__closed_at=None))

    def for_list(self) -> Self:
        """With all that one line of the list of topics shows."""
        return self.select_related(
            "session__group", "settled_person", "settled_group", "settled_by", "continued_by__session"
        ).order_by("session__date", "session_id", "position", "pk")

    def of_line(self, group: Any, day: date) -> Self:
        """Topics that are this group's to go on with: its own, those of groups that ended in it, and what it
        took from the one it was split from; without what a split until `day` took away. Four queries or so.
        """
        mine = Q(session__group__in=_line_of(group.pk, group, day))
        if group.split_from_id and group.takes_topics_before:
            former = _line_of(group.split_from_id, group, day)
            mine |= Q(session__group__in=former, session__date__lt=group.takes_topics_before)
        splits = group.split_off.filter(takes_topics_before__lte=day)
        taken = splits.aggregate(day=Max("takes_topics_before"))["day"]
        return self.filter(mine).exclude(session__date__lt=taken) if taken else self.filter(mine)

    def awaiting(self, session: Any) -> Self:
        """Unfinished topics of the group's closed sessions before this one, and those handed on to it, oldest
        first.
        """
        own = self.unfinished().of_line(session.group, session.date)
        received = self.handed_to(_line_of(session.group_id, session.group, session.date))
        return (
            self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=received.values("pk")))
            .filter(
                session__closed_at__isnull=False,
                session__removed_at=None,
                session__date__lte=session.date,
            )
            .exclude(session=session)
            .select_related("session")
            .order_by("session__date", "session_id", "position", "pk")
        )

    def on_later_agendas(self, session: Any) -> Self:
        """Continuations that wait on an open session after this one, though their origin lies before it."""
        return self.filter(
            session__group=session.group_id,
            session__closed_at=None,
            session__removed_at=None,
            session__date__gt=session.date,
            continues__session__date__lte=session.date,
        ).exclude(continues__session=session)


def _line_of(pk: int, group: Any, day: date) -> set[int]:
    """The group with this key and all that ended in it before `day`. A query for each step back."""
    ended = type(group)._base_manager.filter(ended_on__lt=day)
    line, found = {pk}, {pk}
    while found:
        found = set(ended.filter(continues_as__in=found).values_list("pk", flat=True)) - line
        line |= found
    return line
