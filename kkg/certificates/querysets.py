"""Verbs on certificates and their batches."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Max, Min, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from core.fields import rows_behind
from kkg.groups.scope import groups_run_by
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.certificates.models import Certificate, CertificateBatch


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates."""

    def visible_to(self, user: Any) -> Self:
        """One's own, and those of the groups one runs."""
        mine = Q(person=scope_of(user).person_id or 0)
        return self.filter(mine | Q(group__in=groups_run_by(user))).select_related("group", "batch")

    def valid(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def of_person(self, user: Any) -> Self:
        """One's own."""
        return self.filter(person=scope_of(user).person_id or 0)

    def coded(self, code: str) -> Self:
        """The one that carries this code; for the public check page, which asks nobody's right."""
        return self.filter(code=code).select_related("batch__group")


class CertificateBatchQuerySet(models.QuerySet["CertificateBatch"]):
    """Issues of certificates."""

    def visible_to(self, user: Any) -> Self:
        """Of the groups one runs."""
        return self.filter(group__in=groups_run_by(user)).select_related("group")

    def with_counts(self) -> Self:
        """Adds `count` and `withdrawn_count`; the last first."""
        withdrawn = Count("certificates", filter=Q(certificates__withdrawn_at__isnull=False))
        return self.annotate(count=Count("certificates"), withdrawn_count=withdrawn).order_by("-pk")

    def with_days(self) -> Self:
        """Adds `first_day` and `last_day`: of the sessions that its certificates count; None without any."""
        return self.annotate(first_day=self._day(Min, "0"), last_day=self._day(Max, "-1"))

    def _day(self, edge: type[Min | Max], place: str) -> Subquery:
        rows = rows_behind(self.model, "certificates").filter(batch=OuterRef("pk")).order_by()
        day = Cast(KT(f"sessions__{place}__date"), models.DateField())
        return Subquery(rows.values("batch").annotate(day=edge(day)).values("day"))
