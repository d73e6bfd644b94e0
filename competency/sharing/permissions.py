"""Why somebody may not share, answer, close, correct or take over a sheet: one Indonesian sentence, or None."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings

from competency.sheets.permissions import Gap, actors_of, who, why_not_fill, why_not_move
from competency.sheets.states import Actor, State
from madrasah.roles import Role

if TYPE_CHECKING:
    from competency.sheets.models import Assessment
    from madrasah.models import User


def why_not_share(
    user: "User", assessment: "Assessment", gaps: Collection[Gap] = (), followups: Collection[Any] | None = None
) -> str | None:
    """The assessor shares a complete sheet whose tindak lanjut is proposed or waived (decisions.md 6, 19).

    `gaps` come from `gaps_of`; leave `followups` out where only the right to share is asked about.
    """
    if reason := why_not_fill(user, assessment) or why_not_move(user, assessment, State.SHARED):
        return reason
    if gaps:
        first = min(gaps, key=lambda gap: gap.number)
        rest = f" Masih ada {len(gaps) - 1} lagi." if len(gaps) > 1 else ""
        return f"{first.sentence}{rest}"
    if followups is not None and not followups:
        return "Tindak lanjut belum diisi. Usulkan satu, atau nyatakan tidak perlu dengan alasannya."
    return None


def was_shared_by(user: "User", assessment: "Assessment") -> bool:
    """Whether the assessor has just shared it: a second press then changes nothing."""
    return assessment.state == State.SHARED and Actor.ASSESSOR in actors_of(user, assessment)


def why_not_reply(user: "User", assessment: "Assessment") -> str | None:
    """The teacher replies once to each shared version."""
    if Actor.TEACHER not in actors_of(user, assessment):
        return "Hanya guru yang diamati yang dapat menanggapi."
    if assessment.state == State.DRAFT:
        return "Lembar ini belum dibagikan."
    if assessment.state == State.CORRECTING:
        return "Lembar ini sedang diperbaiki. Anda dapat menanggapi setelah dibagikan lagi."
    if assessment.state != State.SHARED:
        return "Tanggapan sudah dikirim, atau lembar ini sudah selesai."
    return None


def why_not_take_back_reply(user: "User", assessment: "Assessment", reply: Any, *, at: datetime) -> str | None:
    """The teacher, until the assessor has read it and as long as another may still be written; `reply` or None."""
    if Actor.TEACHER not in actors_of(user, assessment):
        return "Hanya guru yang menanggapi yang dapat menarik tanggapannya."
    if reply is None:
        return "Belum ada tanggapan yang dapat ditarik."
    if reply.read_at is not None:
        return "Tanggapan ini sudah dibaca penilai, jadi tidak dapat ditarik lagi."
    if at > reply.version.shared_at + timedelta(days=settings.REPLY_DAYS):
        return "Batas waktu tanggapan sudah lewat, jadi tanggapan ini tetap."
    return why_not_move(user, assessment, State.SHARED)


def why_not_close(user: "User", assessment: "Assessment") -> str | None:
    """Assessor, kepala or pengawas close what the teacher has answered."""
    if assessment.state == State.SHARED and actors_of(user, assessment) - {Actor.TEACHER}:
        return "Lembar diselesaikan setelah guru menanggapi, atau sesudah batas waktu tanggapan lewat."
    return why_not_move(user, assessment, State.CLOSED)


def why_not_correct(user: "User", assessment: "Assessment") -> str | None:
    """Who may take a shared sheet back for correction."""
    return why_not_move(user, assessment, State.CORRECTING)


def why_not_give_up_correction(user: "User", assessment: "Assessment") -> str | None:
    """Who may leave the last shared version as it is."""
    if assessment.state != State.CORRECTING:
        return "Lembar ini tidak sedang diperbaiki."
    return why_not_move(user, assessment, State.CLOSED)


def why_not_take_over(user: "User", assessment: "Assessment") -> str | None:
    """Kepala or pengawas take over what an assessor who has left would still have to do (decisions.md 18)."""
    actors = actors_of(user, assessment)
    if not actors & {Actor.KEPALA, Actor.PENGAWAS} or actors & {Actor.ASSESSOR, Actor.TEACHER}:
        return f"Hanya {who({Actor.KEPALA, Actor.PENGAWAS})} madrasah ini yang dapat mengambil alih."
    if assessment.state in (State.DRAFT, State.CLOSED):
        return "Tidak ada yang perlu diteruskan pada lembar ini."
    offices = assessment.assessor.assignments.open().filter(role__in=[Role.KEPALA, Role.PENGAWAS])
    if offices.filter(madrasah=assessment.madrasah_id).exists():
        return "Penilainya masih bertugas di madrasah ini."
    return None


def was_given_up(user: "User", assessment: "Assessment") -> bool:
    """Whether nothing is left to give up, for somebody who might: a second press then changes nothing."""
    is_shared = assessment.shared_at is not None and assessment.state != State.CORRECTING
    return is_shared and bool(actors_of(user, assessment) - {Actor.TEACHER})
