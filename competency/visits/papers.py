"""Who signs a paper of supervision, and under which head."""

from datetime import date
from typing import Any

from madrasah.models import Assignment, Madrasah, Person, User
from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

Data = dict[str, Any]
NOBODY = {"office": "", "name": "", "number": ""}


def three_signers(
    teacher: Person | None, observer: Person | None, madrasah: Madrasah | None, day: date, reader: User
) -> dict[str, Data]:
    """Guru, penilai and kepala madrasah of that day; who is not known is left to the pen."""
    return {
        "teacher": signer("Guru", teacher, madrasah, reader),
        "observer": signer("Penilai", observer, madrasah, reader),
        "head": in_office(Role.KEPALA, madrasah, day, reader),
    }


def in_office(role: Role, madrasah: Madrasah | None, day: date, reader: User) -> Data:
    """The one kepala madrasah or pengawas in office there on that day; open where there is none, or two."""
    if madrasah is None:
        return signer(role_label(role), None, None, reader)
    held = Assignment.objects.open(day).filter(role=role, madrasah=madrasah).select_related("person")
    found = list(held[:2])
    if len(found) != 1:
        return signer(role_label(role), None, madrasah, reader)
    return signer(found[0].label, found[0].person, madrasah, reader)


def signer(office: str, person: Person | None, madrasah: Madrasah | None, reader: User) -> Data:
    """A line for the pen. The NIP stands on it only for whom it is, and who may read the identity of people there."""
    if person is None:
        return NOBODY | {"office": office}
    scope = scope_of(reader)
    knows = person.pk == scope.person_id or (madrasah is not None and madrasah.pk in scope.knows)
    return {"office": office, "name": str(person), "number": (person.nip or "–") if knows else ""}


def office_of(person: Person, madrasah: Madrasah, day: date, *, is_peer: bool = False) -> str:
    """In what office somebody assesses there on that day; '' where none is recorded."""
    if is_peer:
        return "guru sejawat yang ditunjuk"
    held = Assignment.objects.open(day).filter(person=person, madrasah=madrasah, role__in=[Role.KEPALA, Role.PENGAWAS])
    found = held.first()
    return found.label if found else ""
