"""How dates, times, numbers and names read in Indonesian. Pure: no Django, no clock, no domain noun.

Belongs here: turning one value into words. Not here: what to say when a value is missing.
"""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
Number = int | Fraction | Decimal


def ended(words: str) -> str:
    """A sentence with its full stop; none twice after a title or a name that ends with one.

    >>> ended("Lembar Bu Aminah, S.Pd."), ended("Selesai")
    ('Lembar Bu Aminah, S.Pd.', 'Selesai.')
    """
    return words if words.endswith(".") else f"{words}."


def day_name(day: date) -> str:
    """
    >>> day_name(date(2026, 11, 23))
    'Senin'
    """
    return DAYS[day.weekday()]


def date_plain(day: date) -> str:
    """
    >>> date_plain(date(2026, 11, 3))
    '3 November 2026'
    """
    return f"{day.day} {month_long(day)}"


def date_long(day: date) -> str:
    """
    >>> date_long(date(2026, 11, 23))
    'Senin, 23 November 2026'
    """
    return f"{day_name(day)}, {date_plain(day)}"


def date_short(day: date) -> str:
    """
    >>> date_short(date(2026, 11, 23))
    '23 Nov 2026'
    """
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def month_long(day: date) -> str:
    """
    >>> month_long(date(2026, 11, 23))
    'November 2026'
    """
    return f"{MONTHS[day.month - 1]} {day.year}"


def date_span(since: date, until: date | None) -> str:
    """'sejak 1 Juli 2024 sampai 30 Juni 2026', 'sejak 1 Juli 2024'."""
    return f"sejak {date_plain(since)} sampai {date_plain(until)}" if until else f"sejak {date_plain(since)}"


