"""Who may take a register out, and how long it may be."""

from typing import TYPE_CHECKING

from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.users.models import User

MOST_ROWS = 20_000


def why_not_take_register(user: "User", rows: int = 0) -> str | None:
    """Those who may import such a list: nobody else knows the numbers of others. As much as one request makes."""
    scope = scope_of(user)
    if not (scope.knows or scope.registers_regions):
        return "Daftar ini diunduh oleh operator, kepala, atau pengawas."
    if rows > MOST_ROWS:
        return "Daftar ini terlalu panjang untuk sekali unduh. Minta operator kabupaten mengunduhnya per kabupaten."
    return None
