"""Verbs on the origins of topics."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from competency.needs.models import TopicOrigin
    from kkg.models import WorkingGroup


class TopicOriginQuerySet(models.QuerySet["TopicOrigin"]):
    """Why topics stand on agendas."""

    def of_group(self, group: "WorkingGroup") -> Self:
        """Of topics that began on an agenda of this KKG that was not deleted, the newest first."""
        return self.filter(topic__session__group=group, topic__session__removed_at=None)
