"""The words of prepared WhatsApp texts about a session. Pure: no Django, no clock.

Belongs here: what a message says and what it may never hold. Not here: the address that opens WhatsApp
(core/whatsapp.py), and which rows are told (kkg/messages/facts.py).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.formats import date_long, days_long, form_of_address
from core.whatsapp import holds_identity_number

PRIVATE_ADDRESS = re.compile(r"/(?:t|hasil|kalender)/[\w.-]{8,}")
PIN = re.compile(r"\bPIN\b\W{0,3}\d{4,}", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class SessionFacts:
    """What a message says of a session; `hours` name their zone, `address` needs a log-in.

    `topics`: (title, state in words). `decisions`: (text, owner, due) as known. `former`: days it was put
    off from, in words. `came`: how many were there in words, nothing before the roll call.
    """

    group: str
    title: str
    day: date
    until: date | None = None
    address: str
    hours: str = ""
    place: str = ""
    speakers: str = ""
    former: str = ""
    cancelled: str = ""
    topics: Sequence[tuple[str, str]] = ()
    decisions: Sequence[tuple[str, str, date | None]] = ()
    result: str = ""
    came: str = ""

    @property
    def days(self) -> str:
        """In words."""
        return days_long(self.day, self.until)


@dataclass(frozen=True)
class Addressee:
    """To whom: `full` stands behind "Yth.", `short` inside a sentence."""

    full: str
    short: str = "Bapak/Ibu"


def group_addressee(group: str) -> Addressee:
    """Everybody of a KKG."""
    return Addressee(f"Bapak/Ibu anggota {group}")


def person_addressee(name: str, sex: str) -> Addressee:
    """One person, by the word that fits; `sex` is "L", "P" or unknown.

    >>> person_addressee("Aminah Contoh, S.Pd.I.", "P")
    Addressee(full='Ibu Aminah Contoh, S.Pd.I.', short='Ibu')
    """
    word = form_of_address(sex, in_writing=True)
    return Addressee(f"{word} {name}", word)


def invitation(told: SessionFacts, to: Addressee) -> str:
    """Come to this session; its agenda, unfinished topics marked."""
    return _text(
        f"Yth. {to.full}",
        f"Kami mengundang {to.short} hadir dalam pertemuan KKG:",
        _circumstances(told),
        _agenda(told),
        f"Rinciannya, setelah masuk: {told.address}",
        f"Terima kasih.\n{told.group}",
    )


def reminder(told: SessionFacts, to: Addressee, today: date) -> str:
    """The same in short, a day before or on the day."""
    when = {0: " hari ini", 1: " besok"}.get((told.day - today).days, "")
    return _text(
        f"Yth. {to.full}",
        f"Mengingatkan pertemuan KKG{when}:",
        _circumstances(told),
        f"Bila berhalangan, kabari pengurus sebelum pertemuan dimulai.\n{told.group}",
    )


def minutes(told: SessionFacts, to: Addressee) -> str:
    """What came of it: topics with state, decisions with owner and due day; no absentees."""
    came = f"\nHadir: {told.came}" if told.came else ""
    return _text(
        f"Yth. {to.full}",
        f"Hasil pertemuan KKG *{told.title}*\n{told.days}{came}",
        told.result,
        _listed("Topik:", (f"{title}: {state}" if state else title for title, state in told.topics)),
        _listed("Keputusan:", (_decided(*row) for row in told.decisions)),
        f"Catatan lengkap, setelah masuk: {told.address}",
        f"Terima kasih.\n{told.group}",
    )


def decisions_due(rows: Iterable[tuple[str, date | None]], group: str, to: Addressee, address: str) -> str:
    """To one owner: what the KKG decided and waits for. `rows`: (decision, due day)."""
    lines = (_decided(text, "", due) for text, due in rows)
    return _text(
        f"Yth. {to.full}",
        _listed(f"Keputusan {group} yang menunggu {to.short}:", lines),
        f"Bila sudah selesai, tulis buktinya di sini, setelah masuk: {address}",
        "Bila ada kendala, kabari kami. Terima kasih.",
    )


def cancellation(told: SessionFacts, to: Addressee) -> str:
    """It will not take place, and why."""
    return _text(
        f"Yth. {to.full}",
        f"Pertemuan KKG *{told.title}* pada {told.days} dibatalkan.",
        f"Alasan: {told.cancelled}" if told.cancelled else "",
        f"Mohon maaf dan terima kasih.\n{told.group}",
    )


def why_not_message(text: str) -> str | None:
    """What may not go into a chat: NIP or NUPTK, a PIN, somebody's private address.

    >>> why_not_message("PIN: 123456"), why_not_message("Sabtu, 28 November 2026 pukul 08.00 WITA")
    ('Pesan ini memuat PIN. Hapus dulu: PIN disampaikan langsung, bukan lewat percakapan.', None)
    """
    if holds_identity_number(text):
        return "Pesan ini memuat angka sepanjang NIP atau NUPTK. Hapus dulu, supaya tidak tersebar."
    if PIN.search(text):
        return "Pesan ini memuat PIN. Hapus dulu: PIN disampaikan langsung, bukan lewat percakapan."
    if PRIVATE_ADDRESS.search(text):
        return "Pesan ini memuat tautan pribadi. Hapus dulu: siapa pun yang menerimanya bisa membukanya."
    return None


def _text(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _circumstances(told: SessionFacts) -> str:
    rows = [
        ("Hari", told.days),
        ("Pukul", told.hours),
        ("Tempat", told.place),
        ("Narasumber", told.speakers),
        ("Semula", told.former),
    ]
    return "\n".join([f"*{told.title}*", *(f"{word}: {value}" for word, value in rows if value)])


def _agenda(told: SessionFacts) -> str:
    lines = [
        f"{at}. {title}" + (f" ({state})" if state else "") for at, (title, state) in enumerate(told.topics, start=1)
    ]
    return "\n".join(["Yang dibahas:", *lines]) if lines else ""


def _listed(head: str, lines: Iterable[str]) -> str:
    found = [f"- {line}" for line in lines]
    return "\n".join([head, *found]) if found else ""


def _decided(text: str, owner: str, due: date | None) -> str:
    """ "Menyusun soal (Ibu Aminah, paling lambat Senin, 30 November 2026)"."""
    known = [owner, f"paling lambat {date_long(due)}" if due else ""]
    aside = ", ".join(part for part in known if part)
    return f"{text} ({aside})" if aside else text
