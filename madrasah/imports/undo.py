"""Takes back what an applied import wrote, as long as nothing depends on it.

What depends on a row is asked of the models themselves, so that floors above need not be known here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import pghistory.models
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Field, ManyToOneRel, Model, Q, QuerySet
from django.utils import timezone

from core.fields import field_of
from core.formats import decimal, joined
from core.jobs import progress
from madrasah.accounts.models import AccessLink
from madrasah.closings.models import MadrasahClosing
from madrasah.imports.applying import hold_write_lock
from madrasah.imports.models import ImportRun, ImportWrite
from madrasah.imports.passes import batches
from madrasah.imports.writing import save_all
from madrasah.merges.models import PersonMerge
from madrasah.people.models import Consent, Person
from madrasah.places.models import Madrasah, MadrasahName
from madrasah.qualifications.models import Degree, TeachingCertificate
from madrasah.removals.models import Removal
from madrasah.users.models import User
from madrasah.work.models import Assignment, Placement
from madrasah.work.namesakes import told_apart

# Which column of ImportWrite names rows of which model; in the order in which they can be deleted.
MADE: dict[str, type[Model]] = {
    "certificate": TeachingCertificate,
    "degree": Degree,
    "placement": Placement,
    "person": Person,
    "madrasah": Madrasah,
}
ONLY_NEW = {"person", "madrasah"}
CHANGED: dict[str, type[Model]] = {
    "person": Person,
    "madrasah": Madrasah,
    "placement": Placement,
    "assignment": Assignment,
}
ACCOUNT = "sudah punya akun atau tautan akun"
USES: dict[type[Model], str] = {
    User: ACCOUNT,
    Assignment: "sudah memegang tugas",
    Placement: "sudah punya tempat tugas lain",
    Degree: "sudah punya ijazah lain",
    TeachingCertificate: "sudah punya sertifikat pendidik lain",
    AccessLink: ACCOUNT,
    Removal: "sudah pernah dihapus dari daftar",
    PersonMerge: "sudah digabungkan dengan data lain",
    Person: "sudah digabungkan dengan data lain",
    Consent: "sudah menjawab persetujuan",
}
PLACE_USES: dict[type[Model], str] = {
    Assignment: "sudah punya kepala atau petugas lain",
    Placement: "sudah punya guru",
    MadrasahName: "sudah pernah berganti nama",
    MadrasahClosing: "sudah pernah ditutup atau digabungkan",
}
IN_USE: dict[type[Model], dict[type[Model], str]] = {Madrasah: PLACE_USES}
MOST_NAMED = 8
USED = "sudah dipakai di catatan lain, misalnya kegiatan KKG atau penilaian"
CURE = "Perbaiki datanya di halamannya sendiri."
CHANGED_SINCE = "sudah diubah sesudah impor ini"
Tell = Callable[[int, int], None]


def undo_job(job_id: int, *, run_pk: int) -> None:
    """The task of core.jobs: see undo_run."""
    undo_run(run_pk, partial(progress, job_id))


def undo_run(run_pk: int, tell: Tell) -> None:
    """Take back a run whose undoing was asked for, in one transaction. Called again, it does nothing more."""
    try:
        _undo(run_pk, tell)
    except IntegrityError:
        _leave(run_pk, f"Impor ini tidak dibatalkan: yang ditulisnya {USED}. {CURE}")
    except Exception:
        _leave(run_pk, "Impor ini gagal dibatalkan karena gangguan pada aplikasi. Coba sekali lagi.")
        raise


def why_not_undo(run: ImportRun) -> str | None:
    """Why what the run wrote can't be taken back: it names the people and madrasah that stand in the way."""
    if run.status == ImportRun.Status.UNDONE:
        return "Impor ini sudah dibatalkan."
    if run.confirmed_at is None or run.status != ImportRun.Status.APPLIED:
        return "Impor ini belum diterapkan."
    return _why_not(run)


def _why_not(run: ImportRun) -> str | None:
    found = "; ".join(_obstacles(run))
    return f"Impor ini tidak bisa dibatalkan: {found}. {CURE}" if found else None


@transaction.atomic
def _undo(run_pk: int, tell: Tell) -> None:
    hold_write_lock()
    run = ImportRun.objects.select_for_update().filter(pk=run_pk, status=ImportRun.Status.WRITING).first()
    if run is None or run.confirmed_at is None:
        return
    if reason := _why_not(run):
        run.status, run.problem = ImportRun.Status.APPLIED, reason
    else:
        with pghistory.context(reason=f"Impor {run.file_name} dibatalkan", import_run=run.pk):
            _delete_made(run)
            _restore_changed(run, tell)
        run.status, run.problem, run.undone_at = ImportRun.Status.UNDONE, "", timezone.now()
        run.drop_file()
    run.save()


def _leave(run_pk: int, problem: str) -> None:
    waiting = ImportRun.objects.filter(pk=run_pk, status=ImportRun.Status.WRITING)
    waiting.update(status=ImportRun.Status.APPLIED, problem=problem)


# -- What stands in the way ----------------------------------------------------------------------


