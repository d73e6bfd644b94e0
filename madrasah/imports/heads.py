"""The heads that a file names, met with who works at their madrasah now: found, asked about, or not. Writes nothing.

What a file says is its own word: nobody is in office before somebody appoints them (runs.appoint_heads). Read
anew each time, so that people who were imported later are found.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from core.formats import ended, joined
from madrasah.grants import why_not_grant
from madrasah.imports.earlier_rows import place_in_file
from madrasah.imports.fields import TEACHERS
from madrasah.imports.head_cells import NAMING, SaidHead, named_in
from madrasah.imports.layout import Layout
from madrasah.imports.likenings import Likenings
from madrasah.imports.madrasahs import NO_MI
from madrasah.imports.models import ImportRow, ImportRun
from madrasah.imports.passes import HEADS, planned_of
from madrasah.imports.places import MadrasahIndex, StoredMadrasahs
from madrasah.imports.read_rows import ReadRow
from madrasah.imports.reading import key_of
from madrasah.imports.rows import RowRefused
from madrasah.people.models import Person
from madrasah.people.names import comparison_key
from madrasah.places.models import Madrasah
from madrasah.roles import Role
from madrasah.users.models import User
from madrasah.work.models import Assignment, Placement

NEAR = 0.8
HEADS_NAMED = (
    "Berkas ini menyebut kepala madrasah. Belum ada yang ditunjuk; sesudah diterapkan, operator wilayah atau pengawas "
    "menunjuk mereka sekaligus."
)
NOT_LISTED = "Madrasah ini belum terdaftar. Tambahkan lebih dulu, lalu buka halaman ini lagi."
CLOSED = "Madrasah ini sudah tutup."
TWO_NAMES = "Berkas menyebut lebih dari satu nama untuk madrasah ini."
NAMESAKES = "Lebih dari satu orang di madrasah ini bernama begitu."
OTHER_NIP = "NIP di berkas dan nama di data tidak menunjuk satu orang di madrasah ini."
NEAR_NAME = "Namanya mirip, tidak sama."


class HeadState(StrEnum):
    """How far a named head is from office; the words stand in the sum."""

    FOUND = "ditemukan"
    ASKED = "perlu dipilih"
    HELD = "sudah tercatat"
    OTHER = "sudah punya kepala lain"
    MISSING = "belum ditemukan"


@dataclass(frozen=True)
class FileHead:
    """One madrasah of a file and the head it names there, in words; `people`: whom it may mean, the one if found."""

    place: str
    written: str
    state: HeadState
    madrasah: Madrasah | None = None
    people: tuple[Person, ...] = ()
    why: str = ""
    acting: frozenset[int] = frozenset()  # whom the file calls Plt

    @property
    def detail(self) -> str:
        """What stands in the file, and why nobody is proposed."""
        return f"{ended(f'Di berkas {self.written}')} {self.why}".strip()

    @property
    def is_waiting(self) -> bool:
        """Whether somebody may still be appointed, now or once the person is in the data."""
        return self.state not in (HeadState.HELD, HeadState.OTHER)


@dataclass
class _Named:
    """What all rows of one madrasah say."""

    place: str
    madrasah: Madrasah | None = None
    why: str = ""
    said: list[tuple[SaidHead, str]] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {comparison_key(said.name) for said, _ in self.said}

    @property
    def nips(self) -> set[str]:
        return {said.nip for said, _ in self.said if said.nip}

    @property
    def written(self) -> str:
        """Each name once, with the first row that has it."""
        first: dict[str, str] = {}
        for said, where in self.said:
            first.setdefault(f"{'Plt ' if said.is_acting else ''}{said.name}", where)
        return joined([f"“{name}” ({where})" for name, where in first.items()])


@dataclass(frozen=True)
class _Staff:
    """Who works and who is in office at the madrasah of a file, and who has its NIP."""

    people: dict[int, Person]
    at: dict[int, set[int]]
    heads: dict[int, list[Assignment]]

    def here(self, madrasah: int) -> list[Person]:
        return [self.people[pk] for pk in sorted(self.at[madrasah]) if pk in self.people]


def names_head(row: ReadRow) -> bool:
    """Whether a row of a madrasah ibtidaiyah names a kepala."""
    return any(named_in(row)) and not any(fault.message == NO_MI for fault in row.faults)


def heads_of(run: ImportRun, user: User) -> list[FileHead]:
    """One for each madrasah of the file that has a kepala named, in reading order; a constant number of queries."""
    rows = [row for row in map(_row_of, run.rows.filter(payload__row__values__has_any_keys=NAMING)) if names_head(row)]
    named = _by_madrasah(run, rows, user)
    nips = {nip for one in named for nip in one.nips}
    staff = _staff([one.madrasah.pk for one in named if one.madrasah], nips, user)
    return sorted((_head(one, staff, user) for one in named), key=lambda head: head.place.casefold())


def notes_of(run: ImportRun) -> list[str]:
    """What was told while reading; that heads are appointed later only as long as it is later."""
    is_later = run.status == ImportRun.Status.PREVIEW and run.counts.get(HEADS)
    return [*run.notes, HEADS_NAMED] if is_later else run.notes


def sum_words(heads: Collection[FileHead]) -> str:
    """All madrasah whose head the file names, and what became of each."""
    counts = [(sum(head.state == state for head in heads), state) for state in HeadState]
    parts = joined([f"{count} {state}" for count, state in counts if count])
    return f"Berkas ini menyebut kepala {len(heads)} madrasah: {parts}."


def _row_of(stored: ImportRow) -> ReadRow:
    return planned_of(stored).row


def _by_madrasah(run: ImportRun, rows: Sequence[ReadRow], user: User) -> list[_Named]:
    places = [table.places for table in Layout.from_json(run.layout or {"kind": run.kind, "tables": []}).tables]
    stored = StoredMadrasahs(MadrasahIndex(user, Likenings.of(run)), rows, places, today=timezone.localdate())
    find = stored.of_teacher if run.kind == TEACHERS else stored.of_list
    found: dict[str, _Named] = {}
    for row in rows:
        madrasah, why = None, NOT_LISTED
        try:
            madrasah = find(row)
        except RowRefused as refusal:
            why = f"{refusal.fault.message} {refusal.fault.fix}"
        place = _place_as_written(run, row)
        key = str(madrasah.pk) if madrasah else key_of(place)
        one = found.setdefault(key, _Named(str(madrasah or place), madrasah, "" if madrasah else why))
        one.said += [(said, place_in_file(row)) for said in named_in(row)]
    return list(found.values())


def _place_as_written(run: ImportRun, row: ReadRow) -> str:
    fields = ("madrasah", "nsm", "npsn") if run.kind == TEACHERS else ("name", "nsm", "npsn")
    return next((text for name in fields if (text := row.text(name))), f"Tanpa nama madrasah, {place_in_file(row)}")


def _staff(madrasahs: Collection[int], nips: Collection[str], user: User) -> _Staff:
    at: dict[int, set[int]] = defaultdict(set)
    heads: dict[int, list[Assignment]] = defaultdict(list)
    for place, person in Placement.objects.open().filter(madrasah__in=madrasahs).values_list("madrasah", "person"):
        at[place].add(person)
    offices = Assignment.objects.not_over().filter(madrasah__in=madrasahs, person__removed_at=None)
    for office in offices.exclude(role=Role.PENGAWAS).select_related("person"):
        at[office.madrasah_id or 0].add(office.person_id)
        if office.role == Role.KEPALA:
            heads[office.madrasah_id or 0].append(office)
    keys = {pk for pks in at.values() for pk in pks}
    people = Person.objects.visible_to(user).filter(Q(pk__in=keys) | Q(nip__in=nips))
    return _Staff({person.pk: person for person in people}, at, heads)


# -- Who is meant --------------------------------------------------------------------------------


def _head(named: _Named, staff: _Staff, user: User) -> FileHead:
    madrasah = named.madrasah
    if madrasah is None:
        return FileHead(named.place, named.written, HeadState.MISSING, why=named.why)
    state, people, why = _meant(named, madrasah, staff)
    held = staff.heads[madrasah.pk]
    closed = madrasah.closed_on is not None and madrasah.closed_on < timezone.localdate()
    reason = CLOSED if closed else why_not_grant(user, Role.KEPALA, madrasah=madrasah)
    mine = [office for office in held if office.person_id in {person.pk for person in people}]
    if mine:
        state, people = HeadState.HELD, [office.person for office in mine]
        why = ended(f"Di data: {_in_words(mine)}")
    elif held:
        state, people, why = HeadState.OTHER, [], ended(f"Sudah tercatat: {_in_words(held)}")
    elif reason:
        state, people, why = HeadState.MISSING, [], reason
    return FileHead(named.place, named.written, state, madrasah, tuple(people), why, _acting(named, people))


def _in_words(offices: Iterable[Assignment]) -> str:
    return joined([f"{office.person} ({office.label_with_start})" for office in offices])


def _acting(named: _Named, people: Iterable[Person]) -> frozenset[int]:
    """Those whom every row calls Plt; of a file that calls everybody so, all."""
    full = {comparison_key(said.name) for said, _ in named.said if not said.is_acting}
    others = named.names - full
    return frozenset(one.pk for one in people if not full or comparison_key(one.name) in others)


def _meant(named: _Named, madrasah: Madrasah, staff: _Staff) -> tuple[HeadState, list[Person], str]:
    """The one whose name is written, and whom no number contradicts; else everybody who comes near."""
    here = staff.here(madrasah.pk)
    same = [person for person in here if comparison_key(person.name) in named.names]
    numbered = [person for person in staff.people.values() if person.nip and person.nip in named.nips]
    fitting = [one for one in same if one in numbered] or [one for one in same if not (one.nip and named.nips)]
    if len(named.names) == 1 and len(fitting) == 1 and all(one in fitting for one in numbered):
        return HeadState.FOUND, fitting, ""
    near = [person for person in here if any(_is_near(name, comparison_key(person.name)) for name in named.names)]
    people = list(dict.fromkeys([*same, *numbered, *near]))
    if not people:
        return HeadState.MISSING, [], f"Tidak ada orang bernama itu di data {madrasah}."
    return HeadState.ASKED, people, _why_asked(named, same, numbered, fitting)


def _why_asked(named: _Named, same: Sequence[Person], numbered: Sequence[Person], fitting: Sequence[Person]) -> str:
    if len(named.names) > 1:
        return TWO_NAMES
    if len(fitting) > 1:
        return NAMESAKES
    return OTHER_NIP if numbered or same else NEAR_NAME


def _is_near(name: str, other: str) -> bool:
    """Written almost alike, or one held by the other: "Aminah" in "Sitti Aminah"."""
    few, many = sorted((name, other), key=len)
    return bool(few) and (few in many or SequenceMatcher(None, few, many).ratio() >= NEAR)
