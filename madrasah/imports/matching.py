"""Whether a teacher's row and a person in the data are the same, and where the two differ. Writes nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.fields import label_of
from core.formats import date_plain
from madrasah.imports.earlier_rows import Key, said
from madrasah.imports.posts import PlannedPost, PostPlan
from madrasah.imports.read_rows import ReadRow
from madrasah.imports.rows import Answer, Change, same_as
from madrasah.imports.stored_people import NUMBERS
from madrasah.people.models import PERSON_FIELDS, Person
from madrasah.people.names import comparison_key
from madrasah.places.models import Madrasah
from madrasah.work.models import Placement

CASELESS = {"name", "birth_place"}


@dataclass(frozen=True)
class Match:
    """Who a row means; a question when that has to be asked first. `twin`: the row above that raises it.

    `namesakes`: where several may be meant, all of them; `same_as` of each is an answer.
    """

    person: Person | None = None
    question: str = ""
    answers: tuple[str, ...] = ()
    twin: str = ""
    namesakes: tuple[Person, ...] = ()

    def meant(self, answer: str) -> Person | None:
        """Whom an answer means; None for somebody new."""
        if answer == Answer.NEW_PERSON:
            return None
        return next((one for one in self.namesakes if answer == same_as(one.pk)), self.person)


@dataclass(frozen=True)
class Work:
    """Where and how the person of a row works: the post's plan and the post that ends with a move."""

    madrasah: Madrasah
    post: PostPlan
    leaves: tuple[Placement, ...] = ()


def keys_of_teacher(row: ReadRow) -> list[Key]:
    """Every number, name with birth date; a row with neither is the same only where it says the same in all."""
    keys: list[Key] = [(name, row.text(name)) for name in NUMBERS if row.text(name)]
    if row.text("birth_date"):
        keys.append(("born", name_key(row), row.text("birth_date")))
    return keys or [("said", said(row))]


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


def change_of(name: str, person: Person | None, value: Any) -> Change:
    label = label_of(Person, name)
    return Change(label, _words(name, _stored(person, name)) if person else "", _words(name, value))


def post_change(post: PlannedPost, madrasah: Madrasah) -> Change:
    after = post.after if post.is_home else f"{post.after} di {madrasah} (bukan satminkal)"
    return Change("tugas", post.before, after)


def _words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return date_plain(date.fromisoformat(value)) if name == "birth_date" and value else str(value)


def name_key(row: ReadRow) -> str:
    return comparison_key(row.text("name"))


def is_alike(row: ReadRow, person: Person) -> bool:
    """Whether name or birth date bear out what the number says."""
    same_name = name_key(row) == comparison_key(person.name)
    return same_name or (bool(row.text("birth_date")) and row.text("birth_date") == _stored(person, "birth_date"))


def contradicts(row: ReadRow, person: Person) -> bool:
    given = ((row.text(name), _stored(person, name)) for name in (*NUMBERS, "birth_date"))
    return any(new and old and new != old for new, old in given)
