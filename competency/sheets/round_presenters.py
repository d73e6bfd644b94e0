"""The rounds of mending after a telaah, each in a line with its dates. No request, no writing."""

from datetime import date
from typing import Any

from competency.sheets.models import FollowUp, Revision
from competency.sheets.presenters import MENDED, PENDING, local
from competency.sheets.reads import asked_on
from core.formats import date_short


def rounds_shown(followup: FollowUp) -> list[dict[str, Any]]:
    """The rounds of mending a document, each in a line with its dates; the one that waits for the teacher last."""
    rounds = list(followup.revisions.all())
    lines = [_round_line(one) for one in rounds]
    if followup.status in PENDING and all(one.looked_at for one in rounds):
        lines.append(
            {
                "number": len(rounds) + 1,
                "asked": followup.text,
                "words": _asked_words(asked_on(followup, rounds), followup.due_on),
                "state": "Menunggu guru",
                "tone": "amber",
            }
        )
    return lines


def _asked_words(day: date, due_on: date | None) -> str:
    due = f", sampai {date_short(due_on)}" if due_on and due_on >= day else ""
    return f"Diminta {date_short(day)}{due}"


def _round_line(one: Revision) -> dict[str, Any]:
    words = [_asked_words(one.asked_on, one.due_on), f"diperbaiki {date_short(local(one.mended_at).date())}"]
    state, tone = MENDED, "amber"
    if one.looked_at:
        state, tone = ("Diterima", "green") if one.is_accepted else ("Belum selesai", "grey")
        words.append(f"{state.lower()} {date_short(local(one.looked_at).date())}")
    return {
        "number": one.number,
        "asked": one.asked,
        "words": " · ".join(words),
        "state": state,
        "tone": tone,
        "revision": one,
    }
