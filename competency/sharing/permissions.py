"""Why somebody may not share, answer, close, correct or take over a sheet: one Indonesian sentence, or None."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from competency.sheets.permissions import (
    Gap,
    actors_of,
    may_hold,
    who,
    why_not_fill,
    why_not_hold,
    why_not_mend,
    why_not_move,
    why_not_purpose,
)
from competency.sheets.states import Actor, State
from core.formats import date_plain
from core.refusals import Barred
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.sheets.models import Assessment
    from madrasah.models import User


def why_not_share(
    user: "User",
    assessment: "Assessment",
    gaps: Collection[Gap] = (),
    followups: Collection[Any] | None = None,
    on: date | None = None,
) -> str | None:
    """The keeper shares a complete sheet whose tindak lanjut is proposed or waived (decisions.md 6, 19).

    `gaps` come from `gaps_of`; leave `followups` out where only the right to share is asked about.
    """
    if reason := why_not_fill(user, assessment) or why_not_move(user, assessment, State.SHARED):
        return reason
    if gaps:
        first = min(gaps, key=lambda gap: gap.number)
        rest = f" Masih ada {len(gaps) - 1} lagi." if len(gaps) > 1 else ""
        return Barred(
            f"{first.sentence}{rest}",
            f"Isi butir {first.number}",
            "competency:assessment-fill",
            assessment,
            first.stage,
            why_not=why_not_fill,
        )
    if assessment.observed_on > (on or timezone.localdate()):
        reason = f"Lembar ini bertanggal {date_plain(assessment.observed_on)}. Bagikan sesudah pelajarannya."
        return Barred(reason, "Ubah tanggalnya", "competency:assessment-data", assessment, why_not=why_not_mend)
    untold = why_not_purpose(assessment.instrument.definition, assessment.purpose)
    if untold and assessment.state == State.DRAFT:  # what was shared once keeps what it said
        return Barred(untold, "Ubah datanya", "competency:assessment-data", assessment, why_not=why_not_mend)
    if followups is not None and not followups:
        return "Tindak lanjut belum diisi. Usulkan satu, atau nyatakan tidak perlu dengan alasannya."
    return None


def was_shared_by(user: "User", assessment: "Assessment") -> bool:
    """Whether the keeper has just shared it: a second press then changes nothing."""
    return assessment.state == State.SHARED and Actor.KEEPER in actors_of(user, assessment)


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


def why_not_hand_over(user: "User", assessment: "Assessment") -> str | None:
    """A link with a PIN to the own result goes out from whoever looks after the sheet today (decisions.md 15)."""
    if not actors_of(user, assessment) - {Actor.TEACHER}:
        senders = who({Actor.KEEPER, Actor.KEPALA, Actor.PENGAWAS})
        return why_not_hold(user, assessment, f"Tautan hasil dibuat oleh {senders}.")
    return None if assessment.shared_at else "Lembar ini belum dibagikan."


def why_not_object(user: "User", assessment: "Assessment", version: Any) -> str | None:
    """The teacher, once for each shared version; `version` is the last one, or None."""
    if Actor.TEACHER not in actors_of(user, assessment):
        return "Hanya guru yang diamati yang dapat membawa hasil ini ke pengawas."
    if version is None:
        return "Lembar ini belum dibagikan."
    if assessment.state == State.CORRECTING:
        return "Lembar ini sedang diperbaiki. Tunggu hasil barunya."
    return "Keberatan atas hasil ini sudah dikirim." if hasattr(version, "objection") else None


def why_not_withdraw_objection(user: "User", assessment: "Assessment", objection: Any) -> str | None:
    """The teacher, until it was answered; `objection` or None."""
    if Actor.TEACHER not in actors_of(user, assessment):
        return "Hanya guru yang menulisnya yang dapat menarik keberatan ini."
    if objection is None:
        return "Belum ada keberatan yang dapat ditarik."
    return "Keberatan ini sudah dijawab, jadi tidak dapat ditarik lagi." if objection.answered_at else None


def why_not_answer_objection(user: "User", assessment: "Assessment", objection: Any) -> str | None:
    """A pengawas of that madrasah answers, once; `objection` or None."""
    if Actor.PENGAWAS not in actors_of(user, assessment):
        return f"Keberatan dijawab oleh {who({Actor.PENGAWAS})} madrasah ini."
    if objection is None:
        return "Belum ada keberatan yang dapat dijawab."
    return "Keberatan ini sudah dijawab." if objection.answered_at else None


def is_addressed(user: "User", assessment: "Assessment") -> bool:
    """Whether a reply speaks to the user: who observed and who carries on, also after their office ended."""
    person = scope_of(user).person_id
    return person is not None and person in (assessment.observer_id, assessment.keeper_id)


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
    """Keeper, kepala or pengawas close what the teacher has answered."""
    if assessment.state == State.SHARED and actors_of(user, assessment) - {Actor.TEACHER}:
        return "Lembar diselesaikan setelah guru menanggapi, atau sesudah batas waktu tanggapan lewat."
    if assessment.state == State.CORRECTING:
        reason = "Lembar ini sedang diperbaiki. Bagikan dulu perbaikannya, atau batalkan."
        return Barred(reason, "Periksa lembar", "competency:assessment-review", assessment, why_not=why_not_fill)
    return why_not_move(user, assessment, State.CLOSED)


def why_not_give_up_correction(user: "User", assessment: "Assessment") -> str | None:
    """Who may leave the last shared version as it is."""
    if assessment.state != State.CORRECTING:
        return "Lembar ini tidak sedang diperbaiki."
    return why_not_move(user, assessment, State.CLOSED)


def why_not_take_over(user: "User", assessment: "Assessment") -> str | None:
    """Kepala or pengawas carry on with what a keeper who has left would still have to do (decisions.md 18, 29)."""
    actors = actors_of(user, assessment)
    if not actors & {Actor.KEPALA, Actor.PENGAWAS} or actors & {Actor.KEEPER, Actor.TEACHER}:
        return f"Hanya {who({Actor.KEPALA, Actor.PENGAWAS})} madrasah ini yang dapat mengambil alih."
    if assessment.state == State.CLOSED:
        return "Tidak ada yang perlu diteruskan pada lembar ini."
    if not type(assessment).objects.left_behind().filter(pk=assessment.pk).exists():
        return f"{assessment.keeper} masih bertugas di madrasah ini."
    return None


def why_not_give_back(user: "User", assessment: "Assessment") -> str | None:
    """Who took a sheet over gives it back; the observer, once in office there again, takes it back."""
    scope = scope_of(user)
    is_back = assessment.observer_id == scope.person_id and may_hold(user, assessment)
    if scope.person_id != assessment.keeper_id and not is_back:
        return "Hanya yang mengambil alih lembar ini yang dapat mengembalikannya."
    if not assessment.is_taken_over:
        return "Lembar ini tidak sedang diambil alih."
    if assessment.state == State.CLOSED:
        return "Lembar ini sudah selesai, jadi tidak dikembalikan lagi."
    return None


def was_given_back(user: "User", assessment: "Assessment") -> bool:
    """Whether nothing is left to give back, for somebody who might: a second press then changes nothing."""
    return not assessment.is_taken_over and bool(actors_of(user, assessment) - {Actor.TEACHER})


def was_given_up(user: "User", assessment: "Assessment") -> bool:
    """Whether nothing is left to give up, for somebody who might: a second press then changes nothing."""
    is_shared = assessment.shared_at is not None and assessment.state != State.CORRECTING
    return is_shared and bool(actors_of(user, assessment) - {Actor.TEACHER})
