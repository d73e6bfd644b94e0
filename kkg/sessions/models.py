"""A meeting of a KKG: when, where, who spoke, what was on it and how far it came."""

import datetime
import uuid
from collections.abc import Iterable

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from core.models import Stamped
from kkg.groups.models import WorkingGroup
from kkg.sessions.doubts import passes_midnight
from kkg.sessions.querysets import DayQuerySet, SessionQuerySet, TopicQuerySet
from kkg.speakers.models import Speaker
from madrasah.competencies import COMPETENCY_CHOICES
from madrasah.models import Madrasah, Person

MOST_JP = 16


@pghistory.track()
class Session(Stamped):
    """One pertemuan. JP is typed in, never computed (decisions.md 21).

    Where it lasts several days, it is itself the first; each later one is a row that is a `day_of` it, with its own
    date, JP, roll and check-in, and nothing else of its own (decisions.md 31).
    """

    class Kind(models.TextChoices):
        UMUM = "umum", "Program umum"
        RUTIN = "rutin", "Program inti: rutin"
        PENGEMBANGAN = "pengembangan", "Program inti: pengembangan"
        PENUNJANG = "penunjang", "Program penunjang"
        RAPAT = "rapat", "Rapat pengurus"

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="sessions", verbose_name="KKG")
    school_year = models.PositiveSmallIntegerField(editable=False)
    kind = models.CharField("jenis", max_length=14, choices=Kind.choices, default=Kind.RUTIN)
    title = models.CharField("tema", max_length=160)
    date = models.DateField("tanggal")
    until = models.DateField("sampai tanggal", null=True, blank=True, editable=False)
    day_of = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="later_days", editable=False)
    starts_at = models.TimeField("mulai pukul", null=True, blank=True)
    ends_at = models.TimeField("selesai pukul", null=True, blank=True)
    madrasah = models.ForeignKey(
        Madrasah, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tuan rumah"
    )
    place = models.CharField("tempat", max_length=120, blank=True)
    jp = models.PositiveSmallIntegerField(
        "JP", default=0, validators=[MinValueValidator(0), MaxValueValidator(MOST_JP)]
    )
    method = models.CharField("metode", max_length=100, blank=True)
    leader = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pemimpin")
    notetaker = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="notulis"
    )
    speakers = models.ManyToManyField(Speaker, related_name="sessions", editable=False)
    result_text = models.TextField("hasil pertemuan", blank=True)
    client_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    reopened_reason = models.CharField(max_length=200, blank=True, editable=False)
    cancelled_at = models.DateTimeField("dibatalkan", null=True, blank=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    cancelled_reason = models.CharField("alasan batal", max_length=200, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SessionQuerySet.as_manager()
    days = DayQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        indexes = [models.Index(fields=["date", "id"], name="session_by_day", condition=Q(removed_at=None))]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="session_closed_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at=None) | ~Q(ends_at=F("starts_at")),
                name="session_takes_time",
                violation_error_message="Jam selesai sama dengan jam mulai. Kosongkan bila belum diketahui.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(day_of=None, until__gt=F("date")), name="session_until_a_later_day"
            ),
            models.UniqueConstraint(fields=["day_of", "date"], name="session_has_a_day_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_closed(self) -> bool:
        """Whether the record is shut; reopening needs a reason."""
        return self.closed_at is not None

    @property
    def is_committee(self) -> bool:
        """A meeting of the officers alone: no JP, no topics, in no count (decisions.md 31)."""
        return self.kind == self.Kind.RAPAT

    @property
    def whole_pk(self) -> int:
        """The key of the session that this is a day of; its own if it is no later day."""
        return self.day_of_id or self.pk

    @property
    def last_date(self) -> datetime.date:
        """On which the last of all its days begins: what its papers are dated."""
        return self.until or self.date

    @property
    def last_day(self) -> datetime.date:
        """On which it is over: the day after its `last_date` where it passes midnight."""
        return self._end_of(self.last_date)

    @cached_property
    def day_count(self) -> int:
        """On how many days the whole is held; no query where it is one."""
        whole = self.day_of or self
        return 1 + whole.later_days.count() if whole.until else 1

    def is_on(self, day: datetime.date) -> bool:
        """Whether this day of it is that day, or the night before went on into it."""
        return bool(self.date <= day <= self._end_of(self.date))

    def _end_of(self, day: datetime.date) -> datetime.date:
        return day + datetime.timedelta(days=passes_midnight(self.starts_at, self.ends_at))

    @property
    def is_to_be_held(self) -> bool:
        """Neither shut, called off nor deleted."""
        return not (self.closed_at or self.cancelled_at or self.removed_at)

    @cached_property
    def host(self) -> str:
        """The name its madrasah had on the day; lists read it along (`with_host`)."""
        return self.madrasah.name_on(self.date) if self.madrasah else ""


@pghistory.track()
class Postponement(Stamped):
    """A session that was put off: from which day, why and by whom. The new day stands on the session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="postponements")
    from_date = models.DateField("semula tanggal")
    to_date = models.DateField("menjadi tanggal")
    reason = models.CharField("alasan", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.session}: {self.from_date} → {self.to_date}"


@pghistory.track()
class Topic(Stamped):
    """One point of an agenda, tied to a competency; unfinished ones lead the next agenda (S4)."""

    class Status(models.TextChoices):
        TUNTAS = "tuntas", "Tuntas"
        SEBAGIAN = "sebagian", "Sebagian"
        BELUM = "belum", "Belum"

    class Settled(models.TextChoices):
        CLOSED = "ditutup", "Ditutup"
        HANDED_ON = "diserahkan", "Diserahkan"

    session = models.ForeignKey(Session, models.CASCADE, related_name="topics")
    position = models.PositiveSmallIntegerField("urutan", default=0)
    title = models.CharField("topik", max_length=160)
    competency = models.CharField("kompetensi", max_length=12, choices=COMPETENCY_CHOICES, blank=True)
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="topics", verbose_name="narasumber"
    )
    minutes_planned = models.PositiveSmallIntegerField("menit direncanakan", default=0)
    minutes_used = models.PositiveSmallIntegerField("menit terpakai", null=True, blank=True)
    status = models.CharField("hasil", max_length=8, choices=Status.choices, blank=True)
    achieved = models.TextField("capaian", blank=True)
    obstacles = models.TextField("kendala", blank=True)
    advice = models.TextField("masukan", blank=True)
    continues = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="continued_by", editable=False
    )
    settled_how = models.CharField(max_length=10, choices=Settled.choices, blank=True, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    settled_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diserahkan kepada"
    )
    settled_group = models.ForeignKey(
        WorkingGroup, models.PROTECT, null=True, blank=True, related_name="topics_received", editable=False
    )
    settled_to = models.CharField("diserahkan kepada", max_length=120, blank=True)
    settled_note = models.CharField("alasan atau yang diserahkan", max_length=300, blank=True)
    returned_reason = models.CharField("alasan dikembalikan", max_length=200, blank=True, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_how="", settled_at=None)
                | Q(settled_how="ditutup", settled_at__isnull=False) & ~Q(settled_note="")
                | Q(settled_how="diserahkan", settled_at__isnull=False)
                & (Q(settled_person__isnull=False) | Q(settled_group__isnull=False) | ~Q(settled_to="")),
                name="topic_settled_whole",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def last_held(self) -> "Topic":
        """Itself; while it only waits on an open agenda, the one it takes up again."""
        waits = not self.status and self.continues is not None and not self.session.is_closed
        return self.continues if waits and self.continues is not None else self

    @property
    def goes_on(self) -> bool:
        """Whether what is left of it comes back on the next agenda by itself: no copy of a session takes it along."""
        is_over = self.status == self.Status.TUNTAS or bool(self.settled_how)
        return not is_over and (self.continues_id is not None or self.session.is_closed)


def noted_at(session: Session) -> Iterable[Speaker]:
    """Who is noted for it, on whichever of its days; no query where it has one day and they are at hand."""
    return Speaker.objects.noted_at(session) if session.until else session.speakers.all()


def narasumber(noted: Iterable[Speaker], topics: Iterable[Topic]) -> list[Speaker]:
    """Who spoke, each once: those noted (`noted_at`), then those of its topics (`with_speaker`)."""
    return list(dict.fromkeys([*noted, *(topic.speaker for topic in topics if topic.speaker)]))
