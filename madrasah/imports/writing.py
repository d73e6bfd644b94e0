"""Writes planned rows in bulk, a constant number of queries per file; inside a transaction, under lock."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone

from madrasah.imports.rows import PlannedRow, RowKind
from madrasah.models import Degree, Madrasah, Person, Placement, TeachingCertificate

BATCH = 500


def write_teachers(rows: Iterable[PlannedRow], people: Mapping[int, Person]) -> None:
    """New persons, changed persons, then their diplomas, certificates and posts."""
    rows = [row for row in rows if row.is_written]
    fresh = [row for row in rows if row.kind == RowKind.NEW]
    regions = dict(
        Madrasah.objects.filter(pk__in={row.place for row in fresh}).values_list("pk", "region_id")
    )
    made = Person.objects.bulk_create(
        [Person(**_person_fields(row), home_region_id=regions[row.place]) for row in fresh], BATCH
    )
    changed = [row for row in rows if row.target]
    _update([(people[row.target], _person_fields(row)) for row in changed if row.target], Person)
    owners = {row.row.number: person for row, person in zip(fresh, made, strict=True)}
    owners |= {row.row.number: people[row.target] for row in changed if row.target}
    _write_papers(rows, owners)
    _write_posts(rows, owners)


def write_madrasahs(rows: Iterable[PlannedRow], madrasahs: Mapping[int, Madrasah]) -> None:
    """New and changed madrasah."""
    rows = [row for row in rows if row.is_written]
    fresh = [Madrasah(**_madrasah_fields(row)) for row in rows if row.kind == RowKind.NEW]
    Madrasah.objects.bulk_create(fresh, BATCH)
    _update([(madrasahs[row.target], _madrasah_fields(row)) for row in rows if row.target], Madrasah)


def _person_fields(row: PlannedRow) -> dict[str, Any]:
    fields = dict(row.updates["person"])
    if born := fields.get("birth_date"):
        fields["birth_date"] = date.fromisoformat(born)
    return fields


def _madrasah_fields(row: PlannedRow) -> dict[str, Any]:
    fields = dict(row.updates)
    if region := fields.pop("region", None):
        fields["region_id"] = region
    return fields


def _update(changes: list[tuple[Any, dict[str, Any]]], model: type[Person] | type[Madrasah]) -> None:
    """Set the fields, count the revision up (nobody else's form may overwrite this) and stamp the time."""
    changes = [(item, fields) for item, fields in changes if fields]
    names = {name.removesuffix("_id") for _item, fields in changes for name in fields}
    for item, fields in changes:
        for name, value in fields.items():
            setattr(item, name, value)
        item.revision, item.updated_at = F("revision") + 1, timezone.now()
    items = [item for item, _fields in changes]
    if items:
        model._default_manager.bulk_update(items, sorted(names | {"revision", "updated_at"}), BATCH)


def _write_papers(rows: Iterable[PlannedRow], owners: Mapping[int, Person]) -> None:
    degrees, certificates = [], []
    for row in rows:
        owner = owners[row.row.number]
        if degree := row.updates["degree"]:
            degrees.append(Degree(person=owner, level=degree[0], programme=degree[1]))
        if row.updates["certificate"]:
            certificates.append(TeachingCertificate(person=owner))
    Degree.objects.bulk_create(degrees, BATCH)
    TeachingCertificate.objects.bulk_create(certificates, BATCH)


def _write_posts(rows: Iterable[PlannedRow], owners: Mapping[int, Person]) -> None:
    posts = [(row, row.updates["post"]) for row in rows if row.updates["post"]]
    corrected = Placement.objects.in_bulk([post["pk"] for _row, post in posts if post["pk"]])
    fresh = []
    for row, post in posts:
        fields = {"post": post["post"], "subject_id": post["subject"] or None}
        if placement := corrected.get(post["pk"]):
            placement.post, placement.subject_id = fields["post"], fields["subject_id"]
            placement.updated_at = timezone.now()
        else:
            since = date.fromisoformat(post["since"])
            owner = owners[row.row.number]
            fresh.append(Placement(person=owner, madrasah_id=row.place, since=since, **fields))
    Placement.objects.bulk_create(fresh, BATCH)
    Placement.objects.bulk_update(corrected.values(), ["post", "subject", "updated_at"], BATCH)
