"""Decides what a teacher's row would change. Writes nothing; an empty cell never blanks a field.

Not here: who the row is about (who).
"""

from datetime import date, timedelta
from typing import Any

from core.fields import label_of
from core.formats import joined
from core.workbooks.cells import Fault
from madrasah.imports.earlier_rows import EarlierRow, EarlierRows, Key, who_of
from madrasah.imports.matching import Match, Work, change_of, changed_fields, keys_of_teacher, name_key, post_change
from madrasah.imports.places import StoredMadrasahs
from madrasah.imports.plan import refuse_twin, registers
from madrasah.imports.posts import PostPlan, plan_post
from madrasah.imports.read_rows import ReadRow
from madrasah.imports.rows import Answer, Change, Places, PlannedRow, RowKind, RowRefused, fault_of, faults_of
from madrasah.imports.stored_people import NUMBERS, StoredPeople
from madrasah.imports.who import WhoIsIt
from madrasah.people.models import Person
from madrasah.periods import holds
from madrasah.places.models import Madrasah
from madrasah.scope import Scope

ESSENTIAL = ("sex", "birth_date")
WHERE_ANSWERS = (Answer.MOVED.value, Answer.SECOND_POST.value, Answer.SKIP.value)
STAYS_OR_COMES = WHERE_ANSWERS[:2]
ELSEWHERE = "Orang ini tercatat di madrasah lain. Bagaimana?"
MOVE_BY_HAND = "Catat kepindahannya di halaman guru, lalu unggah lagi."


