"""What the last day of a madrasah means for KKG: its places, and sessions that were to be held there."""

from core.formats import date_plain
from core.steps import Plan, change, together
from kkg.attendance.models import Attendance
from kkg.groups.models import GroupPlace
from kkg.sessions.models import Session
from madrasah.closings.rules import Closing, ClosingRule, carried_people, end_term, lasting
from madrasah.models import MadrasahClosing

NOUN = "madrasah anggota KKG"


def follow_places(closing: Closing) -> Plan:
    """Membership ends, and goes on with the other madrasah unless that is a member already."""
    places = closing.madrasah.group_places.select_related("group").filter(group__removed_at=None)
    return together(_of_place(place, closing) for place in lasting(places, closing))


def _of_place(place: GroupPlace, closing: Closing) -> Plan:
    others = lasting(place.group.group_places.exclude(pk=place.pk), closing)
    fresh: tuple[GroupPlace, ...] = ()
    if closing.into and all(other.madrasah_id != closing.into.pk for other in others):
        since = max(closing.next_day, place.since)
        fresh = (GroupPlace(group=place.group, madrasah=closing.into, since=since),)
    words = [_said(place, bool(fresh), closing)]
    if not others and not fresh:
        words.append(f"{place.group} tidak punya madrasah anggota lagi. Tambahkan yang lain bila perlu.")
    return Plan((end_term(place, closing, NOUN),), tuple(words), fresh=fresh)


def _said(place: GroupPlace, goes_on: bool, closing: Closing) -> str:
    ends = f"Keanggotaan dalam {place.group} berakhir {date_plain(closing.last_day)}"
    return f"{ends}; {closing.into} menggantikannya." if goes_on else f"{ends}."


def follow_sessions(closing: Closing) -> Plan:
    """Sessions planned there later are held at the other madrasah, or named so that a place is found."""
    later = Session.days.kept().open().filter(madrasah=closing.madrasah, date__gt=closing.last_day)
    found = list(later.order_by("date"))
    if closing.into is None:
        named = [f"Pertemuan “{row}” {date_plain(row.date)}" for row in found]
        return Plan(words=tuple(f"{name} direncanakan di sini: pilih tempat lain." for name in named))
    steps = tuple(change(row, "pertemuan", madrasah_id=closing.into.pk) for row in found)
    words = (f"{len(found)} pertemuan KKG dipindahkan ke {closing.into}.",) if found else ()
    return Plan(steps, words)


def why_not_undo(closing: MadrasahClosing) -> str | None:
    """Who came to a session from the other madrasah can't have stayed at the old one."""
    came = Attendance.objects.filter(
        person__in=carried_people(closing), madrasah=closing.into, session__date__gt=closing.last_day
    )
    if closing.into and came.exists():
        return (
            f"Tidak bisa dibatalkan: kehadiran KKG sudah dicatat atas nama {closing.into}. "
            "Daftarkan madrasahnya lagi, lalu pindahkan gurunya."
        )
    return None


CLOSING_RULES: tuple[ClosingRule, ...] = (follow_places, follow_sessions)
