"""Who may issue certificates and take one back."""

from datetime import date
from typing import TYPE_CHECKING, Any

from kkg.groups.permissions import pengawas, why_not_run_group, within
from kkg.groups.scope import groups_reopened_by

if TYPE_CHECKING:
    from kkg.groups.models import WorkingGroup
    from madrasah.models import User


def why_not_issue_certificates(user: "User", group: "WorkingGroup") -> str | None:
    """Those who run the group issue them; hours come from the record, so nobody can type any."""
    return why_not_run_group(user, group)


def why_not_certify(until: date, today: date) -> str | None:
    """What has not happened yet is not certified."""
    return "Tanggal ini belum tiba. Pilih hari ini atau sebelumnya." if until > today else None


def why_not_withdraw_certificate(user: "User", certificate: Any) -> str | None:
    """A certificate is taken back once and for good, by the ketua or the pengawas."""
    if certificate.withdrawn_at:
        return "Sertifikat ini sudah ditarik. Yang ditarik tidak berlaku lagi; terbitkan yang baru bila perlu."
    if not within(user, certificate.group, groups_reopened_by):
        return f"Hanya ketua KKG dan {pengawas()} yang menarik sertifikat."
    return None
