"""Verbs on printed lists with a code."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from kkg.groups.scope import groups_seen_by

if TYPE_CHECKING:
    from kkg.coded_lists.models import CodedList


class CodedListQuerySet(models.QuerySet["CodedList"]):
    """Printed lists of names."""

    def visible_to(self, user: Any) -> Self:
        """Of kept sessions of the groups one may see."""
        found = self.filter(session__removed_at=None, session__group__in=groups_seen_by(user))
        return found.select_related("session__group", "session__check_in", "photo")
