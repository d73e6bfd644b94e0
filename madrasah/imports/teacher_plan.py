"""Decides, row by row, who a teacher's row is about and what it would change. Writes nothing.

Identity (decisions 26): an identifier, else name + birth date, else name + madrasah, which is asked and never
taken for granted. An empty cell never blanks a field.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.formats import date_plain
from madrasah.imports.known import NUMBERS, KnownPeople
from madrasah.imports.places import KnownMadrasahs
from madrasah.imports.posts import plan_post
from madrasah.imports.rows import Answer, Change, PlannedRow, ReadRow, RowKind, RowRefused, fault_of
from madrasah.imports.shapes import Place
from madrasah.models import Madrasah, Person
from madrasah.names import comparison_key
from madrasah.scope import Scope

PERSON_FIELDS = (
    "title_before", "name", "title_after", "sex", "birth_place", "birth_date", "nip", "nuptk", "npk",
    "peg_id", "nrg", "phone", "email", "employment", "is_inpassing", "grade",
)  # fmt: skip
CASELESS = {"name", "birth_place"}
SAME_OR_SKIP = (Answer.SAME_PERSON.value, Answer.SKIP.value)
ANY_ANSWER = (Answer.SAME_PERSON.value, Answer.NEW_PERSON.value, Answer.SKIP.value)
NEW_OR_SKIP = (Answer.NEW_PERSON.value, Answer.SKIP.value)


@dataclass(frozen=True)
class Match:
    """Who a row means; a question when that has to be asked first."""

    person: Person | None = None
    question: str = ""
    answers: tuple[str, ...] = ()


class TeacherPlanner:
    """Plans the rows of one file in their order; remembers which people the rows above were about."""

    def __init__(
        self,
        known: KnownPeople,
        madrasahs: KnownMadrasahs,
        scope: Scope,
        places: Mapping[str, Place],
        today: date,
    ) -> None:
        self.known = known
        self.madrasahs = madrasahs
        self.scope = scope
        self.places = places
        self.today = today
        self.seen: dict[tuple[str, ...], ReadRow] = {}
        self.taken: dict[int, int] = {}

    def plan(self, row: ReadRow, answer: str = "") -> PlannedRow:
        """What would happen to the row, given what was answered about it before."""
        if row.is_refused:
            return PlannedRow(row, RowKind.REFUSED)
        try:
            return self._twin(row) or self._planned(row, answer)
        except RowRefused as refusal:
            return PlannedRow(row, RowKind.REFUSED, faults=(refusal.fault,))

    def _planned(self, row: ReadRow, answer: str) -> PlannedRow:
        madrasah = self.madrasahs.of_teacher(row, self.places)
        match = self._who(row, madrasah)
        answer = answer if answer in match.answers else ""
        asked: dict[str, Any] = {"question": match.question, "answers": match.answers, "answer": answer}
        if match.question and answer in ("", Answer.SKIP):
            return PlannedRow(row, RowKind.ASK, place=madrasah.pk, **asked)
        person = None if answer == Answer.NEW_PERSON else match.person
        if person is not None:
            self._refuse_person(row, person, madrasah)
            self.taken[person.pk] = row.number
        return self._difference(row, madrasah, person, asked)

    # -- Rows that stand twice -------------------------------------------------------------------

    def _twin(self, row: ReadRow) -> PlannedRow | None:
        """A row that says again what a row above said. Raises RowRefused when it says something else."""
        keys = list(_keys(row))
        twin = next((self.seen[key] for key in keys if key in self.seen), None)
        for key in keys:
            self.seen.setdefault(key, row)
        if twin is None:
            return None
        if twin.values == row.values:
            info = f"Sama dengan baris {twin.number}, jadi dibaca sekali saja."
            return PlannedRow(row, RowKind.SAME, infos=(info,))
        name = next(
            (name for name in NUMBERS if row.text(name) and row.text(name) == twin.text(name)), "name"
        )
        message = f"Orang ini sudah ada di baris {twin.number} dengan isi yang berbeda."
        raise RowRefused(fault_of(row, self.places, name, message, "Hapus salah satu barisnya."))

    # -- Who is it -------------------------------------------------------------------------------

    def _who(self, row: ReadRow, madrasah: Madrasah) -> Match:
        return self._by_number(row) or self._by_birth(row) or self._by_name(row, madrasah) or Match()

    def _by_number(self, row: ReadRow) -> Match | None:
        found = {
            self.known.by_number[name, row.text(name)]: name
            for name in NUMBERS
            if (name, row.text(name)) in self.known.by_number
        }
        if not found:
            return None
        pk, name = next(iter(found.items()))
        if len(found) > 1:
            message = "Nomor-nomor di baris ini milik lebih dari satu orang."
            raise RowRefused(
                fault_of(row, self.places, name, message, "Periksa NIP, NUPTK, NPK, dan Peg ID.")
            )
        person = self._reachable(row, pk, name)
        if _is_alike(row, person):
            return Match(person)
        label = self.places[name].heading
        return Match(person, f"{label} ini tercatat atas nama {person}. Orang yang sama?", SAME_OR_SKIP)

    def _reachable(self, row: ReadRow, pk: int, name: str) -> Person:
        person = self.known.people[pk]
        if person.removed_at:
            message, fix = (
                "Orang dengan nomor ini sudah dihapus.",
                "Kembalikan dulu datanya, lalu unggah lagi.",
            )
        elif pk not in self.known.visible:
            message = "Nomor ini sudah dipakai orang di luar tugas Anda."
            fix = "Periksa nomornya. Bila ia pindah, minta operator wilayah mencatat kepindahannya."
        else:
            return person
        raise RowRefused(fault_of(row, self.places, name, message, fix))

    def _by_birth(self, row: ReadRow) -> Match | None:
        if not row.text("birth_date"):
            return None
        key = (comparison_key(row.text("name")), date.fromisoformat(row.text("birth_date")))
        found = self._not_contradicting(row, self.known.by_birth.get(key, []))
        if len(found) > 1:
            message = "Ada dua orang dengan nama dan tanggal lahir ini."
            raise RowRefused(fault_of(row, self.places, "name", message, "Isi NIP, NUPTK, atau Peg ID-nya."))
        return Match(found[0]) if found else None

    def _by_name(self, row: ReadRow, madrasah: Madrasah) -> Match | None:
        near = self.known.at_madrasah.get(madrasah.pk, [])
        named = [pk for pk in near if comparison_key(self.known.people[pk].name) == _name_key(row)]
        found = self._not_contradicting(row, named)
        if not found:
            return None
        question = f"Di {madrasah} sudah ada {found[0]}. Orang yang sama?"
        return Match(found[0], question, ANY_ANSWER if len(found) == 1 else NEW_OR_SKIP)

    def _not_contradicting(self, row: ReadRow, pks: Iterable[int]) -> list[Person]:
        """Visible people of whom no number and no birth date says that they are somebody else."""
        people = [self.known.people[pk] for pk in pks if pk in self.known.visible]
        return [person for person in people if not _contradicts(row, person)]

    # -- May it be changed -----------------------------------------------------------------------

    def _refuse_person(self, row: ReadRow, person: Person, madrasah: Madrasah) -> None:
        if person.pk in self.taken:
            message = f"Orang ini sudah ada di baris {self.taken[person.pk]}."
            raise RowRefused(fault_of(row, self.places, "name", message, "Hapus salah satu barisnya."))
        if any(not self._registers(region) for region in self.known.supervises.get(person.pk, [])):
            fix = "Minta operator wilayah mengubahnya."
            raise RowRefused(fault_of(row, self.places, "name", "Data pengawas tidak diubah dari sini.", fix))
        if elsewhere := self._home_elsewhere(person, madrasah):
            message = f"Orang ini masih tercatat di {elsewhere}."
            fix = "Catat kepindahannya di halaman guru, lalu unggah lagi."
            raise RowRefused(fault_of(row, self.places, "nsm", message, fix))

    def _registers(self, region: str) -> bool:
        return any(region == own or region.startswith(f"{own}.") for own in self.scope.registers_regions)

    def _home_elsewhere(self, person: Person, madrasah: Madrasah) -> Madrasah | None:
        lasting = [p for p in self.known.placements.get(person.pk, []) if _lasts(p, self.today)]
        if any(placement.madrasah_id == madrasah.pk for placement in lasting):
            return None
        return next((placement.madrasah for placement in lasting if placement.is_home), None)

    # -- What changes ----------------------------------------------------------------------------

    def _difference(
        self, row: ReadRow, madrasah: Madrasah, person: Person | None, asked: dict[str, Any]
    ) -> PlannedRow:
        fields = changed_fields(row, person)
        post, infos = plan_post(
            row, self.known.placements.get(person.pk, []) if person else [], madrasah, self.today
        )
        degree = self._new_degree(row, person)
        certificate = bool(row.values.get("is_certified")) and not (
            person and person.pk in self.known.certified
        )
        changes = [_change(name, person, value) for name, value in fields.items()]
        changes += [Change("ijazah", "", " ".join(degree).strip())] if degree else []
        changes += [Change("sertifikat pendidik", "", "sudah")] if certificate else []
        changes += [Change("tugas", post.before, post.after)] if post else []
        kind = RowKind.NEW if person is None else RowKind.CHANGED if changes else RowKind.SAME
        updates = {
            "person": fields, "degree": degree, "certificate": certificate,
            "post": post.as_json() if post else None,
        }  # fmt: skip
        return PlannedRow(
            row, kind, tuple(changes), infos=infos, target=person.pk if person else None, place=madrasah.pk,
            updates=updates, **asked,
        )  # fmt: skip

    def _new_degree(self, row: ReadRow, person: Person | None) -> list[str]:
        """Level and programme of a diploma not recorded yet; a bare level adds nothing to a full one."""
        level, programme = row.text("level"), row.text("programme")
        held = self.known.degrees.get(person.pk, set()) if person else set()
        is_known = (level, programme) in held or (not programme and any(known == level for known, _ in held))
        return [] if not level or is_known else [level, programme]


def changed_fields(row: ReadRow, person: Person | None) -> dict[str, Any]:
    """Fields the row gives another value than the person has; text in the writing of the sheet."""
    given = {name: row.values[name] for name in PERSON_FIELDS if name in row.values}
    if person is None:
        return given
    return {name: value for name, value in given.items() if _differs(name, value, _stored(person, name))}


def _differs(name: str, value: Any, stored: Any) -> bool:
    if name in CASELESS:
        return str(value).casefold() != str(stored).casefold()
    return bool(value != stored)


def _stored(person: Person, name: str) -> Any:
    value = getattr(person, name)
    return value.isoformat() if isinstance(value, date) else value if value is not None else ""


def _change(name: str, person: Person | None, value: Any) -> Change:
    label = str(Person._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return Change(label, _words(name, _stored(person, name)) if person else "", _words(name, value))


def _words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return date_plain(date.fromisoformat(value)) if name == "birth_date" and value else str(value)


def _keys(row: ReadRow) -> Iterable[tuple[str, ...]]:
    """What says that two rows of a file are about one person."""
    yield from ((name, row.text(name)) for name in NUMBERS if row.text(name))
    if row.text("birth_date"):
        yield ("born", _name_key(row), row.text("birth_date"))
    elif not any(row.text(name) for name in NUMBERS):
        yield ("named", _name_key(row), row.text("nsm"), row.text("npsn"), row.text("madrasah"))


def _name_key(row: ReadRow) -> str:
    return comparison_key(row.text("name"))


def _is_alike(row: ReadRow, person: Person) -> bool:
    """Whether name or birth date bear out what the number says."""
    same_name = _name_key(row) == comparison_key(person.name)
    return same_name or (
        bool(row.text("birth_date")) and row.text("birth_date") == _stored(person, "birth_date")
    )


def _contradicts(row: ReadRow, person: Person) -> bool:
    given = ((row.text(name), _stored(person, name)) for name in (*NUMBERS, "birth_date"))
    return any(new and old and new != old for new, old in given)


def _lasts(placement: Any, today: date) -> bool:
    return placement.since <= today and (placement.until is None or placement.until >= today)
