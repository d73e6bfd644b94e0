"""Whom a KKG may name as narasumber: one list for every form that asks for one, and for the law behind it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import cached_property

from kkg.groups.members import people_of
from kkg.groups.models import WorkingGroup
from kkg.speakers.models import Speaker
from madrasah.models import Person
from madrasah.work.namesakes import told_apart

PEOPLE, OUTSIDERS = "Anggota, kepala, dan pengawas", "Dari luar KKG"


@dataclass(frozen=True)
class Known:
    """Persons and outsiders to choose from, read once however many rows of a form ask."""

    people: list[Person]
    outsiders: list[Speaker]

    @cached_property
    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Groups of (value, words), namesakes told apart; groups of nobody are left out."""
        people = [(str(pk), words) for pk, words in told_apart(self.people).items()]
        outsiders = [(choice_of(row), row.introduced) for row in self.outsiders]
        return [part for part in ((PEOPLE, people), (OUTSIDERS, outsiders)) if part[1]]

    @cached_property
    def _by_value(self) -> dict[str, Speaker]:
        """People by their own key, also those who never spoke: these are not stored yet."""
        people = [Speaker(person=person) for person in self.people]
        return {choice_of(row): row for row in [*people, *self.outsiders]}

    def chosen(self, value: str) -> Speaker | None:
        """Who stands for a value of `choices`; None for nobody."""
        return self._by_value.get(value)


def choice_of(speaker: Speaker | None) -> str:
    """The value that stands for this speaker in a form."""
    if speaker is None:
        return ""
    return str(speaker.person_id) if speaker.person_id else f"luar-{speaker.pk}"


def known_speakers(group: WorkingGroup, day: date) -> Known:
    """All whom a programme or an agenda of that day may name."""
    return Known(list(may_speak(group, day)), list(group.speakers.outsiders()))


def may_speak(group: WorkingGroup, day: date) -> Any:
    """Members, kepala and pengawas of the group's places on that day, its officers, and who was named before."""
    near = people_of(group, day).order_by().values_list("pk", flat=True)
    officers = group.officers.open(day).order_by().values_list("person", flat=True)
    named = group.speakers.order_by().filter(person__isnull=False).values_list("person", flat=True)
    return Person.objects.filter(pk__in=near.union(officers, named)).by_name()


def why_not_speak(group: WorkingGroup, day: date, speakers: Iterable[Speaker | None]) -> str | None:
    """Named is whom one of these forms offers, or an outsider. One query if a person is named."""
    people = {speaker.person_id: speaker for speaker in speakers if speaker and speaker.person_id}
    return _strangers(people, may_speak(group, day).filter(pk__in=people)) if people else None


def _strangers(people: dict[Any, Speaker], known: Any) -> str | None:
    strangers: Collection[Any] = people.keys() - set(known.values_list("pk", flat=True))
    names = [str(people[pk]) for pk in strangers]
    return f"{names[0]} tidak bertugas di madrasah KKG ini. Pilih lagi narasumbernya." if names else None
