"""Why somebody may not close a tindak lanjut."""

from typing import TYPE_CHECKING, Any

from competency.sheets.permissions import actors_of
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.models import User


def why_not_close_followup(user: "User", followup: Any) -> str | None:
    """The teacher, or whoever looks after the sheet, closes a tindak lanjut with a proof."""
    if followup.status not in ("usulan", "disepakati"):
        return "Tindak lanjut ini sudah ditutup."
    if not followup.assessment.shared_at:
        return "Lembarnya belum dibagikan."
    if followup.owner_id == scope_of(user).person_id or actors_of(user, followup.assessment):
        return None
    return "Hanya guru, penilai, kepala, atau pengawas yang dapat menutup tindak lanjut ini."
