"""What the last day of a madrasah means for posts and offices there, alone or merged into another.

Each app above says what follows for its rows; config/closing.py puts them together. Not here: who may.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.formats import date_plain, ended, joined
from core.steps import Plan, Step, change, remove
from madrasah.closings.models import MadrasahClosing
from madrasah.periods import lasts
from madrasah.places.models import Madrasah
from madrasah.work.models import Assignment, Placement


@dataclass(frozen=True)
class Closing:
    """`last_day` is the last day of work there; `into` takes the people over from the next day."""

    madrasah: Madrasah
    last_day: date
    into: Madrasah | None = None

    @property
    def next_day(self) -> date:
        """The first day at the other madrasah."""
        return self.last_day + timedelta(days=1)


ClosingRule = Callable[[Closing], Plan]


@dataclass(frozen=True)
class ClosingRules:
    """What all apps say: what a closing does to their rows, and what forbids its undoing."""

    follow: Sequence[ClosingRule]
    why_not_undo: Sequence[Callable[[MadrasahClosing], str | None]] = ()


def end_term(term: Any, closing: Closing, noun: str) -> Step:
    """A term that lasts beyond the last day ends on it; one that has not begun by then is taken back."""
    if term.since > closing.last_day:
        return remove(term, noun)
    return change(term, noun, until=closing.last_day)


def lasting(terms: Any, closing: Closing) -> list[Any]:
    """Terms that reach past the last day."""
    return [term for term in terms if lasts(term, closing.next_day)]


def follow_madrasah(closing: Closing) -> Plan:
    """The last day itself; refused where it can't be."""
    step = change(closing.madrasah, f"data {closing.madrasah}", closed_on=closing.last_day)
    return Plan((step,), refusals=tuple(_refusals(closing)))


def _refusals(closing: Closing) -> Iterator[str]:
    if closing.madrasah.closed_on:
        yield f"{closing.madrasah} sudah tutup sesudah {date_plain(closing.madrasah.closed_on)}."
    other = closing.into
    if other is None:
        return
    if other.pk == closing.madrasah.pk:
        yield "Pilih madrasah lain sebagai tujuan."
    if other.closed_on:
        yield f"{other} sendiri tutup sesudah {date_plain(other.closed_on)}. Pilih madrasah lain."


def follow_posts(closing: Closing) -> Plan:
    """Posts end; each goes on at the other madrasah unless the person has that post there already."""
    posts = closing.madrasah.placements.select_related("person", "subject").order_by("person__name", "pk")
    ending = lasting(posts, closing)
    known = _posts_there(closing)
    fresh = [_goes_on(post, closing) for post in ending if _may_go_on(post, known, closing)]
    moved = {(post.person_id, post.post) for post in fresh}
    going = [post for post in ending if (post.person_id, post.post) in moved]
    staying = [post for post in ending if post not in going]
    words = tuple(_of_posts(going, staying, closing))
    return Plan(tuple(end_term(post, closing, "tempat tugas") for post in ending), words, fresh=tuple(fresh))


def _posts_there(closing: Closing) -> set[tuple[int, str]]:
    if closing.into is None:
        return set()
    there = lasting(closing.into.placements.all(), closing)
    return {(post.person_id, post.post) for post in there}


def _may_go_on(post: Placement, known: set[tuple[int, str]], closing: Closing) -> bool:
    if closing.into is None or post.person.removed_at or (post.person_id, post.post) in known:
        return False
    known.add((post.person_id, post.post))
    return True


def _goes_on(post: Placement, closing: Closing) -> Placement:
    return Placement(
        person=post.person,
        madrasah=closing.into,
        post=post.post,
        subject=post.subject,
        class_name=post.class_name,
        is_home=post.is_home,
        since=max(closing.next_day, post.since),
        until=post.until,
    )


def _of_posts(going: list[Placement], staying: list[Placement], closing: Closing) -> Iterator[str]:
    if going:
        since = date_plain(closing.next_day)
        yield f"{len(going)} tugas berlanjut di {closing.into} sejak {since}: {ended(_names(going))}"
    if staying and closing.into:
        yield f"{len(staying)} tugas berakhir, orangnya sudah di {closing.into}: {ended(_names(staying))}"
    elif staying:
        yield f"{len(staying)} tugas berakhir {date_plain(closing.last_day)}: {ended(_names(staying))}"


def _names(terms: Iterable[Any]) -> str:
    return joined([f"{term.person} ({_work(term)})" for term in terms])


def _work(term: Placement | Assignment) -> str:
    word = term.label if isinstance(term, Assignment) else term.get_post_display()
    return word[0].lower() + word[1:] if not word.startswith("Plt") else word


def follow_offices(closing: Closing) -> Plan:
    """Offices end: the other madrasah has its own. That of a guru is said with the post."""
    offices = closing.madrasah.assignments.select_related("person").order_by("role", "pk")
    ending = lasting(offices, closing)
    named = [office for office in ending if office.role != "guru"]
    words = (f"{len(named)} jabatan berakhir {date_plain(closing.last_day)}: {ended(_names(named))}",) if named else ()
    return Plan(tuple(end_term(office, closing, "tugas") for office in ending), words)


def carried_people(closing: MadrasahClosing) -> list[int]:
    """Keys of the persons whom a closing placed at the other madrasah."""
    added = [step for step in closing.steps if step["before"] is None]
    return [int(step["after"]["person_id"]) for step in added if step["model"] == "madrasah.Placement"]


CLOSING_RULES: tuple[ClosingRule, ...] = (follow_madrasah, follow_posts, follow_offices)
