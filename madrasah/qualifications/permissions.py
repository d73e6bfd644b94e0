"""Why somebody may not decide how a qualification fits, or read it."""

from typing import TYPE_CHECKING

from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.people.models import Person
    from madrasah.users.models import User
    from madrasah.work.models import Placement


def why_not_read_standing(user: "User", person: "Person") -> str | None:
    """Of oneself, and of who works where one heads or supervises; nobody else, the operator neither."""
    scope = scope_of(user)
    if person.pk == scope.person_id or any(post.madrasah_id in scope.opens for post in person.placements.all()):
        return None
    return "Kesesuaian hanya terbaca oleh yang bersangkutan, kepala, dan pengawasnya."


def why_not_rule(user: "User", placement: "Placement") -> str | None:
    """Who heads or supervises the madrasah today, and never about oneself."""
    scope = scope_of(user)
    if placement.person_id == scope.person_id:
        return "Kesesuaian Anda sendiri ditetapkan oleh atasan Anda."
    if placement.madrasah_id in scope.opens:
        return None
    both = f"{role_label(Role.KEPALA).lower()} atau {role_label(Role.PENGAWAS).lower()}"
    return f"Kesesuaian ditetapkan oleh {both} di {placement.madrasah}."
