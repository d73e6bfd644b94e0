"""Why somebody may not ask about the own data, or answer: one Indonesian sentence, or None."""

from typing import TYPE_CHECKING, Any

from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.users.models import User

DONE = "Permintaan ini sudah dijawab atau ditarik."


def why_not_request(user: "User") -> str | None:
    """Everybody with a record of a person."""
    if scope_of(user).person_id:
        return None
    return "Akun ini tidak terkait dengan seseorang, jadi tidak ada data diri yang dapat diminta."


def why_not_withdraw(user: "User", request: Any) -> str | None:
    """One's own, until it was answered."""
    if scope_of(user).person_id != request.person_id:
        return "Permintaan ini diajukan orang lain."
    return None if request.is_open else DONE


def why_not_keep_requests(user: "User") -> str | None:
    """The list: for operators of a region."""
    if scope_of(user).registers_regions:
        return None
    return "Permintaan tentang data pribadi dijawab operator wilayah."


def why_not_answer(user: "User", request: Any) -> str | None:
    """By an operator of the region, not the own one."""
    if reason := why_not_keep_requests(user):
        return reason
    if scope_of(user).person_id == request.person_id:
        return "Permintaan Anda sendiri dijawab operator wilayah lain."
    return None if request.is_open else DONE
