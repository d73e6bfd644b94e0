"""Who may put the list of outsiders right."""

from typing import TYPE_CHECKING

from core.formats import date_plain
from core.refusals import Barred
from kkg.groups.permissions import why_not_run_group

if TYPE_CHECKING:
    from kkg.speakers.models import Speaker
    from madrasah.models import User


def why_not_mend_speaker(user: "User", speaker: "Speaker") -> str | None:
    """Those who run the group, an outsider only: a person's name is kept with the person."""
    if speaker.person_id:
        return "Nama orang yang terdaftar diubah di data orangnya."
    return why_not_run_group(user, speaker.group)


def why_not_drop_speaker(user: "User", speaker: "Speaker") -> str | None:
    """Only whom nothing names."""
    if reason := why_not_mend_speaker(user, speaker):
        return reason
    return f"{speaker} masih dipakai di program, agenda, kehadiran, atau sertifikat." if speaker.is_named else None


def why_not_make_one(user: "User", kept: "Speaker", dropped: "Speaker") -> str | None:
    """Two of one list, who were never recorded side by side: what is counted is not changed from here."""
    if reason := why_not_mend_speaker(user, kept) or why_not_mend_speaker(user, dropped):
        return reason
    if kept == dropped or kept.group_id != dropped.group_id:
        return "Pilih nama lain dari daftar narasumber KKG yang sama."
    return _why_not_one(kept, dropped)


def _why_not_one(kept: "Speaker", dropped: "Speaker") -> str | None:
    both = kept.attendances.filter(session__attendances__speaker=dropped).select_related("session").first()
    if both:
        held = f"“{both.session}”, {date_plain(both.session.date)}"
        reason = f"Keduanya tercatat hadir di {held}. Keluarkan dulu salah satunya dari kehadiran itu."
        return Barred(reason, "Buka kehadiran", "kkg:session-attendance", both.session)
    paper = kept.certificates.filter(batch__certificates__speaker=dropped).select_related("batch").first()
    return f"Keduanya punya sertifikat dari “{paper.batch}”, jadi tetap dua. Perbaiki saja namanya." if paper else None
