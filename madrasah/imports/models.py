"""Uploaded sheets on their way into the data: run, rows, what was written, and columns once explained."""

from django.db import models
from django.db.models import Q

from core.files import discard_file
from core.models import Job, Stamped, StoredFile
from madrasah.imports.querysets import ImportRowQuerySet, ImportRunQuerySet
from madrasah.users.models import User


class ImportRun(Stamped):
    """One uploaded file from upload to undo; how long it is kept is said in madrasah/imports/purge.py."""

    class Kind(models.TextChoices):
        TEACHERS = "guru", "Data guru"
        MADRASAHS = "madrasah", "Data madrasah"

    class Status(models.TextChoices):
        READING = "dibaca", "Sedang dibaca"
        NEEDS_COLUMNS = "perlu_kolom", "Kolom perlu ditentukan"
        PREVIEW = "pratinjau", "Menunggu keputusan"
        WRITING = "ditulis", "Sedang ditulis"
        APPLIED = "diterapkan", "Sudah diterapkan"
        UNDONE = "dibatalkan", "Sudah dibatalkan"
        FAILED = "gagal", "Gagal"

    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.READING)
    problem = models.TextField(blank=True)
    by = models.ForeignKey(User, models.CASCADE, related_name="import_runs")
    file_name = models.CharField(max_length=120)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    layout = models.JSONField(null=True, blank=True)
    open_columns = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    marks = models.JSONField(default=dict, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name

    def drop_file(self) -> None:
        """Forget what was kept of the file; the run is yet to be saved."""
        file, self.file = self.file, None
        if file:
            discard_file(file)


class ImportRow(models.Model):
    """One planned row of a run; `twin` names ("table:number") the row above that it stands or falls with."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    table = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    has_faults = models.BooleanField(default=False)
    label = models.CharField(max_length=260)
    payload = models.JSONField()
    answer = models.CharField(max_length=12, blank=True)
    target = models.BigIntegerField(null=True, blank=True)
    twin = models.CharField(max_length=20, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["table", "number"]
        constraints = [models.UniqueConstraint(fields=["run", "table", "number"], name="import_row_once")]
        indexes = [
            models.Index(fields=["run", "kind"], name="import_row_by_kind"),
            models.Index(fields=["run", "target"], name="import_row_by_target", condition=Q(target__isnull=False)),
            models.Index(fields=["run", "twin"], name="import_row_by_twin", condition=~Q(twin="")),
        ]

    def __str__(self) -> str:
        return self.label


class ImportWrite(models.Model):
    """What one row of an applied run wrote, as primary keys, and what stood there before: for undoing.

    `made` says that the person or madrasah is new. `before` holds earlier values by kind of row and primary
    key. Rows go with their run in one statement each, so `row` needs no cascade of its own.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="writes")
    row = models.OneToOneField(ImportRow, models.DO_NOTHING, related_name="write")
    made = models.BooleanField(default=False)
    person = models.BigIntegerField(null=True, blank=True)
    madrasah = models.BigIntegerField(null=True, blank=True)
    placement = models.BigIntegerField(null=True, blank=True)
    degree = models.BigIntegerField(null=True, blank=True)
    certificate = models.BigIntegerField(null=True, blank=True)
    before = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person"], name="import_write_by_person", condition=Q(person__isnull=False))]

    def __str__(self) -> str:
        return f"{self.row_id}"


class ColumnMemory(Stamped):
    """What an operator once said a column means; an empty `field` says that it is not used."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=ImportRun.Kind.choices)
    key = models.CharField(max_length=200)
    field = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "key"], name="column_remembered_once")]

    def __str__(self) -> str:
        return f"{self.key} → {self.field or '-'}"
