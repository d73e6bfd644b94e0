"""Verbs on pictures of sessions, under consent (UU PDP 27/2022)."""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, OuterRef, Q

from core.removal import RemovableQuerySet
from kkg.groups.scope import groups_run_by, groups_seen_by
from madrasah.models import Consent
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.photos.models import SessionPhoto


class SessionPhotoQuerySet(RemovableQuerySet["SessionPhoto"]):
    """Pictures of sessions."""

    def kept(self) -> Self:
        """Without those deleted, and those of deleted sessions."""
        return super().kept().filter(session__removed_at=None)

    def usable(self) -> Self:
        """Kept, without strangers, and everybody seen agreed to it (UU PDP 27/2022)."""
        return self.kept().filter(~self._unwilling(), shows_others=False)

    def visible_to(self, user: Any) -> Self:
        """Those who run the group see all, for it is they who say who is seen; others what is usable, and
        pictures of themselves on which nobody else is unwilling.
        """
        person = scope_of(user).person_id or 0
        run = Q(session__group__in=groups_run_by(user))
        own = Exists(self._people().filter(person=person)) & ~self._unwilling(but=person)
        harmless = Q(shows_others=False) & (Q(~self._unwilling()) | own)
        found = self.kept().filter(run | harmless, session__group__in=groups_seen_by(user))
        return found.select_related("session__group")

    def run_by(self, user: Any) -> Self:
        """Kept ones of the groups one runs."""
        return self.kept().filter(session__group__in=groups_run_by(user))

    def restorable_by(self, user: Any) -> Self:
        """Deleted within the last 30 days, in groups one runs."""
        gone = self.removed_lately().filter(session__removed_at=None)
        return gone.filter(session__group__in=groups_run_by(user))

    def _people(self) -> Any:
        """Who is seen on the picture at hand."""
        model: Any = self.model
        return model.people.through._base_manager.filter(sessionphoto=OuterRef("pk"))

    def _unwilling(self, but: int = 0) -> Exists:
        """Whether somebody else is seen who has not agreed to this picture."""
        given = Consent.objects.to_photos().covering(OuterRef("sessionphoto__file"))
        return Exists(self._people().exclude(Exists(given.filter(person=OuterRef("person")))).exclude(person=but))
