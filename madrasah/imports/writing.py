"""Writes planned rows in bulk, a constant number of queries per batch, and notes what undoing needs.

Inside a transaction, under lock, after the whole file was planned again (applying).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Model
from django.utils import timezone

from core.formats import ended
from madrasah.accounts.models import AccessLink
from madrasah.imports.models import ImportRow, ImportRun, ImportWrite
from madrasah.imports.passes import planned_of
from madrasah.imports.rows import PlannedRow, RowKind
from madrasah.people.models import Person
from madrasah.places.models import Madrasah
from madrasah.qualifications.models import Degree, TeachingCertificate
from madrasah.work.actions import ends_with_post
from madrasah.work.models import Assignment, Placement

BATCH = 500
LINK_ENDED = "Tautan akun yang sudah dikirim tidak berlaku lagi karena tempat tugasnya berubah; siapkan yang baru"


@dataclass
class Written:
    """One row on its way into the data: its plan, its note for undoing, and whom it is about."""

    plan: PlannedRow
    note: ImportWrite
    person: Person | None = field(default=None)

    def was(self, item: Model, names: Iterable[str]) -> None:
        """Note the present values of some fields of a stored row before they change."""
        kind = str(item._meta.model_name)
        values = {name: _plain(getattr(item, name)) for name in names}
        self.note.before.setdefault(kind, {}).setdefault(str(item.pk), {}).update(values)


def write_rows(run: ImportRun, rows: Sequence[ImportRow]) -> None:
    """Write the new and changed ones among the rows of one batch."""
    written = [Written(planned_of(row), ImportWrite(run=run, row=row)) for row in rows]
    if run.kind == ImportRun.Kind.TEACHERS:
        _write_teachers(run, written)
    else:
        _write_madrasahs(written)
    ImportWrite.objects.bulk_create([one.note for one in written], BATCH)


def _write_teachers(run: ImportRun, written: Sequence[Written]) -> None:
    """New persons, changed persons, then their diplomas, certificates and posts."""
    _make_people([one for one in written if one.plan.kind == RowKind.NEW])
    _change_people([one for one in written if one.plan.target])
    _find_owners(run, written)
    for one in written:
        one.note.person = one.person.pk if one.person else None
    _write_qualifications(written)
    _leave_posts([one for one in written if one.plan.updates.get("leaves")])
    _write_posts(run, written)


def _write_madrasahs(written: Sequence[Written]) -> None:
    fresh = [one for one in written if one.plan.kind == RowKind.NEW]
    made = Madrasah.objects.bulk_create([Madrasah(**_madrasah_fields(one.plan)) for one in fresh], BATCH)
    for one, madrasah in zip(fresh, made, strict=True):
        one.note.madrasah, one.note.made = madrasah.pk, True
    changed = [one for one in written if one.plan.target]
    stored = Madrasah.objects.in_bulk([one.plan.target for one in changed])
    for one in changed:
        one.note.madrasah = one.plan.target
    changes = [(one, stored[one.note.madrasah or 0], _madrasah_fields(one.plan)) for one in changed]
    _update(changes, Madrasah)


# -- People --------------------------------------------------------------------------------------


def _make_people(fresh: Sequence[Written]) -> None:
    places = {one.plan.place for one in fresh}
    regions = dict(Madrasah.objects.filter(pk__in=places).values_list("pk", "region_id"))
    people = [Person(**_person_fields(one.plan), home_region_id=regions[one.plan.place]) for one in fresh]
    for one, person in zip(fresh, Person.objects.bulk_create(people, BATCH), strict=True):
        one.person, one.note.made = person, True


def _change_people(changed: Sequence[Written]) -> None:
    people = Person.objects.in_bulk([one.plan.target for one in changed])
    for one in changed:
        one.person = people[one.plan.target or 0]
    _update([(one, one.person, _person_fields(one.plan)) for one in changed if one.person], Person)


def _find_owners(run: ImportRun, written: Sequence[Written]) -> None:
    """Rows that add a post to a person whom a row above makes, in this batch or in an earlier one."""
    made = {one.plan.ref: one.person for one in written if one.note.made}
    adding = [one for one in written if one.person is None]
    missing = {one.plan.updates["owner"] for one in adding} - made.keys()
    if missing:
        made |= _made_earlier(run, missing)
    for one in adding:
        one.person = made[one.plan.updates["owner"]]


def _made_earlier(run: ImportRun, refs: Iterable[str]) -> dict[str, Person | None]:
    numbers = [int(ref.partition(":")[2]) for ref in refs]
    notes = ImportWrite.objects.filter(run=run, made=True, row__number__in=numbers)
    keys = {f"{t}:{n}": pk for t, n, pk in notes.values_list("row__table", "row__number", "person")}
    people = Person.objects.in_bulk(keys.values())
    return {ref: people[pk] for ref, pk in keys.items()}


def _person_fields(plan: PlannedRow) -> dict[str, Any]:
    fields = dict(plan.updates.get("person", {}))
    if born := fields.get("birth_date"):
        fields["birth_date"] = date.fromisoformat(born)
    return fields


def _write_qualifications(written: Sequence[Written]) -> None:
    """Diplomas and certificates not recorded yet."""
    with_degree = [one for one in written if one.plan.updates.get("degree")]
    certified = [one for one in written if one.plan.updates.get("certificate")]
    degrees = [
        Degree(person=one.person, level=level, programme=programme)
        for one in with_degree
        for level, programme in [one.plan.updates["degree"]]
    ]
    for one, degree in zip(with_degree, Degree.objects.bulk_create(degrees, BATCH), strict=True):
        one.note.degree = degree.pk
    papers = [TeachingCertificate(person=one.person) for one in certified]
    for one, paper in zip(certified, TeachingCertificate.objects.bulk_create(papers, BATCH), strict=True):
        one.note.certificate = paper.pk


# -- Posts ---------------------------------------------------------------------------------------


def _write_posts(run: ImportRun, written: Iterable[Written]) -> None:
    with_post = [one for one in written if one.plan.updates.get("post")]
    fresh = [one for one in with_post if not one.plan.updates["post"]["pk"]]
    placements = [
        Placement(person=one.person, madrasah_id=one.plan.place, **_post_fields(one.plan), **_start(one.plan))
        for one in fresh
    ]
    for one, placement in zip(fresh, Placement.objects.bulk_create(placements, BATCH), strict=True):
        one.note.placement = placement.pk
    _correct_posts([one for one in with_post if one.plan.updates["post"]["pk"]])
    _revoke_links(run, [one.person for one in fresh if one.person and not one.note.made])


def _correct_posts(corrected: Sequence[Written]) -> None:
    stored = Placement.objects.in_bulk([one.plan.updates["post"]["pk"] for one in corrected])
    changes = [(one, stored[one.plan.updates["post"]["pk"]], _post_fields(one.plan)) for one in corrected]
    _update(changes, Placement)


def _leave_posts(moved: Sequence[Written]) -> None:
    """Posts at the old madrasah end with the move, and the guru's office there with them."""
    ending = {pk: one for one in moved for pk in one.plan.updates["leaves"]["placements"]}
    posts = Placement.objects.in_bulk(ending)
    _update([(one, posts[pk], _end(one.plan)) for pk, one in ending.items()], Placement)
    by_person = {one.plan.target: one for one in moved}
    offices = Assignment.objects.filter(person__in=by_person, until=None)
    changes = [(by_person[office.person_id], office) for office in offices] if moved else []
    _update([(one, office, _end(one.plan)) for one, office in changes if _is_left(one.plan, office)], Assignment)


