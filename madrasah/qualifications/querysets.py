"""Verbs on rulings."""

from typing import TYPE_CHECKING

from core.removal import RemovableQuerySet

if TYPE_CHECKING:
    from madrasah.qualifications.models import Ruling


class RulingQuerySet(RemovableQuerySet["Ruling"]):
    """What somebody decided instead of the table."""
