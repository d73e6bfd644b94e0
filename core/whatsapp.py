"""Prepares a WhatsApp link with the words already typed; nothing is ever sent from here. Pure.

Belongs here: the address and what may never be in it. Not here: the words of any one message.
"""

import re
from urllib.parse import quote

# NIP (18 digits) and NUPTK (16) are also written in groups; a phone or the number of an online meeting is shorter.
LONG_NUMBER = re.compile(
    r"\d{14,}"
    r"|(?<!\d)\d{8}[ .-]\d{6}[ .-]?\d[ .-]?\d{3}(?!\d)"
    r"|(?<!\d)(?<!\d )\d(?: ?\d){15}(?:(?: ?\d){2})?(?! ?\d)"
)
ADDRESS = re.compile(r"https?://\S+")


def message_link(text: str, phone: str = "") -> str:
    """An address that opens WhatsApp with `text`, addressed to `phone` if it is an Indonesian number.

    Raises ValueError if the text holds a number as long as a NIP or NUPTK: those don't go into chats.

    >>> message_link("Halo Contoh", "0812-0000-0000")
    'https://wa.me/6281200000000?text=Halo%20Contoh'
    """
    if holds_identity_number(text):
        raise ValueError("An identity number may not go into a message.")
    return f"https://wa.me/{international(phone)}?text={quote(text, safe='')}"


def holds_identity_number(text: str) -> bool:
    """Whether a number as long as a NIP or NUPTK stands in the text; addresses aside.

    >>> holds_identity_number("NIP 19850101 201001 2 001"), holds_identity_number("28 November 2026 08.00")
    (True, False)
    >>> holds_identity_number("Zoom 812 3456 7890 atau 0812 3456 7890 (Ibu Contoh)")
    False
    """
    return LONG_NUMBER.search(ADDRESS.sub("", text)) is not None


def international(phone: str) -> str:
    """
    >>> international("0812 0000 0000"), international("+62812"), international("tidak ada")
    ('6281200000000', '62812', '')
    """
    digits = re.sub(r"\D", "", phone)
    return f"62{digits[1:]}" if digits.startswith("0") else digits