def _is_left(plan: PlannedRow, office: Assignment) -> bool:
    leaves = plan.updates["leaves"]
    return ends_with_post(office, leaves["madrasah"], date.fromisoformat(leaves["until"]))


def _end(plan: PlannedRow) -> dict[str, Any]:
    return {"until": date.fromisoformat(plan.updates["leaves"]["until"])}


def _post_fields(plan: PlannedRow) -> dict[str, Any]:
    post = plan.updates["post"]
    return {"post": post["post"], "subject_id": post["subject"] or None, "class_name": post["class_name"]}


def _start(plan: PlannedRow) -> dict[str, Any]:
    post = plan.updates["post"]
    return {"since": date.fromisoformat(post["since"]), "is_home": post["is_home"]}


def _revoke_links(run: ImportRun, people: Sequence[Person]) -> None:
    """Open personal links die with a new post, as when it is given by hand (work/actions); the run names whose."""
    invited = Person.objects.filter(access_links__in=AccessLink.objects.open(), pk__in=[p.pk for p in people])
    run.notes += [ended(f"{LINK_ENDED}: {person}") for person in invited.by_name().distinct()]
    AccessLink.objects.filter(person__in=people).not_dead().update(revoked_at=timezone.now())


# -- Both ----------------------------------------------------------------------------------------


def _madrasah_fields(plan: PlannedRow) -> dict[str, Any]:
    fields = dict(plan.updates)
    if region := fields.pop("region", None):
        fields["region_id"] = region
    return fields


def _update(changes: Iterable[tuple[Written, Any, Mapping[str, Any]]], model: type[Model]) -> None:
    """Set fields, note what they were, and stamp; a revision goes up, so that no open form overwrites."""
    changes = [change for change in changes if change[2]]
    for one, item, fields in changes:
        one.was(item, fields)
        for name, value in fields.items():
            setattr(item, name, value)
    save_all([item for _one, item, _fields in changes], {n for change in changes for n in change[2]}, model)


def save_all(items: Sequence[Any], names: Iterable[str], model: type[Model]) -> None:
    """Save some fields of stored rows together with their stamps."""
    if not items:
        return
    stamps = {"updated_at"} | ({"revision"} if hasattr(items[0], "revision") else set())
    for item in items:
        item.updated_at = timezone.now()
        if "revision" in stamps:
            item.revision = F("revision") + 1
    fields = {model._meta.get_field(name).name for name in names} | stamps
    model._default_manager.bulk_update(items, sorted(fields), BATCH)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
