"""The prepared text that reminds a kepala of weeks whose RPP were not checked. Pure: no Django, no clock.

It names no teacher, no score and no number of a person: it goes into a chat.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from core.formats import date_range, form_of_address

LAST_DAY = timedelta(days=5)
MOST = 6  # a longer text is not read; the page behind the address has them all


def reminder(
    *, to: str, sex: str, place: str, weeks: Sequence[tuple[date, int, int]], address: str, sender: str
) -> str:
    """`weeks`: the oldest first, each (Monday, how many are unchecked, of how many teachers). `address` needs a log-in.

    >>> print(reminder(to="Baso Contoh", sex="L", place="MI Contoh Satu", weeks=[(date(2026, 11, 9), 2, 11)],
    ...     address="https://contoh.id/supervisi/", sender="Daeng Contoh"))
    Yth. Bapak Baso Contoh
    <BLANKLINE>
    Di MI Contoh Satu masih ada RPP yang belum diperiksa:
    - minggu 9–14 November 2026: 2 dari 11 guru
    <BLANKLINE>
    Mohon diperiksa di sini, setelah masuk: https://contoh.id/supervisi/
    <BLANKLINE>
    Bila ada kendala, kabari saya. Terima kasih.
    Daeng Contoh
    """
    shown = weeks[-MOST:]
    lines = [f"- minggu {date_range(week, week + LAST_DAY)}: {count} dari {of} guru" for week, count, of in shown]
    if len(weeks) > len(shown):
        lines.append(f"- dan {len(weeks) - len(shown)} minggu sebelum itu")
    return "\n\n".join(
        [
            f"Yth. {form_of_address(sex, in_writing=True)} {to}",
            "\n".join([f"Di {place} masih ada RPP yang belum diperiksa:", *lines]),
            f"Mohon diperiksa di sini, setelah masuk: {address}",
            f"Bila ada kendala, kabari saya. Terima kasih.\n{sender}",
        ]
    )
