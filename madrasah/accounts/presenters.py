"""An account in words: its state, and what that means for the person."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from core.addresses import row_address
from core.formats import date_plain
from madrasah.accounts.states import AccountState


@dataclass(frozen=True)
class AccountWords:
    """The state of an account: a word and its colour for the chip, and one line that says more."""

    word: str
    tone: str
    detail: str


def account_words(person: Any) -> AccountWords:
    """For a person as reports.accounts.with_state gives it, with its user."""
    state = AccountState(person.account_state)
    return AccountWords(state.label, state.tone, _account_detail(state, person))


def account_row(person: Any, *, may: bool) -> dict[str, Any]:
    """A row of the list; `may`: whether it can be ticked for a link."""
    words, url = account_words(person), row_address("madrasah:account-detail", person.pk)
    told = {"word": words.word, "tone": words.tone, "detail": words.detail}
    return {"pk": str(person.pk), "name": str(person), "url": url, "may": may, **told}


def _account_detail(state: AccountState, person: Any) -> str:
    if state is AccountState.NONE:
        return ""
    if state is AccountState.SENT:
        return f"Tautan berlaku sampai {date_plain(timezone.localdate(person.link_until))}"
    if state is AccountState.LAPSED:
        return "Perlu tautan baru"
    if state is AccountState.LOCKED:
        return "Sandi salah berkali-kali; terbuka sendiri dalam satu jam"
    if state is AccountState.CLOSED:
        return _closed(person.user)
    seen = person.seen_at
    return f"Terakhir dipakai {date_plain(timezone.localdate(seen))}" if seen else "Belum pernah masuk"


def _closed(account: Any) -> str:
    when = f"Sejak {date_plain(timezone.localdate(account.closed_at))}" if account.closed_at else ""
    return ": ".join(filter(None, [when, account.closed_reason]))
