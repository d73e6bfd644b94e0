"""Pictures of a session, and who is to be seen on them; people only with their consent."""

import pghistory
from django.conf import settings
from django.db import models

from core.models import Stamped, StoredFile
from kkg.photos.querysets import SessionPhotoQuerySet
from kkg.sessions.models import Session
from madrasah.models import Person


@pghistory.track()
class SessionPhoto(Stamped):
    """One picture. It goes onto papers only if everybody on it agreed (madrasah Consent)."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField("keterangan", max_length=160, blank=True)
    people = models.ManyToManyField(Person, related_name="+", blank=True, verbose_name="yang tampak")
    shows_others = models.BooleanField("tampak orang lain", default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SessionPhotoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption or f"Foto {self.session}"
