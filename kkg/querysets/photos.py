"""Verbs on pictures of sessions, under consent (UU PDP 27/2022)."""

from typing import Any, Self

from django.db.models import Q

from core.removal import RemovableQuerySet
from kkg.querysets.common import among
from kkg.scope import groups_run_by, groups_seen_by
from madrasah.scope import scope_of


class SessionPhotoQuerySet(RemovableQuerySet):
    """Pictures of sessions."""

    def kept(self) -> Self:
        """Without those deleted, and those of deleted sessions."""
        return super().kept().filter(session__removed_at=None)

    def usable(self) -> Self:
        """Kept, without strangers, and everybody seen has an open consent (UU PDP 27/2022)."""
        return self.kept().filter(shows_others=False).exclude(pk__in=self._of_unwilling())

    def visible_to(self, user: Any) -> Self:
        """Those who run the group see all, for it is they who say who is seen; others what is usable, and
        pictures of themselves on which nobody else is unwilling.
        """
        seen = among(self.kept(), groups_seen_by(user, "session__group__"))
        run = self.model._base_manager.filter(groups_run_by(user, "session__group__")).values("pk")
        person = scope_of(user).person_id or 0
        own = Q(people=person) & ~Q(pk__in=self._of_unwilling(but=person))
        own_pks = self.model._base_manager.filter(own, shows_others=False).values("pk")
        return seen.filter(Q(pk__in=self.usable().values("pk")) | Q(pk__in=run) | Q(pk__in=own_pks))

    def run_by(self, user: Any) -> Self:
        """Kept ones of the groups one runs."""
        return among(self.kept(), groups_run_by(user, "session__group__"))

    def restorable_by(self, user: Any) -> Self:
        """Deleted within the last 30 days, in groups one runs."""
        gone = self.removed_lately().filter(session__removed_at=None)
        return among(gone, groups_run_by(user, "session__group__"))

    def _of_unwilling(self, but: int = 0) -> Any:
        """Keys of pictures on which somebody is seen who has not agreed."""
        model: Any = self.model
        seen = model.people.through._base_manager.exclude(
            person__consents__kind="foto", person__consents__withdrawn_on=None
        )
        return seen.exclude(person=but).values("sessionphoto")
