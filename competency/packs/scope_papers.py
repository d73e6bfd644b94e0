"""All that a reader sees, in one workbook with its files; and what somebody takes along who leaves."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

from django.urls import reverse
from django.utils import timezone

from competency.packs.models import Pack
from competency.packs.papers import About, Contents
from competency.packs.scope_reports import (
    own_supervision_files,
    own_supervision_listings,
    supervision_files,
    supervision_listings,
)
from competency.packs.sheet_papers import sheet_pieces
from competency.reflections.reads import waiting_for
from competency.sharing.history_presenters import history_of
from competency.sheets.models import Assessment
from competency.sheets.presenters import about as sheet_about
from core.formats import date_plain
from core.packs import Listing, Piece, kept_file, paper, part, workbook
from kkg.certificates.papers import TEMPLATE, certificates_paper
from kkg.desk.scope_reports import kkg_files, kkg_listings, own_kkg_files, own_kkg_listings
from kkg.models import Certificate
from madrasah.desk.scope_reports import own_listings, register_listings
from madrasah.models import User

BOOK = "01 Data"
NOT_HERE = (
    "Isi surat bernomor dan kertas lain (undangan, notulen, lembar kosong): cetak dari halamannya masing-masing.",
    "Kata sandi, tautan pribadi, dan PIN: tidak pernah dapat dibaca siapa pun.",
    "Yang sudah dihapus, dan yang tidak termasuk tugas Anda hari ini.",
)
EMPTY = "kosong (belum dicatat, atau tidak termasuk tugas Anda)"


def scope_contents(_pack: Pack, user: User, at: datetime, _site: str) -> Contents:
    """Every row the reader may see today, and every file behind them."""
    listings = [*register_listings(user), *kkg_listings(user), *supervision_listings(user, timezone.localdate(at))]
    files = chain(kkg_files(user), supervision_files(user))
    return _contents(f"Semua data {user.person}", listings, _pieces(files), [], user, at)


def own_contents(_pack: Pack, user: User, at: datetime, site: str) -> Contents:
    """Of oneself only: sheets and certificates as PDF, the rest as rows, with the history of each sheet."""
    shared = Assessment.objects.visible_to(user).shared().filter(teacher=user.person_id)
    waiting = waiting_for(user).count()
    opened = shared.exclude(pk__in=waiting_for(user).values("pk")).order_by("observed_on", "pk")
    sheets = list(opened.defer("instrument__document"))
    listings = [*own_listings(user), *own_kkg_listings(user), *own_supervision_listings(user), _history(opened)]
    pieces = [
        *sheet_pieces(sheets, user, "Lembar"),
        *certificate_pieces(user, site),
        *_pieces(chain(own_kkg_files(user), own_supervision_files(user))),
    ]
    left = [f"{waiting} hasil baru tentang Anda belum Anda buka, jadi belum dimuat."] if waiting else []
    return _contents(f"Data {user.person}", listings, pieces, left, user, at)


def certificate_pieces(user: User, site: str) -> list[Piece]:
    """One's own valid certificates, each with the address where it is checked. `site`: as the browser knew it."""
    rows = Certificate.objects.visible_to(user).filter(person=user.person_id).valid().select_related("batch__group")

    def words(row: Certificate) -> Mapping[str, Any]:
        check = f"{site}{reverse('kkg:certificate-check')}"
        return certificates_paper(row.batch, [row], address_of=partial(_public, site), check=check)

    return [
        paper(f"Sertifikat/{part(f'{number:03} {row.number_text}')}", TEMPLATE, partial(words, row))
        for number, row in enumerate(rows.order_by("year", "number", "pk"), start=1)
    ]


def _public(site: str, code: str) -> str:
    return f"{site}{reverse('kkg:certificate-public', args=[code])}"


def _history(sheets: Any) -> Listing:
    def rows() -> Iterable[Sequence[Any]]:
        for sheet in sheets:
            for told in history_of(sheet):
                yield [sheet.pk, sheet_about(sheet), told.at, told.who, told.what]

    head = ["No. lembar", "Lembar", "Waktu", "Siapa", "Apa"]
    return Listing("Riwayat lembar", "siapa melakukan apa dengan lembar Anda, dan kapan", head, rows)


def _pieces(files: Iterable[tuple[str, Any]]) -> list[Piece]:
    return [kept_file(f"Berkas/{folder}", stored) for folder, stored in files]


def _contents(
    title: str, listings: Sequence[Listing], pieces: Sequence[Piece], left: Sequence[str], user: User, at: datetime
) -> Contents:
    """The readme comes last, when each sheet has been counted."""
    counts: dict[str, int] = {}
    missing = [*left, *NOT_HERE]

    def about(failed: Sequence[str]) -> str:
        sheets = [_sheet_words(one, counts[one.title]) for one in listings]
        parts = [f"{BOOK}.xlsx, {len(sheets)} lembar kerja:", *sheets, *_folders(pieces)]
        notes = ["Isinya yang boleh Anda lihat di layar pada saat dibuat, tidak lebih."]
        return About(title, user, at, parts, missing, notes).words(failed)

    name = part(f"{title} {date_plain(timezone.localdate(at))}")
    return Contents(name, [workbook(BOOK, listings, counts), *pieces], left, about)


def _sheet_words(listing: Listing, count: int) -> str:
    return f"{listing.title}: {count} baris. {listing.about}" if count else f"{listing.title}: {EMPTY}"


def _folders(pieces: Sequence[Piece]) -> list[str]:
    counts: dict[str, int] = {}
    for piece in pieces:
        folder = piece.name.rpartition("/")[0]
        counts[folder] = counts.get(folder, 0) + 1
    return [f"Map {folder}: {count} berkas" for folder, count in counts.items()]
