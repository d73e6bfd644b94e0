"""Why somebody may not close a tindak lanjut or open it again, and what is no proof."""

import re
from typing import TYPE_CHECKING, Any

from competency.sheets.permissions import actors_of, who
from competency.sheets.states import Actor
from core.refusals import Barred
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.models import User

PENDING = ("usulan", "disepakati")
FEWEST_WORDS, FEWEST_SIGNS = 4, 20
NO_PROOF = (
    "Bukti belum bisa dibaca orang lain: tulis satu kalimat tentang yang terlihat (paling sedikit empat kata), "
    "atau lampirkan berkas."
)


def why_not_close_followup(user: "User", followup: Any) -> str | None:
    """The teacher, or whoever looks after the sheet, closes a tindak lanjut with a proof."""
    if followup.status not in PENDING:
        return "Tindak lanjut ini sudah ditutup."
    if not followup.assessment.shared_at:
        return "Lembarnya belum dibagikan."
    if followup.is_mended and followup.owner_id == scope_of(user).person_id:
        return "Perbaikan ini dilihat lagi oleh penilai, lalu ditutup olehnya."
    return why_not_tend_followup(user, followup)


def why_not_hand_in(user: "User", followup: Any) -> str | None:
    """Who may tend the tindak lanjut of a telaah says that it is mended, once a round."""
    if not followup.is_mended:
        return "Putaran perbaikan hanya untuk telaah RPP dan dokumen."
    if followup.status not in PENDING:
        return "Tindak lanjut ini sudah ditutup."
    if not followup.assessment.shared_at:
        return "Lembarnya belum dibagikan."
    if is_waiting(followup):
        return "Perbaikan ini sudah menunggu dilihat penilai."
    return why_not_tend_followup(user, followup)


def is_waiting(followup: Any) -> bool:
    """Whether the teacher has mended and nobody has looked since."""
    return any(one.looked_at is None for one in followup.revisions.all())


def why_not_withdraw(user: "User", followup: Any) -> str | None:
    """A hand-in comes back until the assessor has looked."""
    if not is_waiting(followup):
        return "Perbaikan ini sudah dilihat penilai, jadi tidak dapat ditarik lagi."
    return why_not_tend_followup(user, followup)


def why_not_look_again(user: "User", followup: Any) -> str | None:
    """Whoever looks after the sheet, never its teacher, says what became of a round."""
    looking = actors_of(user, followup.assessment) - {Actor.TEACHER}
    if not looking:
        return f"Perbaikan dilihat lagi oleh {who({Actor.KEEPER, Actor.KEPALA, Actor.PENGAWAS})}."
    if not is_waiting(followup):
        return "Belum ada perbaikan yang menunggu dilihat."
    return None


def why_not_reopen_followup(user: "User", followup: Any) -> str | None:
    """Who may close one may take a closing back, with a reason; a waived one is changed with its sheet."""
    if followup.status != "selesai":
        return "Tindak lanjut ini belum ditutup."
    return why_not_tend_followup(user, followup)


def why_not_take_proof_off(user: "User", followup: Any) -> str | None:
    """A wrong file goes where a sentence or a sheet still says what was seen."""
    is_bare = followup.proof_file_id and not followup.proof and not followup.proof_sheet_id
    bare = Barred(
        "Berkas ini satu-satunya bukti. Buka kembali tindak lanjutnya, lalu tutup dengan bukti yang benar.",
        "Buka kembali",
        "competency:followup-reopen",
        followup,
        why_not=why_not_reopen_followup,
    )
    return why_not_tend_followup(user, followup) or (bare if is_bare else None)


def why_not_tend_followup(user: "User", followup: Any) -> str | None:
    """Saying what became of it."""
    if followup.owner_id == scope_of(user).person_id or actors_of(user, followup.assessment):
        return None
    return "Hanya guru, penilai, kepala, atau pengawas yang menutup atau membuka kembali tindak lanjut ini."


def why_not_prove(words: str, *, has_more: bool) -> str | None:
    """A sentence can be read by others, "ok" can't; a sheet or a file (`has_more`) speaks for itself."""
    is_sentence = len(words) >= FEWEST_SIGNS and len(set(re.findall(r"\w+", words.lower()))) >= FEWEST_WORDS
    return None if has_more or is_sentence else NO_PROOF
