"""Proofs of guidance in the order of its cycles: a session of a KKG, then what was supervised until the next one.

How a cycle runs is our proposal, told on the cover: no regulation sets it (domain.md 5.3). Not here: what a session
proves (kkg/letters/evidence_papers.py), and how a sheet is printed.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

from competency.packs.guide_papers import guide_paper, only_place
from competency.packs.guide_reports import guided_groups
from competency.packs.models import Pack
from competency.packs.papers import About, Contents
from competency.packs.sheet_papers import sheet_pieces, unread_replies
from competency.recap.papers import ends, recap_paper, tables_paper
from competency.recap.programme_reports import programme_of, report_of
from competency.recap.reports import recap_of, sheets_of
from competency.sheets.models import Assessment
from core.formats import date_plain
from core.packs import Piece, paper, part
from kkg.letters.evidence_papers import session_evidence
from kkg.models import GroupPlace, Session, WorkingGroup
from kkg.record.reports import with_record
from madrasah.models import Madrasah, Semester, User
from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

Data = dict[str, Any]
RULE = (
    "Satu siklus pendampingan = satu pertemuan KKG dan supervisi sesudahnya, sampai pertemuan KKG berikutnya. "
    "Susunan ini usulan aplikasi, bukan ketentuan; Anda boleh mengatur ulang mapnya."
)
TITLE = "Bukti pendampingan pengawas madrasah"


class Cycle(NamedTuple):
    """A session and the sheets after it; without a session, what came before the first or belongs to no KKG."""

    title: str
    folder: str
    session: Session | None
    sheets: list[Assessment]


class Gathered(NamedTuple):
    """Pieces, what is missing, and of each cycle its title with how many papers it holds."""

    pieces: list[Piece]
    missing: list[str]
    parts: list[tuple[str, int]]


def evidence_contents(pack: Pack, user: User, at: datetime, _site: str) -> Contents:
    """Everything that proves the guidance of the pack's semester, as far as its owner reads it."""
    semester, today = pack.semester, timezone.localdate(at)
    if semester is None:
        raise ValueError("proofs of guidance are of a semester")
    found = Gathered([], [], [])
    for cycle in cycles_of(user, semester, today):
        _add_cycle(found, cycle, user)
    found.missing.extend(_not_yet(user, semester, today))
    reports = _reports(user, semester, today)
    found.parts.append(("Rekap, program, laporan, dan analisis", len(reports)))
    cover = paper("00 Sampul dan daftar isi", "pack.typ", lambda: cover_paper(user, semester, today, found))
    about = About(
        title=f"{TITLE}, {semester}",
        owner=user,
        at=at,
        parts=[f"{words}: {number} kertas" for words, number in found.parts],
        missing=found.missing,
        notes=[RULE],
    )
    pieces = [cover, *found.pieces, *reports]
    return Contents(part(f"Bukti pendampingan {semester}"), pieces, found.missing, about.words)


def cycles_of(user: User, semester: Semester, today: date) -> list[Cycle]:
    """By KKG and day; each shared sheet of the semester stands in one of them."""
    guided, groups = scope_of(user).supervises, guided_groups(user, semester)
    left = list(sheets_of(user, semester, list(guided)).defer("instrument__document"))
    owners = _owners(groups, semester)
    cycles: list[Cycle] = []
    for number, group in enumerate(groups, start=1):
        own = [sheet for sheet in left if owners.get(sheet.madrasah_id) == group.pk]
        cycles += _of_group(f"{number:02} {group.name}", group, own, _held(user, group, semester, today))
    alone = [sheet for sheet in left if sheet.madrasah_id not in owners]
    if alone:
        cycles.append(Cycle("Supervisi di madrasah tanpa KKG", part("80 Madrasah tanpa KKG"), None, alone))
    return cycles


def _owners(groups: Sequence[WorkingGroup], semester: Semester) -> dict[int, int]:
    """The KKG of each madrasah in the semester, the first by name where there are two."""
    days = semester.kkg_days
    rows = GroupPlace.objects.filter(group__in=groups, since__lte=days.ends_on)
    rows = rows.filter(Q(until=None) | Q(until__gte=days.starts_on))
    found: dict[int, int] = {}
    for madrasah, group in rows.order_by("group__name", "group").values_list("madrasah", "group"):
        found.setdefault(madrasah, group)
    return found


def _held(user: User, group: WorkingGroup, semester: Semester, today: date) -> list[Session]:
    """Its sessions of the semester that have begun."""
    days = semester.kkg_days
    found = Session.objects.visible_to(user).counted().filter(group=group)
    found = found.filter(date__range=(days.starts_on, min(days.ends_on, today)))
    return list(with_record(found).order_by("date", "starts_at", "pk"))


