"""The code on a blank form: which instrument's version it prints, for which planned visit, and a sign that checks both.

Nothing is stored for it: a form may be printed by one press and copied as often as a madrasah likes. Signs that look
alike are left out. One wrong sign, or two that changed places, is noticed: 23 is prime, and no code is that long.
"""

SIGNS = "ACDEFHJKMNPRTUVWXY34679"
BASE = len(SIGNS)
OF_INSTRUMENT = 3


def code_of(instrument: int, visit: int | None = None) -> str:
    """
    >>> code_of(7), code_of(7, 57)
    ('AAK7', 'AAKDRW')
    """
    words = _spelt(instrument).rjust(OF_INSTRUMENT, SIGNS[0]) + (_spelt(visit) if visit else "")
    if len(_spelt(instrument)) > OF_INSTRUMENT:
        raise ValueError("Too many instruments for three signs.")
    return words + _check(words)


def read_code(code: str) -> tuple[int, int | None] | None:
    """Instrument and visit (keys); None for what can be no code.

    >>> read_code(code_of(7, 57)), read_code("AAKH")
    ((7, 57), None)
    """
    words, check = code[:-1], code[-1:]
    if len(words) < OF_INSTRUMENT or set(code) - set(SIGNS) or _check(words) != check:
        return None
    visit = _number(words[OF_INSTRUMENT:]) if words[OF_INSTRUMENT:] else None
    return _number(words[:OF_INSTRUMENT]), visit


def in_groups(code: str) -> str:
    """As it is printed: the instrument's signs first."""
    rest = code[OF_INSTRUMENT + 1 :]
    return f"{code[: OF_INSTRUMENT + 1]} {rest}".strip()


def _spelt(number: int) -> str:
    words = ""
    while number:
        number, sign = divmod(number, BASE)
        words = SIGNS[sign] + words
    return words or SIGNS[0]


def _number(words: str) -> int:
    number = 0
    for sign in words:
        number = number * BASE + SIGNS.index(sign)
    return number


def _check(words: str) -> str:
    return SIGNS[sum(at * SIGNS.index(sign) for at, sign in enumerate(words, start=1)) % BASE]
