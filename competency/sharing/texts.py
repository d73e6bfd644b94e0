"""The prepared text that takes a result to its teacher. Pure: no Django, no clock.

It goes into a chat: it holds no score, no PIN and no number of a person.
"""

from datetime import date

from core.formats import date_plain


def result_message(*, to: str, what: str, day: date, sender: str, address: str, until: date) -> str:
    """`what`: the kind of sheet in words; `address` opens with the PIN only.

    >>> print(result_message(to="Bu Aminah", what="Observasi pembelajaran", day=date(2026, 11, 23),
    ...     sender="Baso Contoh", address="https://contoh.id/hasil/x/", until=date(2026, 12, 7)))
    Assalamu'alaikum Bu Aminah, hasil observasi pembelajaran tanggal 23 November 2026 dapat dibaca di sini:
    https://contoh.id/hasil/x/
    Buka, lalu ketik PIN yang saya sampaikan terpisah. Berlaku sampai 7 Desember 2026. Jangan teruskan pesan ini.
    Baso Contoh
    """
    return (
        f"Assalamu'alaikum {to}, hasil {_inside(what)} tanggal {date_plain(day)} dapat dibaca di sini:\n{address}\n"
        f"Buka, lalu ketik PIN yang saya sampaikan terpisah. Berlaku sampai {date_plain(until)}. "
        f"Jangan teruskan pesan ini.\n{sender}"
    )


def _inside(what: str) -> str:
    """As it stands inside a sentence; abbreviations stay large."""
    return what if what[1:2].isupper() else what[:1].lower() + what[1:]
