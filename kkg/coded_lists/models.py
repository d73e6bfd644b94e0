"""A printed daftar hadir with a code, which keeps the order of its names."""

import secrets

import pghistory
from django.conf import settings
from django.db import models

from core.models import Stamped, StoredFile
from kkg.coded_lists.querysets import CodedListQuerySet
from kkg.sessions.models import Session


def new_list_code() -> str:
    """Six signs without those that look alike, to be typed from paper."""
    return "".join(secrets.choice("ACDEFHJKMNPRTUVWXY34679") for _ in range(6))


@pghistory.track()
class CodedList(Stamped):
    """A printed daftar hadir: its code, and the order of the names on it (`lines`: person keys)."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="coded_lists")
    code = models.CharField("kode", max_length=8, unique=True, default=new_list_code, editable=False)
    lines = models.JSONField(default=list)
    blank_lines = models.PositiveSmallIntegerField(default=5)
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(null=True, blank=True)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CodedListQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.session}: lembar {self.code}"
