"""Money as people write it, a line an item: "Konsumsi 20 orang: 400.000". Pure: no Django."""

import re
from dataclasses import dataclass

_BETWEEN = " \t:=–—-"
_YEAR = re.compile(r"(?<![\d.:=])(?<!rp)(?<!rp )(?<!rp\.)\s(?:19|20)\d\d$", re.I)
_SUM = re.compile(rf"(?<=[{_BETWEEN}])(?:rp\.?\s*)?(\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,(?:00?|-))?$", re.I)


@dataclass(frozen=True)
class Item:
    """What money came from or went to, in whole rupiah."""

    what: str
    sum: int


class UnreadableLine(ValueError):
    """A line without an amount; the sentence says which, and begins small: the place stands before it."""


def items_of(words: str) -> list[Item]:
    """Each line that says something; UnreadableLine names the first without an amount at its end.

    >>> items_of("Konsumsi 20 orang: 400.000\\nATK Rp 50.000,-")
    [Item(what='Konsumsi 20 orang', sum=400000), Item(what='ATK', sum=50000)]
    """
    return [_item(number, line.strip()) for number, line in enumerate(words.splitlines(), 1) if line.strip()]


def _item(number: int, line: str) -> Item:
    if year := _YEAR.search(line):
        said = year[0].strip()
        raise UnreadableLine(f"baris {number}: “{said}” terbaca seperti tahun. Tulis “: Rp{said}” bila itu jumlahnya.")
    found = _SUM.search(line)
    what = line[: found.start()].strip(_BETWEEN) if found else ""
    if not found or not what:
        raise UnreadableLine(f"baris {number}: tulis jumlahnya di ujung, misalnya “Konsumsi 20 orang: 400.000”.")
    return Item(what, int(found[1].replace(".", "")))


def overspent(income: str, spent: str) -> str:
    """What was read of both, in a sentence, where more went than came; or nothing. UnreadableLine as `items_of`."""
    came, went = total(items_of(income)), total(items_of(spent))
    if went <= came:
        return ""
    return f"Dana masuk terbaca {rupiah(came)}, dana keluar {rupiah(went)}: sisanya {rupiah(came - went)}."


def total(items: list[Item]) -> int:
    return sum(item.sum for item in items)


def rupiah(amount: int) -> str:
    """
    >>> rupiah(1250000), rupiah(-500)
    ('Rp1.250.000', '−Rp500')
    """
    sign = "−" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")
