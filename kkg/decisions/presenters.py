"""Decisions in words."""

from datetime import date

from django.utils import timezone

from core.addresses import row_address
from core.formats import date_long, date_short, dotted, due_tone, moment_short, relative_due
from kkg.decisions.models import Decision
from kkg.groups.presenters import Line

DECISION_TONES = {"selesai": "green", "gugur": "grey"}


def decision_state(decision: Decision, today: date) -> tuple[str, str]:
    """How near its day is, or how it ended."""
    if decision.status != Decision.Status.OPEN:
        return decision.get_status_display(), DECISION_TONES[decision.status]
    if decision.due is None:
        return "Belum selesai", "amber"
    return relative_due(decision.due, today), due_tone(decision.due, today)


def decision_line(decision: Decision, today: date, *, with_group: bool = False) -> Line:
    """A decision in a list; needs `DecisionQuerySet.for_list`."""
    detail = dotted(
        str(decision.owner or ""),
        f"sampai {date_short(decision.due)}" if decision.due else "",
        decision.session.group.name if with_group else "",
        f"dari pertemuan {date_short(decision.session.date)}",
    )
    url = row_address("kkg:decision-close", decision.pk)
    return Line(decision.text, detail, *decision_state(decision, today), url)


def decision_facts(decision: Decision) -> list[tuple[str, str]]:
    """What stands beside a decision: words and values for components/facts.html."""
    facts = [
        ("Penanggung jawab", str(decision.owner or "")),
        ("Batas waktu", date_long(decision.due) if decision.due else ""),
        ("Pertemuan", f"{decision.session.title}, {date_long(decision.session.date)}"),
        ("Topik", str(decision.topic or "")),
    ]
    if decision.closed_at:
        shut = moment_short(timezone.localtime(decision.closed_at))
        facts.append(("Ditutup", f"{shut} oleh {decision.closed_by}"))
    facts.append(("Alasan dibuka kembali", decision.reopened_reason))
    return [(word, value) for word, value in facts if value]
