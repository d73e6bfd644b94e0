"""A madrasah in words: what is known of it."""

from core.formats import date_plain
from madrasah.places.models import Madrasah

Fact = tuple[str, str]


def madrasah_facts(madrasah: Madrasah) -> tuple[list[Fact], list[str]]:
    """The same of a madrasah, with the names it had before."""
    pairs = [
        ("NSM", madrasah.nsm),
        ("NPSN", madrasah.npsn),
        ("Alamat", ", ".join(filter(None, [madrasah.address, madrasah.village]))),
        ("Akreditasi", madrasah.accreditation),
    ]
    facts = [("Status", madrasah.get_status_display())]
    facts += [("Nama dulu", f"{old}, sampai {date_plain(old.until)}") for old in madrasah.former_names.all()]
    facts += [(word, str(value)) for word, value in pairs if value]
    return facts, [word for word, value in pairs if not value]
