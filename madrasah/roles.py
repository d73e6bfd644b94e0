"""The offices that a person may hold, and the words for them.

Who may see or do what is in scope and permissions.
"""

from django.conf import settings
from django.db import models


class Role(models.TextChoices):
    """An office at a madrasah or in a region. The values are Indonesian because exports show them."""

    TEACHER = "guru", "Guru"
    KEPALA = "kepala", "Kepala madrasah"
    PENGAWAS = "pengawas", "Pengawas"
    KABUPATEN = "kabupaten", "Petugas kabupaten"
    OPERATOR = "operator", "Operator"


def role_label(role: str, *, is_acting: bool = False) -> str:
    """The office in today's words (settings.ROLE_LABELS), "Plt" before it for an acting holder.

    Permenpan-RB 21/2024 renames the pengawas, so the word is a setting, never written into a template.
    """
    label = settings.ROLE_LABELS.get(role, Role(role).label)
    return f"Plt {label}" if is_acting else label
