"""Why a teacher may not reflect on a lesson: one Indonesian sentence, or None."""

from typing import TYPE_CHECKING

from competency.sheets.permissions import actors_of
from competency.sheets.states import Actor

if TYPE_CHECKING:
    from competency.sheets.models import Assessment
    from madrasah.models import User


def why_not_reflect(user: "User", assessment: "Assessment") -> str | None:
    """The teacher, once, after the first sharing and before any score was seen."""
    if Actor.TEACHER not in actors_of(user, assessment):
        return "Refleksi diri ditulis oleh guru yang diamati."
    if assessment.shared_at is None:
        return "Lembar ini belum dibagikan."
    if not assessment.instrument.is_of_lessons:
        return "Refleksi diri hanya untuk pelajaran yang diamati."
    if hasattr(assessment, "reflection"):
        return "Refleksi diri untuk lembar ini sudah dikirim atau dilewati."
    if was_seen(assessment):
        return "Hasilnya sudah Anda baca, jadi refleksi diri tidak diisi lagi."
    return None


def was_seen(assessment: "Assessment") -> bool:
    """Whether the teacher has ever read a shared version; a new version clears `read_at`, the history remembers."""
    history = assessment.events  # type: ignore[attr-defined]
    return assessment.read_at is not None or history.filter(read_at__isnull=False).exists()


def must_reflect_first(user: "User", assessment: "Assessment") -> bool:
    """Whether the reflection is offered instead of the result."""
    is_new = assessment.read_at is None and assessment.teacher_id == user.person_id
    return is_new and why_not_reflect(user, assessment) is None
