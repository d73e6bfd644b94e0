"""The history of a sheet in words: who did what, and when. No request, no writing."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from competency.sharing.models import Objection, ResultLink, SharedVersion
from competency.sheets.models import Assessment, Revision
from competency.sheets.presenters import called
from competency.sheets.states import State
from madrasah.users.reads import doers_of, reason_of


class Told(NamedTuple):
    """One line: when, who in words ("" where nobody is known), and what was done."""

    at: datetime
    who: str
    what: str


def history_of(assessment: Assessment) -> list[Told]:
    """From the beginning to now. A step that only the database dates carries the database's time."""
    versions = list(assessment.versions.select_related("shared_by", "reply", "reply__read_by"))
    lines = [
        *_in_turn(list(_steps(assessment, versions))),
        *_read_replies(versions),
        *_links(assessment),
        *_objections(assessment),
        *_rounds(assessment),
    ]
    return sorted(lines, key=lambda line: line.at)


def _in_turn(lines: list[Told]) -> list[Told]:
    """Steps follow each other: none is told later than the next, whichever clock dated it."""
    found: list[Told] = []
    for line in reversed(lines):
        found.append(line._replace(at=min(line.at, found[-1].at)) if found else line)
    return found[::-1]


def _steps(assessment: Assessment, versions: list[SharedVersion]) -> Iterator[Told]:
    """What each change of the row says of itself."""
    events = list(assessment.events.select_related("pgh_context", "keeper").order_by("pgh_id"))  # type: ignore[attr-defined]
    doers = doers_of(events)
    shared, before = iter(versions), None
    for event in events:
        who = str(doers.get(event.pk, ""))
        for at, told_by, what in _said(assessment, before, event, shared):
            yield Told(at, told_by or who, what)
        before = event


def _said(
    assessment: Assessment, before: Any, event: Any, shared: Iterator[SharedVersion]
) -> Iterator[tuple[datetime, str, str]]:
    teacher, at, reason = str(assessment.teacher), event.pgh_created_at, reason_of(event)
    if before is None:
        yield at, str(assessment.observer), "memulai lembar ini"
        return
    if event.state != before.state:
        yield from _moved(before.state, event, reason, shared, teacher)
    if event.keeper_id != before.keeper_id:
        what = "mengambil alih lembar ini"
        if event.keeper_id == assessment.observer_id:
            what = f"mengembalikan lembar ini kepada {called(event.keeper)}"
        yield at, "", what
    if event.read_at and not before.read_at:
        how = ", lewat tautan dan PIN" if event.read_by_link else ""
        helped = f", dibantu {event.read_helper}" if event.read_helper else ""
        yield event.read_at, teacher, f"membaca hasilnya{how}{helped}"
    if event.removed_at and not before.removed_at:
        yield at, "", "menghapus drafnya"
    if before.removed_at and not event.removed_at:
        yield at, "", "mengembalikan draf yang dihapus"


def _moved(
    was: str, event: Any, reason: str, shared: Iterator[SharedVersion], teacher: str
) -> Iterator[tuple[datetime, str, str]]:
    at = event.pgh_created_at
    because = f": {reason}" if reason else ""
    if event.state == State.CORRECTING:
        yield at, "", f"membuka perbaikan{because}"
    elif was in (State.DRAFT, State.CORRECTING) and event.state == State.SHARED and (was == State.DRAFT or reason):
        version = next(shared, None)
        if version is not None:
            yield version.shared_at, str(version.shared_by), f"membagikan hasilnya (versi {version.number}){because}"
    elif was == State.CORRECTING:
        yield at, "", "membatalkan perbaikan; hasil terakhir tetap berlaku"
    elif event.state == State.ANSWERED:
        yield at, teacher, "menanggapi"
    elif event.state == State.SHARED:
        yield at, teacher, "menarik tanggapannya sebelum dibaca"
    elif event.state == State.CLOSED and event.closed_without_reply:
        yield event.closed_at, "", f"lembar selesai sendiri{because}"
    elif event.state == State.CLOSED:
        yield event.closed_at or at, "", "menyelesaikan lembar ini"


def _read_replies(versions: list[SharedVersion]) -> Iterator[Told]:
    for version in versions:
        reply = getattr(version, "reply", None)
        if reply is not None and reply.read_at:
            yield Told(reply.read_at, str(reply.read_by), "membaca tanggapan guru")


def _links(assessment: Assessment) -> Iterator[Told]:
    for way in ResultLink.objects.filter(assessment=assessment).select_related("link__issued_by__person"):
        yield Told(way.created_at, str(way.link.issued_by or ""), "membuat tautan hasil dengan PIN")
        if way.opened_at:
            yield Told(way.opened_at, "", "tautan hasil dibuka dengan PIN")
        if way.link.revoked_at:
            yield Told(way.link.revoked_at, "", "tautan hasil itu dimatikan")


def _objections(assessment: Assessment) -> Iterator[Told]:
    rows = Objection.objects.filter(version__assessment=assessment).select_related("version", "by", "answered_by")
    for row in rows:
        yield Told(row.written_at, str(row.by), f"membawa versi {row.version.number} ke pengawas")
        if row.answered_at:
            yield Told(row.answered_at, str(row.answered_by), "menjawab keberatan guru")


def _rounds(assessment: Assessment) -> Iterator[Told]:
    rows = Revision.objects.filter(followup__assessment=assessment)
    for row in rows.select_related("mended_by__person", "looked_by__person"):
        yield Told(row.mended_at, str(row.mended_by), f"melaporkan perbaikan putaran {row.number}")
        if row.looked_at:
            found = "menerima" if row.is_accepted else "melihat lagi, belum menerima"
            yield Told(row.looked_at, str(row.looked_by), f"{found} perbaikan putaran {row.number}")