def _of_group(
    folder: str, group: WorkingGroup, sheets: Sequence[Assessment], sessions: Sequence[Session]
) -> list[Cycle]:
    first = sessions[0].date if sessions else None
    before = [sheet for sheet in sheets if first is None or sheet.observed_on < first]
    words = f"{group.name}: sebelum pertemuan pertama" if first else f"{group.name}: belum ada pertemuan"
    cycles = [Cycle(words, part(folder, "00 Sebelum pertemuan pertama"), None, before)] if before else []
    for number, session in enumerate(sessions, start=1):
        end = sessions[number].date if number < len(sessions) else date.max
        own = [sheet for sheet in sheets if session.date <= sheet.observed_on < end]
        title = f"{group.name}: siklus {number}, {date_plain(session.date)}, {session.title}"
        place = part(folder, f"{number:02} Siklus {number} {date_plain(session.date)}")
        cycles.append(Cycle(title, place, session, own))
    return cycles


def _add_cycle(found: Gathered, cycle: Cycle, user: User) -> None:
    pieces: list[Piece] = []
    if cycle.session:
        evidence = session_evidence(cycle.session, user, cycle.folder)
        pieces += evidence.pieces
        found.missing.extend(evidence.missing)
        if not cycle.sheets:
            found.missing.append(f"{cycle.title}: belum ada lembar supervisi yang dibagikan.")
    pieces += sheet_pieces(cycle.sheets, user, f"{cycle.folder}/90 Lembar supervisi")
    found.missing.extend(unread_replies(cycle.sheets, user))
    found.pieces.extend(pieces)
    found.parts.append((cycle.title, len(pieces)))


def _not_yet(user: User, semester: Semester, today: date) -> list[str]:
    """What exists and is no proof yet: drafts, sessions to come, those that were called off."""
    guided, days = scope_of(user).supervises, semester.kkg_days
    drafts = Assessment.objects.visible_to(user).filter(semester=semester, madrasah__in=guided, shared_at=None).count()
    sessions = Session.objects.visible_to(user).of_members().filter(group__in=guided_groups(user, semester))
    of_semester = sessions.filter(date__range=(days.starts_on, days.ends_on)).order_by()
    off = of_semester.cancelled().count()
    coming = of_semester.filter(date__gt=today, cancelled_at=None).count()
    told = [
        (drafts, "lembar masih draf, jadi tidak dimuat."),
        (coming, "pertemuan KKG belum berlangsung, jadi tidak dimuat."),
        (off, "pertemuan KKG dibatalkan, jadi tidak dimuat."),
    ]
    return [f"{number} {words}" for number, words in told if number]


def _reports(user: User, semester: Semester, today: date) -> list[Piece]:
    """Of all one's madrasah, behind the cycles."""
    where = list(scope_of(user).supervises)

    def recap() -> Data:
        found = recap_of(user, semester, place=None, teacher=None, today=today)
        return recap_paper(found, only_place(user), user, today)

    def of_visits(title: str, tables_of: Any, asked: list[str]) -> Data:
        facts, tables = tables_of(user, semester, where, today)
        about = [("Madrasah", f"{len(where)} madrasah"), *facts]
        return tables_paper(title, semester, about, tables, **ends(only_place(user), user, today), asked=asked)

    def programme() -> Data:
        return of_visits("Program supervisi", programme_of, ["Tujuan dan sasaran"])

    def report() -> Data:
        return of_visits("Laporan supervisi", report_of, ["Kesimpulan", "Rekomendasi"])

    return [
        paper("90 Rekap supervisi", "tables.typ", recap),
        paper("91 Program supervisi", "tables.typ", programme),
        paper("92 Laporan supervisi", "tables.typ", report),
        paper("93 Laporan dan analisis pendampingan", "tables.typ", lambda: guide_paper(user, semester, today)),
    ]


def cover_paper(user: User, semester: Semester, today: date, found: Gathered) -> Data:
    """Everything templates/papers/pack.typ prints."""
    person = user.person
    places = Madrasah.objects.visible_to(user).filter(pk__in=scope_of(user).supervises).by_name()
    owner = {"office": f"{role_label(Role.PENGAWAS)} Madrasah", "name": str(person), "number": person.nip or "–"}  # type: ignore[union-attr]
    return {
        "title": f"{TITLE} {semester}",
        "owner": owner,
        "places": "\n".join(str(place) for place in places),
        "facts": [("Siklus", str(sum("siklus" in words for words, _ in found.parts)))],
        "contents": [[words, str(number)] for words, number in found.parts],
        "rule": RULE,
        "missing": list(found.missing),
        "dated": f"…………………, {date_plain(today)}",
    }
