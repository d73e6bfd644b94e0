"""What the last day of a madrasah means for sheets and the RPP ledger: they stay, and may forbid the day."""

from django.utils import timezone

from competency.rpp.models import Rpp
from competency.sheets.models import Assessment
from competency.sheets.states import State
from competency.visits.models import Visit
from core.formats import date_plain
from core.steps import Plan, change
from madrasah.closings.rules import Closing, ClosingRule, carried_people
from madrasah.models import MadrasahClosing


def follow_sheets(closing: Closing) -> Plan:
    """Nothing was observed after the last day, and nobody is in office there to finish a draft (decisions.md 28)."""
    sheets = Assessment.objects.kept().filter(madrasah=closing.madrasah)
    later = sheets.filter(observed_on__gt=closing.last_day).order_by("-observed_on").first()
    if later is not None:
        sentence = (
            f"Ada lembar bertanggal {date_plain(later.observed_on)} di {closing.madrasah}. "
            "Pilih hari terakhir pada atau sesudah tanggal itu."
        )
        return Plan(refusals=(sentence,))
    drafts = sheets.filter(state__in=[State.DRAFT, State.CORRECTING]).count()
    words = f"{drafts} lembar belum selesai. Sesudah hari terakhir lembar itu hanya dapat dibaca, tidak dibagikan lagi."
    return Plan(words=(words,) if drafts else ())


def why_not_undo(closing: MadrasahClosing) -> str | None:
    """Sheets and RPP of the other madrasah rest on the people having come there."""
    people, into = carried_people(closing), closing.into
    if into is None:
        return None
    sheets = Assessment.objects.filter(teacher__in=people, madrasah=into, observed_on__gt=closing.last_day)
    weeks = Rpp.objects.filter(teacher__in=people, madrasah=into, week__gt=closing.last_day)
    if sheets.exists() or weeks.exists():
        return (
            f"Tidak bisa dibatalkan: lembar atau RPP guru yang berlanjut sudah dicatat di {into}. "
            "Daftarkan madrasahnya lagi, lalu pindahkan gurunya."
        )
    return None


def follow_visits(closing: Closing) -> Plan:
    """Nobody is visited there after the last day: what was planned is called off, and named."""
    later = Visit.objects.ahead().filter(madrasah=closing.madrasah, day__gt=closing.last_day)
    off = {"called_off_at": timezone.now(), "called_off_reason": f"{closing.madrasah} tutup."}
    steps = tuple(change(row, "rencana kunjungan", **off) for row in later)
    again = f" Rencanakan lagi di {closing.into}." if closing.into else ""
    words = (f"{len(steps)} kunjungan yang direncanakan sesudahnya dibatalkan.{again}",) if steps else ()
    return Plan(steps, words)


CLOSING_RULES: tuple[ClosingRule, ...] = (follow_sheets, follow_visits)
