"""Why two records may not become one: one Indonesian sentence, or None."""

from typing import TYPE_CHECKING, Any

from madrasah.grants import standing_of, why_not_grant
from madrasah.people.permissions import why_not_edit_person

if TYPE_CHECKING:
    from madrasah.users.models import User


def why_not_merge(user: "User", *people: Any) -> str | None:
    """Who may edit both records and could grant every office either holds; so nobody gains by own merges."""
    for person in people:
        account = getattr(person, "user", None)
        if account is not None and account.is_superuser:
            return "Data pengelola sistem tidak digabungkan dari sini."
        reasons = (
            why_not_grant(user, role, madrasah=madrasah, region=region)
            for role, madrasah, region in standing_of(person)
        )
        if reason := why_not_edit_person(user, person) or next(filter(None, reasons), None):
            return reason
    return None