def _obstacles(run: ImportRun) -> Iterator[str]:
    """Sentences without their full stop: each person and madrasah once, with all that stands in the way."""
    found: dict[Any, list[str]] = {}
    for thing, why in _uses(run):
        found.setdefault(_whose(thing), []).append(why)
    for thing in _changed_since(run):
        found.setdefault(thing, [CHANGED_SINCE])
    alike: dict[str, list[Any]] = {}
    for thing, whys in found.items():
        alike.setdefault(joined(list(dict.fromkeys(whys))), []).append(thing)
    for why, things in alike.items():
        yield f"{_names(things)} {why}"


def _uses(run: ImportRun) -> Iterator[tuple[Model, str]]:
    """What the run made, with each kind of row that depends on it."""
    for column, model in MADE.items():
        for field in _pointing_at(model):
            others = field.model._base_manager.filter(**{f"{field.name}__in": _made(run, column)})
            found = others.exclude(pk__in=_made_of(run, field.model)).select_related(field.name).order_by("pk")
            why = IN_USE.get(model, USES).get(field.model, USED)
            yield from ((getattr(row, field.name), why) for row in found)


def _pointing_at(model: type[Model]) -> "Iterator[Field[Any, Any]]":
    """Foreign keys to the model, from any floor and hidden ones too; history is no obstacle."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and not issubclass(relation.related_model, pghistory.models.Event):
            yield relation.field


def _made(run: ImportRun, column: str) -> QuerySet[Any]:
    """Primary keys of the rows that the run made, as a subquery."""
    notes = ImportWrite.objects.filter(run=run, **{f"{column}__isnull": False})
    keys: QuerySet[Any] = (notes.filter(made=True) if column in ONLY_NEW else notes).values(column)
    return keys


def _made_of(run: ImportRun, model: type[Model]) -> QuerySet[Any] | list[int]:
    column = next((name for name, made in MADE.items() if made is model), None)
    return _made(run, column) if column else []


def _changed_since(run: ImportRun) -> Iterator[Model]:
    """Of which of the rows that the run made or changed history was written after it."""
    notes = ImportWrite.objects.filter(run=run)
    people, places = (notes.exclude(person=None).values("person"), notes.exclude(madrasah=None).values("madrasah"))
    moved = notes.filter(before__has_key="assignment").values("person")
    later = {
        "PersonEvent": (Q(pgh_obj_id__in=people), Person, "pgh_obj_id"),
        "PlacementEvent": (Q(person_id__in=people), Person, "person_id"),
        "AssignmentEvent": (Q(person_id__in=moved), Person, "person_id"),
        "MadrasahEvent": (Q(pgh_obj_id__in=places), Madrasah, "pgh_obj_id"),
    }
    for name, (about, model, key) in later.items():
        events = apps.get_model("madrasah", name).objects.filter(about, pgh_id__gt=run.marks.get(name, 0))
        changed = events.exclude(_by_undone()).values(key)
        yield from model._base_manager.filter(pk__in=changed).order_by("pk")


def _by_undone() -> Q:
    """Events of imports that were taken back: what they changed stands as it stood before them."""
    undone = ImportRun.objects.filter(status=ImportRun.Status.UNDONE).values_list("pk", flat=True)
    return Q(pgh_context__metadata__import_run__in=list(undone))


def _names(found: Sequence[Model]) -> str:
    """Names in words, namesakes told apart; of many the first."""
    people = told_apart([one for one in found[:MOST_NAMED] if isinstance(one, Person)])
    told = [people[one.pk] if isinstance(one, Person) else str(one) for one in found[:MOST_NAMED]]
    more = [f"{decimal(len(found) - MOST_NAMED)} lainnya"] if len(found) > MOST_NAMED else []
    return joined([*told, *more])


def _whose(found: Model) -> Model:
    return found.person if isinstance(found, Placement | Degree | TeachingCertificate) else found


# -- Taking back ---------------------------------------------------------------------------------


def _delete_made(run: ImportRun) -> None:
    """Delete what is new. Persons and madrasah are marked first, for history knows changes, not deletions.

    Nothing else points at these rows (_obstacles), and the database itself refuses if something does; so one
    statement per model will do.
    """
    now = timezone.now()
    for column in ONLY_NEW:
        MADE[column]._default_manager.filter(pk__in=_made(run, column)).update(removed_at=now, updated_at=now)
    for column, model in MADE.items():
        made = model._base_manager.filter(pk__in=_made(run, column))
        made._raw_delete(made.db)


def _restore_changed(run: ImportRun, tell: Tell) -> None:
    """Set back the earlier values, a batch at a time."""
    notes = ImportWrite.objects.filter(run=run).exclude(before={}).order_by("pk")
    total, done = notes.count(), 0
    for batch in batches(notes.iterator()):
        for kind, model in CHANGED.items():
            _restore(model, [note.before[kind] for note in batch if kind in note.before])
        done += len(batch)
        tell(done, total)


def _restore(model: type[Model], befores: Iterable[dict[str, dict[str, Any]]]) -> None:
    values = {int(pk): fields for before in befores for pk, fields in before.items()}
    items = model._base_manager.in_bulk(values)
    for pk, item in items.items():
        for name, value in values[pk].items():
            field = field_of(model, name)
            setattr(item, name, field.to_python(value))
    save_all(list(items.values()), {name for fields in values.values() for name in fields}, model)
