"""Guard against silent overwriting: who saves must have seen the newest revision (decisions.md 24)."""

from typing import Any, Protocol

from django.core.exceptions import ValidationError

from kkg.models import Session

STALE = (
    "Sementara Anda mengisi, orang lain mengubah data ini. Isian Anda masih ada di bawah: "
    "bandingkan dengan yang tersimpan, lalu simpan lagi bila isian Anda yang benar."
)


class Revised(Protocol):
    """A row that counts its changes."""

    revision: Any


def locked(session: Session) -> Session:
    """The session as it stands now, held until the transaction ends."""
    return Session.objects.select_for_update(of=("self",)).select_related("group").get(pk=session.pk)


def refuse_stale(row: Revised, revision: int) -> None:
    """ValidationError if the row changed since `revision` was shown."""
    if row.revision != revision:
        raise ValidationError(STALE, code="stale")


def bump(row: Revised) -> None:
    """Counts one more change; the caller saves `revision`."""
    row.revision += 1
