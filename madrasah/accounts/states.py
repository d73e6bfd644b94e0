"""The states an account can be in, in words. Pure; how a state is found is in reports/accounts.py."""

from enum import StrEnum


class AccountState(StrEnum):
    """The values stand in the address of the list of accounts."""

    NONE = "belum"
    SENT = "terkirim"
    LAPSED = "habis"
    ACTIVE = "aktif"
    LOCKED = "terkunci"
    CLOSED = "nonaktif"

    @property
    def label(self) -> str:
        """The word on the chip."""
        return LABELS[self]

    @property
    def tone(self) -> str:
        """The chip's colour."""
        return TONES[self]


LABELS = {
    AccountState.NONE: "Belum ada akun",
    AccountState.SENT: "Tautan disiapkan",
    AccountState.LAPSED: "Tautan tidak berlaku",
    AccountState.ACTIVE: "Aktif",
    AccountState.LOCKED: "Terkunci",
    AccountState.CLOSED: "Dinonaktifkan",
}
TONES = {
    AccountState.NONE: "grey",
    AccountState.SENT: "blue",
    AccountState.LAPSED: "amber",
    AccountState.ACTIVE: "green",
    AccountState.LOCKED: "red",
    AccountState.CLOSED: "grey",
}
WITHOUT_PASSWORD = frozenset({AccountState.NONE, AccountState.SENT, AccountState.LAPSED})
