"""The guards against silent loss: who saves has seen the newest revision, and what is sent again is one row
(decisions.md 24).
"""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, models

from core.refusals import Refused

M = TypeVar("M", bound=models.Model)
STALE = (
    "Sementara Anda mengisi, orang lain mengubah data ini. Isian Anda masih ada di bawah: "
    "bandingkan dengan yang tersimpan, lalu simpan lagi bila isian Anda yang benar."
)


SENT_BEFORE = (
    "Formulir ini tadi sudah tersimpan, dengan isian lain. Periksa dulu yang tersimpan itu. "
    "Bila isian di bawah ini memang yang baru, simpan sekali lagi."
)


class SentBefore(Refused):
    """A form went back to after it was stored came with other words; nothing was written (core.forms gives it a new
    token, so that the next press stores it beside the first).
    """


class Overtaken(ValidationError):
    """Somebody else saved since the page was made; `row` is as stored now, nothing was written."""

    def __init__(self, row: Any, sentence: str) -> None:
        super().__init__(sentence, code="stale")
        self.row = row


def locked(row: M, *joined: str) -> M:
    """The row as it stands now, with its `joined` relations, held until the transaction ends."""
    rows = type(row)._base_manager.select_for_update(of=("self",))
    return rows.select_related(*joined).get(pk=row.pk) if joined else rows.get(pk=row.pk)


def hold(token: UUID) -> None:
    """Until the transaction ends, whoever comes with the same token waits: then what it stands for is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(token.bytes[:8], "big", signed=True)])


def once(model: type[M], client_token: UUID, said: Mapping[str, Any], **more: Any) -> tuple[M, bool]:
    """The row that a form became, and whether it did just now. `said`: what the form says; `more` is set besides.

    Sent again it is the same row. Raises SentBefore where that says something else by now, or was deleted: who went
    back to write another would lose it.
    """
    hold(client_token)
    found = model._base_manager.filter(client_token=client_token).first()
    if found is None:
        return model._default_manager.create(client_token=client_token, **said, **more), True
    refuse_sent_before(found, said)
    return found, False


def refuse_sent_before(found: Any, said: Mapping[str, Any]) -> None:
    """Raises SentBefore unless the row that a form became still says this."""
    is_gone = getattr(found, "removed_at", None) is not None
    if is_gone or any(getattr(found, name) != value for name, value in said.items()):
        raise SentBefore(SENT_BEFORE)


def refuse_stale(row: Any, revision: int, sentence: str = STALE) -> None:
    """Raises Overtaken if the row changed since `revision` was shown."""
    if row.revision != revision:
        raise Overtaken(row, sentence)


def bump(row: Any) -> None:
    """Counts one more change; the caller saves `revision`."""
    row.revision += 1


def rewrite(row: models.Model, values: Mapping[str, Any], revision: int) -> None:
    """Sets and saves these values of a locked row; the same again changes nothing. Raises Overtaken."""
    if all(getattr(row, name) == value for name, value in values.items()):
        return
    refuse_stale(row, revision)
    for name, value in values.items():
        setattr(row, name, value)
    bump(row)
    row.save()
