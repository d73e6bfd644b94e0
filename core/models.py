"""What every record is made of: its two time stamps, files, sends kept, leases, long work, duties, misses.

No domain noun belongs here; a file or a job is shown only through the door of the row that owns it.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.removal import first_restorable


class Stamped(models.Model):
    """When a row came and when it last changed."""

    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    updated_at = models.DateTimeField("diubah", auto_now=True)

    class Meta:
        abstract = True


class StoredFile(Stamped):
    """One uploaded file, checked and renamed; `original_name` is only ever shown, never used as a path."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(upload_to="berkas/%Y/%m/")
    original_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_kept(self) -> bool:
        """Whether it still counts for the row that owns it."""
        return self.removed_at is None

    @property
    def is_restorable(self) -> bool:
        """Whether it was taken off, and not too long ago to come back."""
        return self.removed_at is not None and self.removed_at >= first_restorable(timezone.now())


class Job(Stamped):
    """One piece of long work: what to call, how far it is, and how it ended. core/jobs.py moves it along."""

    class Status(models.TextChoices):
        WAITING = "menunggu", "Menunggu giliran"
        RUNNING = "berjalan", "Sedang dikerjakan"
        DONE = "selesai", "Selesai"
        FAILED = "gagal", "Terhenti"

    title = models.CharField(max_length=120)
    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="job_open", condition=models.Q(status__in=["menunggu", "berjalan"]))
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """Whether it has ended, well or not."""
        return self.status in (self.Status.DONE, self.Status.FAILED)

    @property
    def has_failed(self) -> bool:
        """Whether it has ended with a problem."""
        return self.status == self.Status.FAILED


class KeptSend(Stamped):
    """What a form sent and the server could not take, until it is sent again. core/interrupted.py keeps it."""

    browser = models.CharField(max_length=64)  # digest of a secret that only the browser holds
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=500)  # where the form stands
    action = models.CharField(max_length=500)  # where it sends
    content = models.BinaryField()  # can be read with the browser's secret only

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="kept_send_by_age")]

    def __str__(self) -> str:
        return self.page


class LastSend(models.Model):
    """The last form of an account that led on to another page, so that its second press can be told (twice.py)."""

    account = models.BigIntegerField(primary_key=True)
    digest = models.CharField(max_length=32)
    led_to = models.TextField()
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account}"


class Lease(models.Model):
    """Who is alone with something just now, until when at the latest; core/leases.py takes and gives back."""

    key = models.BigIntegerField(primary_key=True)
    holder = models.UUIDField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key}"


class DutyDay(models.Model):
    """A daily duty, by its function's path, and the last day on which a worker took it up; core/duties.py."""

    duty = models.CharField(max_length=200, primary_key=True)
    taken_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.duty


class Miss(models.Model):
    """A code that fitted nothing: by whom (a keyed digest of account or address), and when. core/brakes.py counts."""

    by_digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["by_digest", "at"], name="miss_by_and_at"),
            models.Index(fields=["at"], name="miss_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.by_digest[:8]} {self.at}"