class TeacherPlanner:
    """Plans the rows of one batch in their order; `above` remembers which people earlier rows were about."""

    what = "Orang ini"

    def __init__(
        self, known: StoredPeople, madrasahs: StoredMadrasahs, scope: Scope, above: EarlierRows, today: date
    ) -> None:
        self.known = known
        self.madrasahs = madrasahs
        self.places: Places = madrasahs.places
        self.scope = scope
        self.above = above
        self.who = WhoIsIt(known, self.places, above)
        self.today = today

    def keys(self, row: ReadRow) -> list[Key]:
        """See keys_of_teacher."""
        return keys_of_teacher(row)

    def more_faults(self, row: ReadRow) -> tuple[Fault, ...]:
        """Where the person would work, and whose the numbers are."""
        return faults_of(lambda: self.madrasahs.of_teacher(row), lambda: self.who.by_number(row))

    def marks(self, planned: PlannedRow) -> list[Key]:
        """The person, and the person at this madrasah: neither may come twice; the name there may, but is asked."""
        if not planned.place or planned.kind == RowKind.REFUSED:
            return []
        named: list[Key] = [("named", name_key(planned.row), planned.place)]
        if planned.kind == RowKind.ASK:
            return named
        return [("is", who_of(planned)), ("at", who_of(planned), planned.place), *named]

    def field_of_twin(self, row: ReadRow) -> str:
        """The first number given, else the name."""
        return next((name for name in NUMBERS if row.text(name)), "name")

    def plan(self, row: ReadRow, answer: str) -> PlannedRow:
        """What would happen to the row, given what was answered about it before."""
        madrasah = self.madrasahs.of_teacher(row)
        match = self.who.of(row, madrasah)
        answer = answer if answer in _possible(match) else ""
        if match.question and answer in ("", Answer.SKIP):
            return _ask(row, match.question, match.answers, answer, match.person, madrasah).with_twin(match.twin)
        person = match.meant(answer)
        try:
            planned = self._of_person(row, person, madrasah, answer)
            if planned.question and match.namesakes:  # one question to a row: this one takes the first's place
                raise RowRefused(fault_of(row, self.places, "name", planned.question, MOVE_BY_HAND))
        except RowRefused as refusal:
            if not answer:
                raise
            planned = PlannedRow(row, RowKind.REFUSED, faults=(refusal.fault,), target=_key_of(person or match.person))
        return _answered(planned, match, answer).with_twin(match.twin)

    def plan_second(self, row: ReadRow, first: EarlierRow) -> PlannedRow | None:
        """A further place of work (Non-Induk) of the person of a row above: only the post is added.

        None when the two rows are not Induk and Non-Induk of one person at different madrasah.
        """
        is_home = row.values.get("is_home") is not False
        madrasah = self.madrasahs.of_teacher(row)
        if (is_home and first.is_home) or madrasah.pk == first.madrasah:
            return None
        if first.kind == RowKind.ASK:
            message = f"Orang ini juga ada di {first.place_in_file}, yang belum dipastikan."
            raise RowRefused(fault_of(row, self.places, "name", message, "Jawab dulu baris itu."))
        if twin := self.above.find([("at", first.who, madrasah.pk)]):
            raise refuse_twin(self, row, twin, f" di {madrasah}")
        return self._second_post(row, first, madrasah, is_home=is_home)

    # -- May it be changed, and where does the person work ----------------------------------------

    def _of_person(self, row: ReadRow, person: Person | None, madrasah: Madrasah, answer: str) -> PlannedRow:
        if person is None:
            return self._difference(row, None, self._work(row, madrasah))
        if first := self.above.find([("is", str(person.pk))]):
            second = self.plan_second(row, first)
            if second is None:
                raise refuse_twin(self, row, first)
            return second
        self._refuse_pengawas(row, person)
        home = self._home_elsewhere(row, person, madrasah)
        if home is None or answer == Answer.SECOND_POST:
            return self._difference(row, person, self._work(row, madrasah, is_home=home is None))
        if not self.madrasahs.keeps(home.pk):
            raise RowRefused(self._fault_elsewhere(row, home))
        if answer == Answer.MOVED:
            return self._difference(row, person, self._move(row, person, home, madrasah))
        question = f"{person} tercatat di {home}, sedangkan baris ini menyebut {madrasah}. Bagaimana?"
        return _ask(row, question, WHERE_ANSWERS, answer, person, madrasah)

    def _refuse_pengawas(self, row: ReadRow, person: Person) -> None:
        regions = self.known.supervises.get(person.pk, [])
        if any(not registers(self.scope, region) for region in regions):
            fix = "Minta operator wilayah mengubahnya."
            raise RowRefused(fault_of(row, self.places, "name", "Data pengawas tidak diubah dari sini.", fix))

    def _home_elsewhere(self, row: ReadRow, person: Person, madrasah: Madrasah) -> Madrasah | None:
        """The person's home when it is another madrasah and the row doesn't say that this one is no home."""
        lasting = [p for p in self.known.placements.get(person.pk, []) if holds(p, self.today)]
        if row.values.get("is_home") is False or any(p.madrasah_id == madrasah.pk for p in lasting):
            return None
        return next((placement.madrasah for placement in lasting if placement.is_home), None)

    def _fault_elsewhere(self, row: ReadRow, home: Madrasah) -> Any:
        message = f"Orang ini masih tercatat di {home}."
        return fault_of(row, self.places, "nsm", message, MOVE_BY_HAND)

    def _work(self, row: ReadRow, madrasah: Madrasah, *, is_home: bool = True) -> Work:
        return Work(madrasah, PostPlan(self.today, is_home and row.values.get("is_home") is not False))

    def _move(self, row: ReadRow, person: Person, home: Madrasah, madrasah: Madrasah) -> Work:
        """The posts at the old home end yesterday, the new one begins today."""
        held = self.known.placements[person.pk]
        leaves = tuple(p for p in held if p.madrasah_id == home.pk and holds(p, self.today))
        if any(placement.since >= self.today for placement in leaves):
            raise RowRefused(self._fault_elsewhere(row, home))
        return Work(madrasah, PostPlan(self.today, since=self.today), leaves)

    def _second_post(self, row: ReadRow, first: EarlierRow, madrasah: Madrasah, *, is_home: bool) -> PlannedRow:
        held = self.known.placements.get(first.target, []) if first.target else []
        post, infos = plan_post(row, held, madrasah, PostPlan(self.today, is_home))
        told = f"Orang yang sama dengan {first.place_in_file}: yang diambil hanya tempat tugasnya."
        updates = {"owner": "" if first.target else first.who, "post": post.as_json() if post else None}
        changes = (post_change(post, madrasah),) if post else ()
        kind = RowKind.CHANGED if post else RowKind.SAME
        return PlannedRow(
            row,
            kind,
            changes,
            infos=(told, *infos),
            target=first.target,
            place=madrasah.pk,
            updates=updates,
            twin=first.ref,
        )

    # -- What changes ----------------------------------------------------------------------------

    def _difference(self, row: ReadRow, person: Person | None, work: Work) -> PlannedRow:
        held = self.known.placements.get(person.pk, []) if person else []
        fields = changed_fields(row, person)
        post, infos = plan_post(row, held, work.madrasah, work.post)
        degree, certificate = self._new_degree(row, person), self._is_newly_certified(row, person)
        changes = [change_of(name, person, value) for name, value in fields.items()]
        changes += [Change("ijazah", "", " ".join(degree).strip())] if degree else []
        changes += [Change("sertifikat pendidik", "", "sudah")] if certificate else []
        changes += [Change("satminkal", str(work.leaves[0].madrasah), str(work.madrasah))] if work.leaves else []
        changes += [post_change(post, work.madrasah)] if post else []
        kind = RowKind.NEW if person is None else RowKind.CHANGED if changes else RowKind.SAME
        missing = [label_of(Person, name) for name in ESSENTIAL if name not in row.values]
        if missing and person is None:
            infos = (*infos, f"Belum terisi: {joined(missing)}.")
        updates = {
            "person": fields,
            "degree": degree,
            "certificate": certificate,
            "post": post.as_json() if post else None,
            "leaves": self._leaves(work),
        }
        return PlannedRow(
            row, kind, tuple(changes), infos=infos, target=_key_of(person), place=work.madrasah.pk, updates=updates
        )

    def _leaves(self, work: Work) -> dict[str, Any] | None:
        """The posts that end, the madrasah they end at, and their last day."""
        if not work.leaves:
            return None
        until = (self.today - timedelta(days=1)).isoformat()
        placements = [placement.pk for placement in work.leaves]
        return {"madrasah": work.leaves[0].madrasah_id, "placements": placements, "until": until}

    def _new_degree(self, row: ReadRow, person: Person | None) -> list[str]:
        """Level and programme of a diploma not recorded yet; a bare level adds nothing to a full one."""
        level, programme = row.text("level"), row.text("programme")
        held = self.known.degrees.get(person.pk, set()) if person else set()
        is_known = (level, programme) in held or (not programme and any(known == level for known, _ in held))
        return [] if not level or is_known else [level, programme]

    def _is_newly_certified(self, row: ReadRow, person: Person | None) -> bool:
        is_known = person is not None and person.pk in self.known.certified
        return bool(row.values.get("is_certified")) and not is_known


def _possible(match: Match) -> tuple[str, ...]:
    """Answers that fit; saying where a person works now says also that it is the same person."""
    return (*match.answers, *WHERE_ANSWERS) if match.person else match.answers


def _ask(
    row: ReadRow, question: str, answers: tuple[str, ...], answer: str, person: Person | None, madrasah: Madrasah
) -> PlannedRow:
    return PlannedRow(
        row, RowKind.ASK, target=_key_of(person), place=madrasah.pk, question=question, answers=answers, answer=answer
    )


def _key_of(person: Person | None) -> int | None:
    return person.pk if person else None


def _answered(planned: PlannedRow, match: Match, answer: str) -> PlannedRow:
    """The row with its question and the answer it rests on, so that the answer can be changed."""
    if planned.question or not answer:
        return planned
    if answer in STAYS_OR_COMES:
        return planned.with_answer(ELSEWHERE, WHERE_ANSWERS, answer)
    return planned.with_answer(match.question, match.answers, answer)
