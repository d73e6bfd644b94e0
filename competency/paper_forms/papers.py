"""What stands at the head of a blank form: all that is known before, and dotted room for what only the day tells."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from competency.instruments.models import Instrument
from competency.instruments.papers import blank_paper, is_of_documents
from competency.paper_forms.codes import code_of, in_groups
from competency.visits.models import Visit
from competency.visits.papers import office_of, three_signers
from competency.visits.presenters import when
from core.codes import qr_drawing
from madrasah.models import Madrasah, User
from madrasah.scope import scope_of

Data = dict[str, Any]
AddressOf = Callable[[str], str]


def blank_form(instrument: Instrument, visit: Visit | None, reader: User, address_of: AddressOf) -> Data:
    """Everything templates/papers/blank.typ prints; `address_of`: where a code is typed in."""
    code = code_of(instrument.pk, visit.pk if visit else None)
    place = visit.madrasah if visit else _own_place(reader)
    day = visit.day if visit else timezone.localdate()
    teacher, observer = (visit.teacher, visit.observer) if visit else (None, None)
    about = {
        "letterhead": place.letterhead if place else [],
        "facts": _facts(instrument, visit, place),
        "planned": f"Rencana: {when(visit)}" if visit else "",
        "code": in_groups(code),
        "qr": qr_drawing(address_of(code)),
        "address": address_of(code).partition("//")[2],
        "signers": three_signers(teacher, observer, place, day, reader),
        "foot": f"Kode lembar {in_groups(code)} · ",
    }
    return blank_paper(instrument, about)


def _own_place(reader: User) -> Madrasah | None:
    """The one madrasah whose paper it can only be."""
    places = scope_of(reader).opens or scope_of(reader).teaches_at
    return Madrasah.objects.select_related("region").get(pk=min(places)) if len(places) == 1 else None


def _facts(instrument: Instrument, visit: Visit | None, place: Madrasah | None) -> list[tuple[str, str]]:
    """The fields of the official form (domain.md §3.2); the day and the hours are never printed as if they were."""
    definition = instrument.definition
    hours = [] if is_of_documents(definition) else [("Pukul (mulai – selesai)", ""), ("Materi", "")]
    semester = str(visit.semester) if visit else ""
    return [
        ("Nama guru", str(visit.teacher) if visit else ""),
        ("Madrasah", place.name_on(visit.day if visit else timezone.localdate()) if place else ""),
        ("Penilai", str(visit.observer) if visit else ""),
        ("Tugas penilai", office_of(visit.observer, visit.madrasah, visit.day, is_peer=visit.is_peer) if visit else ""),
        ("Kelas", visit.class_name if visit else ""),
        ("Mata pelajaran", str(visit.subject or "") if visit else ""),
        ("Semester", semester),
        ("Hari, tanggal", ""),
        *hours,
    ]
