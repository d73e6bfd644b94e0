"""Verbs on shared versions and on links to a result."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from competency.sharing.models import ResultLink, SharedVersion


class SharedVersionQuerySet(models.QuerySet["SharedVersion"]):
    """What was shared of sheets, one row each time."""

    def standing(self, sheets: Any) -> Self:
        """Of each of `sheets` (rows or keys) the version that its teacher sees now: the last one."""
        latest = self.filter(assessment__in=sheets).order_by("assessment_id", "-number")
        return latest.distinct("assessment_id")


class ResultLinkQuerySet(models.QuerySet["ResultLink"]):
    """Ways to one shared sheet by link and PIN."""

    def live(self, at: datetime) -> Self:
        """Those that still lead in: not revoked, not expired, not closed by wrong PINs."""
        return self.filter(
            link__used_at=None, link__revoked_at=None, link__expires_at__gt=at, link__tries__lt=settings.LINK_TRIES
        )

    def leading(self) -> Self:
        """To a sheet that is still there, for a person who is."""
        return self.filter(assessment__removed_at=None, link__person__removed_at=None)
