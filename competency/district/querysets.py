"""Verbs on frozen cubes."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from madrasah.scope import in_regions, scope_of

if TYPE_CHECKING:
    from competency.district.models import DistrictCube


class DistrictCubeQuerySet(models.QuerySet["DistrictCube"]):
    """What was frozen, one row a kabupaten and semester."""

    def visible_to(self, user: Any) -> Self:
        """Those of the kabupaten that one counts, or that lie in one's province."""
        return self.filter(in_regions(scope_of(user).counts_regions)).select_related("semester", "region")
