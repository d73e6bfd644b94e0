"""Certificates on paper: one, or all of a batch. What they say was kept when they were issued."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils import timezone

from core.codes import qr_drawing
from core.formats import date_plain, date_range, joined
from kkg.certificates.models import Certificate, CertificateBatch
from kkg.groups.lettering import code_in_fours
from kkg.groups.papers import Data

TEMPLATE = "certificate.typ"
Address = Callable[[str], str]


def certificates_paper(
    batch: CertificateBatch, certificates: Iterable[Certificate], *, address_of: Address, check: str
) -> Data:
    """Everything templates/papers/certificate.typ prints.

    `address_of`: the public address of a code; `check`: that of the page where a code is typed.
    """
    place = batch.paper.get("place") or "…………………"
    return {
        "title": f"Sertifikat {batch.title}",
        "letterhead": batch.paper.get("letterhead") or [batch.group.name],
        "group": batch.group.name,
        "activity": batch.title,
        "dated": f"{place}, {date_plain(batch.dated)}",
        "signers": batch.paper["signers"],
        "check": check.partition("//")[2],
        "certificates": [_one(certificate, address_of(certificate.code)) for certificate in certificates],
    }


def _one(certificate: Certificate, address: str) -> Data:
    withdrawn = certificate.withdrawn_at
    return {
        "number": certificate.number_text,
        "name": certificate.holder,
        "holder_number": certificate.holder_number,
        "institution": certificate.institution,
        "part": certificate.get_part_display(),
        "days": date_range(*certificate.days),
        "hours": certificate.hours,
        "sessions": [_line(session) for session in certificate.sessions],
        "code": code_in_fours(certificate.code),
        "address": address.partition("//")[2],
        "qr": qr_drawing(address),
        "withdrawn": date_plain(timezone.localtime(withdrawn)) if withdrawn else "",
    }


def _line(session: Data) -> Data:
    return {
        "day": date_plain(date.fromisoformat(session["date"])),
        "title": session["title"],
        "topics": [topic for topic in session["topics"] if topic != session["title"]],
        "speakers": joined(session["speakers"]),
        "jp": session["jp"],
    }
