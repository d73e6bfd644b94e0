"""Verbs on difficulties brought to a KKG."""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from core.formats import name_columns
from core.removal import RemovableQuerySet
from kkg.groups.scope import groups_run_by, groups_seen_by
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.problems.models import Problem

LISTED = (
    *("brought_on", "text", "competency", "class_level", "status"),
    *("group__name", "subject__name", "topic__session__date", *name_columns("brought_by")),
)


class ProblemQuerySet(RemovableQuerySet["Problem"]):
    """Difficulties brought to a KKG."""

    def visible_to(self, user: Any) -> Self:
        """Kept ones of the groups one may see."""
        return self.kept().filter(group__in=groups_seen_by(user)).select_related("group")

    def restorable_by(self, user: Any) -> Self:
        """Deleted within the last 30 days: one's own, and those of groups one runs."""
        own = Q(group__in=groups_seen_by(user), brought_by=scope_of(user).person_id or 0)
        return self.removed_lately().filter(own | Q(group__in=groups_run_by(user)))

    def for_list(self) -> Self:
        """With all that one line shows; by day, and within a day in no order that tells who came first."""
        return self.select_related("group", "brought_by", "subject", "topic__session").only(*LISTED)
