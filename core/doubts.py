"""What looks wrong about a day that was typed, and is pointed out, never forbidden. Pure: no Django, no clock."""

from datetime import date

from core.formats import date_plain

FAR = 366
SUNDAY = 6


def day_doubts(day: date | None, *, on: date) -> list[str]:
    """A day more than a year before or after the one it was typed on.

    >>> day_doubts(date(2016, 11, 28), on=date(2026, 11, 28))
    ['28 November 2016 sudah 10 tahun yang lalu.']
    """
    if day is None:
        return []
    back = (on - day).days
    found = {
        f"{date_plain(day)} sudah {back // 365} tahun yang lalu.": back > FAR,
        f"{date_plain(day)} masih lebih dari setahun lagi.": back < -FAR,
    }
    return [sentence for sentence, is_so in found.items() if is_so]


def off_doubts(day: date, holiday: str) -> list[str]:
    """A day without lessons: in the holiday of that name, or a Sunday.

    >>> off_doubts(date(2026, 12, 25), "Libur Natal")
    ['25 Desember 2026 hari libur: Libur Natal.']
    """
    if holiday:
        return [f"{date_plain(day)} hari libur: {holiday}."]
    return [f"{date_plain(day)} hari Minggu."] if day.weekday() == SUNDAY else []


def due_doubts(due: date | None, *, since: date, what: str, on: date) -> list[str]:
    """A last day before that which it follows (`what`, on `since`), or gone by already; else as any day.

    >>> due_doubts(date(2026, 11, 20), since=date(2026, 11, 28), what="pertemuannya", on=date(2026, 11, 28))
    ['Batas waktu 20 November 2026 sebelum pertemuannya, 28 November 2026.']
    """
    if due is None:
        return []
    if due < since:
        return [f"Batas waktu {date_plain(due)} sebelum {what}, {date_plain(since)}."]
    return [f"Batas waktu {date_plain(due)} sudah lewat."] if due < on else day_doubts(due, on=on)
