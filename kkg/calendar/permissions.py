"""Who may have the address of a calendar."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from madrasah.models import User


def why_not_have_feed(user: "User") -> str | None:
    """Everybody who is a person here has a calendar of their own."""
    return None if user.person_id else "Akun ini tidak terhubung dengan orang, jadi tidak punya kalender sendiri."
