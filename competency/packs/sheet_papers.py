"""Shared sheets as pieces of a pack: each the version that stands, as its reader would print it."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from competency.sharing.models import Reply, SharedVersion
from competency.sharing.papers import version_paper
from competency.sharing.permissions import is_addressed
from competency.sheets.models import Assessment
from core.formats import date_plain
from core.packs import Piece, paper, part
from madrasah.models import User

Data = dict[str, Any]


def sheet_pieces(sheets: Iterable[Assessment], reader: User, folder: str) -> list[Piece]:
    """One PDF each, in the order given; read anew when its turn comes."""
    pieces = []
    for number, sheet in enumerate(sheets, start=1):
        words = f"{number:03} {date_plain(sheet.observed_on)} {sheet.teacher.name} {sheet.name}"
        pieces.append(paper(f"{folder}/{part(words)}", "filled.typ", partial(sheet_paper, sheet.pk, reader)))
    return pieces


def sheet_paper(pk: int, reader: User) -> Data:
    """A reply that its addressee has not opened yet is not shown by the way: it is read on its own page."""
    rows = Assessment.objects.visible_to(reader).select_related("reflection", "semester", "madrasah__region")
    sheet = rows.get(pk=pk)
    version = SharedVersion.objects.standing([pk]).select_related("reply", "reply__by", "shared_by").get()
    reply: Reply | None = getattr(version, "reply", None)
    if reply is not None and reply.read_at is None and is_addressed(reader, sheet):
        reply = None
    return version_paper(version, sheet, reader, reply=reply, is_latest=True)


def unread_replies(sheets: Iterable[Assessment], reader: User) -> list[str]:
    """Sentences about the replies that `sheet_paper` leaves out."""
    unopened = {row.pk: row for row in sheets if is_addressed(reader, row)}
    replies = SharedVersion.objects.standing(list(unopened)).values_list("assessment", "reply__pk", "reply__read_at")
    left = [unopened[sheet] for sheet, reply, read_at in replies if reply and read_at is None]
    return [f"Tanggapan di lembar {sheet.teacher}, {date_plain(sheet.observed_on)}, belum Anda buka." for sheet in left]