def date_range(first: date, last: date) -> str:
    """Both days named once, whatever they share.

    >>> date_range(date(2026, 11, 23), date(2026, 11, 28))
    '23–28 November 2026'
    >>> date_range(date(2026, 11, 30), date(2026, 12, 5))
    '30 November – 5 Desember 2026'
    """
    if first == last:
        return date_plain(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_plain(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {date_plain(last)}"
    return f"{date_plain(first)} – {date_plain(last)}"


def days_long(first: date, until: date | None = None) -> str:
    """One day with its name, or several.

    >>> days_long(date(2026, 11, 23)), days_long(date(2026, 11, 23), date(2026, 11, 27))
    ('Senin, 23 November 2026', '23–27 November 2026')
    """
    return date_range(first, until) if until else date_long(first)


def clock(moment: time | datetime) -> str:
    """
    >>> clock(time(8, 22))
    '08.22'
    """
    return f"{moment.hour:02d}.{moment.minute:02d}"


def moment_long(moment: datetime) -> str:
    """
    >>> moment_long(datetime(2026, 11, 23, 9, 41))
    'Senin, 23 November 2026 pukul 09.41'
    """
    return f"{date_long(moment)} pukul {clock(moment)}"


def moment_short(moment: datetime) -> str:
    """
    >>> moment_short(datetime(2026, 11, 23, 9, 41))
    '23 Nov 2026, 09.41'
    """
    return f"{date_short(moment)}, {clock(moment)}"


def relative_due(due: date, today: date) -> str:
    """How far away a due date is, in words.

    >>> relative_due(date(2026, 11, 20), date(2026, 11, 23))
    'Lewat 3 hari'
    >>> relative_due(date(2026, 11, 26), date(2026, 11, 23))
    '3 hari lagi'
    """
    days = (due - today).days
    if days < 0:
        return f"Lewat {-days} hari"
    return {0: "Hari ini", 1: "Besok"}.get(days, f"{days} hari lagi")


def due_tone(due: date, today: date) -> str:
    """The chip's colour for a due date: red when past, amber up to tomorrow, blue later."""
    days = (due - today).days
    return "red" if days < 0 else "amber" if days <= 1 else "blue"


def greeting(hour: int) -> str:
    """
    >>> [greeting(hour) for hour in (6, 12, 16, 19)]
    ['Selamat pagi', 'Selamat siang', 'Selamat sore', 'Selamat malam']
    """
    if 4 <= hour < 11:
        return "Selamat pagi"
    if 11 <= hour < 15:
        return "Selamat siang"
    return "Selamat sore" if 15 <= hour < 18 else "Selamat malam"


def decimal(value: Number | float, places: int = 0) -> str:
    """Rounded half up, with a decimal comma and a dot between thousands.

    >>> decimal(Fraction(9096, 100), 1), decimal(1234567)
    ('91,0', '1.234.567')
    """
    exact = Fraction(str(value)) if isinstance(value, float) else Fraction(value)
    scaled = Decimal(exact.numerator) / Decimal(exact.denominator)
    rounded = scaled.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:,}".replace(",", "_").replace(".", ",").replace("_", ".")


def percent(part: Number, whole: Number, places: int = 0) -> str:
    """
    >>> percent(5, 6), percent(5, 6, 1)
    ('83%', '83,3%')
    """
    return f"{decimal(Fraction(part) * 100 / Fraction(whole), places)}%"


NAME_COLUMNS = ("title_before", "name", "title_after")  # of a person, as `full_name` takes them


def name_columns(path: str) -> tuple[str, ...]:
    """The columns of the person at the end of `path` that `full_name` takes, in its order.

    >>> name_columns("person")
    ('person__title_before', 'person__name', 'person__title_after')
    """
    return tuple(f"{path}__{part}" for part in NAME_COLUMNS)


def full_name(before: str, name: str, after: str) -> str:
    """A name between its titles; either side may be empty.

    >>> full_name("Hj.", "Nurhayati", "M.Pd.")
    'Hj. Nurhayati, M.Pd.'
    >>> full_name("", "Baharuddin", "")
    'Baharuddin'
    """
    front = " ".join(part.strip() for part in (before, name) if part.strip())
    behind = after.strip().lstrip(",").strip()
    return f"{front}, {behind}" if behind else front


def form_of_address(sex: str, *, in_writing: bool = False) -> str:
    """ "Bu" or "Pak" by "P" or "L", in letters "Ibu" or "Bapak"; else "" and in letters "Bapak/Ibu"."""
    spoken, written = {"P": ("Bu", "Ibu"), "L": ("Pak", "Bapak")}.get(sex, ("", "Bapak/Ibu"))
    return written if in_writing else spoken


PARTICLES = "a abd abdul abdur andi h hj i la m moch moh mohamad mohammad muh muhamad muhammad puang siti sitti st"
NOT_A_CALL_NAME = frozenset(PARTICLES.split())


def call_name(name: str) -> str:
    """By what name one speaks to somebody: the first word, and on from a particle, which is nobody's name alone.

    >>> call_name("Aminah Contoh"), call_name("Andi Besse Contoh"), call_name("Muh. Yusuf Contoh")
    ('Aminah', 'Andi Besse', 'Muh. Yusuf')
    >>> call_name("Andi")
    'Andi'
    """
    words = name.split()
    known = (at for at, word in enumerate(words, 1) if not (word.endswith(".") or word.casefold() in NOT_A_CALL_NAME))
    return " ".join(words[: next(known, len(words))])


def file_size(size: int) -> str:
    """Bytes as people say them.

    >>> file_size(900), file_size(245_000), file_size(3_400_000)
    ('1 KB', '245 KB', '3,4 MB')
    """
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{decimal(Fraction(size, 1_000_000), 1)} MB"


def squeezed(text: str) -> str:
    """Without blanks around and doubled.

    >>> squeezed("  Bu   Rosmini ")
    'Bu Rosmini'
    """
    return " ".join(text.split())


def dotted(*parts: str) -> str:
    """What is known of something, side by side: 'Matematika · kelas IV'."""
    return " · ".join(filter(None, parts))


def joined(words: list[str]) -> str:
    """
    >>> joined(["ada"]), joined(["ada", "belum"]), joined(["ada", "terlambat", "belum"])
    ('ada', 'ada dan belum', 'ada, terlambat, dan belum')
    """
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


def with_guests(words: str, guests: int) -> str:
    """How many came: people in `words`, guests told apart.

    >>> with_guests("36 hadir", 1), with_guests("36 hadir", 0)
    ('36 hadir, ditambah 1 tamu', '36 hadir')
    """
    return f"{words}, ditambah {guests} tamu" if guests else words


def some_of(words: list[str], most: int = 8) -> str:
    """The first of many, and how many more.

    >>> some_of(["ada", "belum"]), some_of(["ada", "belum", "telat"], most=1)
    ('ada dan belum', 'ada dan 2 lainnya')
    """
    return joined(words if len(words) <= most + 1 else [*words[:most], f"{len(words) - most} lainnya"])


def headline(text: str, most: int) -> str:
    """One line of at most `most` letters, cut between words.

    >>> headline("Murid sulit\\nmembaca jam", 14)
    'Murid sulit …'
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return f"{cut.rpartition(' ')[0] or cut[:-1]} …"
