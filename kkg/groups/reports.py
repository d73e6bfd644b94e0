"""What a group's papers need to know: their next numbers, and who signs them."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.urls import reverse

from core.formats import joined
from kkg.groups.lettering import certificate_number, letter_number
from kkg.groups.models import LetterCounter, Officer, WorkingGroup
from kkg.groups.permissions import why_not_edit_group, why_not_run_group
from kkg.groups.scope import offices_of
from madrasah.models import Assignment, Person, User
from madrasah.periods import school_year_of
from madrasah.roles import Role, role_label


def next_numbers(group: WorkingGroup, day: date) -> dict[str, str]:
    """How the next letter and certificate would be numbered if issued on `day`, by the pattern's field."""
    years = {LetterCounter.Series.LETTER: day.year, LetterCounter.Series.CERTIFICATE: school_year_of(day)}
    rows = LetterCounter.objects.filter(group=group).values_list("series", "year", "last")
    last = {series: count for series, year, count in rows if years[LetterCounter.Series(series)] == year}
    letter, certificate = (last.get(series, 0) + 1 for series in years)
    return {
        "letter_pattern": letter_number(group.letter_pattern, letter, day),
        "certificate_pattern": certificate_number(group.certificate_pattern, certificate, school_year_of(day)),
    }


def office_in_kkg(user: User) -> str:
    """ "Ketua KKG": the first office that the user holds today, or nothing."""
    held = offices_of(user)
    return next((f"{office.label} KKG" for office in Officer.Office if office.value in held), "")


def signers_on(group: WorkingGroup, day: date, *, with_numbers: bool) -> dict[str, dict[str, Any]]:
    """Who signs a paper of that day: `left` mengetahui, `right` ketua (domain.md §4.5).

    Mengetahui is whom the group's settings name, else its pengawas: of several, the one of most of its madrasah.
    Where that is two, the name stays open for the pen, and `unsigned_on` says so before. A person without NIP is
    signed with a dash. One query.
    """
    chairs, overseers = _candidates(group, day)
    pengawas = _signer(f"{role_label(Role.PENGAWAS)} Madrasah", overseers, with_numbers)
    ketua = _signer(f"Ketua {group}", chairs, with_numbers)
    return {"left": _approver(group, with_numbers) or pengawas, "right": ketua}


def unsigned_on(group: WorkingGroup, day: date) -> str:
    """Why a paper of that day would lack the name of who has seen it, with the cure; or nothing. One query."""
    if _approver(group, with_numbers=False):
        return ""
    _, overseers = _candidates(group, day)
    pengawas = role_label(Role.PENGAWAS).lower()
    if not overseers:
        return f"Belum ada {pengawas} untuk KKG ini, jadi nama yang mengetahui kosong di kertas. Tulis di data KKG."
    if len(overseers) > 1:
        names = joined([str(person) for person in overseers])
        return f"{pengawas.capitalize()} KKG ini lebih dari satu ({names}). Tulis siapa yang mengetahui di data KKG."
    return ""


def unsigned_note(group: WorkingGroup, day: date, user: User) -> dict[str, str] | None:
    """What a page says to who runs the KKG before a paper of that day is made whose Mengetahui would stay empty."""
    if why_not_run_group(user, group):
        return None
    words = unsigned_on(group, day)
    if not words:
        return None
    if why_not := why_not_edit_group(user, group):
        return {"words": f"{words} {why_not}", "url": ""}
    return {"words": words, "url": reverse("kkg:group-edit", args=[group.pk])}


def _candidates(group: WorkingGroup, day: date) -> tuple[list[Person], list[Person]]:
    """The ketua, and the pengawas of most of the group's madrasah: one each, unless the record leaves it open."""
    places = group.group_places.open(day).values("madrasah")
    chairs = group.officers.open(day).filter(office=Officer.Office.KETUA).order_by().values("person")
    oversees = Assignment.objects.open(day).filter(role=Role.PENGAWAS, madrasah__in=places).order_by().values("person")
    people: list[Any] = list(
        Person.objects.filter(pk__in=chairs.union(oversees)).annotate(
            chairs=Exists(chairs.filter(person=OuterRef("pk"))),
            oversees=Subquery(oversees.filter(person=OuterRef("pk")).values_list(Count("madrasah", distinct=True))),
        )
    )
    most = max((person.oversees or 0 for person in people), default=0)
    return [one for one in people if one.chairs], [one for one in people if most and one.oversees == most]


def _approver(group: WorkingGroup, with_numbers: bool) -> dict[str, Any] | None:
    if not (group.approver_office or group.approver_name):
        return None
    number = (group.approver_number or "–") if group.approver_name and with_numbers else ""
    return {"office": group.approver_office, "name": group.approver_name, "number": number}


def _signer(office: str, people: list[Person], with_numbers: bool) -> dict[str, Any]:
    person = people[0] if len(people) == 1 else None
    number = (person.nip or "–") if person and with_numbers else ""
    return {"office": office, "name": str(person or ""), "number": number}
