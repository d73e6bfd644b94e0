"""A decision as papers print it."""

from core.formats import date_plain
from kkg.decisions.models import Decision
from kkg.groups.papers import Data


def decision_line(decision: Decision) -> Data:
    """A decision with owner, due day, state and proof."""
    proof = decision.proof or (str(decision.proof_file) if decision.proof_file and decision.proof_file.is_kept else "")
    return {
        "text": decision.text,
        "owner": str(decision.owner or ""),
        "due": date_plain(decision.due) if decision.due else "",
        "status": decision.get_status_display(),
        "proof": proof,
    }
