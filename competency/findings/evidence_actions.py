"""Evidence: noted once, mended by who noted it, deleted so that it can be undone, and given codes."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from competency.findings.models import Code, Coding, Evidence
from competency.findings.permissions import (
    why_not_change_evidence,
    why_not_consent,
    why_not_gather,
    why_not_happened,
    why_not_research,
)
from competency.sheets.actions import person_of
from competency.sheets.models import Assessment
from core.refusals import refuse_if
from core.removal import put_back, take_out, why_not_gone
from core.revisions import locked, once, rewrite
from madrasah.models import Madrasah, User
from madrasah.scope import fresh

NOT_THE_SHEET = (
    "Lembar itu bukan dari madrasah ini, atau tidak dapat Anda baca. Buka lagi lembarnya, lalu catat dari sana."
)
NOT_SEEN = "Bukti ini tidak lagi dapat Anda baca."
NOT_YOUR_CODE = "Sebagian kode itu sudah dihapus atau milik orang lain. Muat ulang halaman ini, lalu pilih lagi."


@transaction.atomic
def record_evidence(*, values: Mapping[str, Any], client_token: UUID, by: User, on: date | None = None) -> Evidence:
    """`values`: the columns of the form, `sheet` may be None. Once per token. Raises Refused."""
    asker = fresh(by)
    place = locked(values["madrasah"])
    refuse_if(why_not_gather(asker, place))
    _refuse_faulty(asker, place, values, on)
    told = {**values, "writer": person_of(asker)}
    return once(Evidence, client_token, told)[0]


@transaction.atomic
def mend_evidence(
    *, evidence: Evidence, values: Mapping[str, Any], revision: int, by: User, on: date | None = None
) -> Evidence:
    """Its words and facts; the same again changes nothing. Raises Refused, Overtaken."""
    stored, asker = locked(evidence, "madrasah"), fresh(by)
    refuse_if(why_not_change_evidence(asker, stored) or why_not_gone(stored))
    refuse_if(why_not_gather(asker, values["madrasah"]))
    _refuse_faulty(asker, values["madrasah"], values, on)
    rewrite(stored, values, revision)
    return stored


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User, at: datetime | None = None) -> None:
    """Out of every list, matrix and conclusion, for 30 days; a second press changes nothing."""
    stored = locked(evidence, "madrasah")
    refuse_if(why_not_change_evidence(fresh(by), stored))
    take_out(stored, at)


@transaction.atomic
def restore_evidence(*, evidence: Evidence, by: User, at: datetime | None = None) -> None:
    """As it was, with its codes and conclusions; within 30 days."""
    stored = locked(evidence, "madrasah")
    refuse_if(why_not_change_evidence(fresh(by), stored))
    put_back(stored, at)


@transaction.atomic
def code_evidence(*, evidence: Evidence, codes: Collection[Code], by: User) -> Evidence:
    """One's own codes of this piece are these from now on; those of others stay. Raises Refused."""
    stored, asker = locked(evidence), fresh(by)
    refuse_if(why_not_research(asker))
    refuse_if(None if Evidence.objects.visible_to(asker).filter(pk=stored.pk).exists() else NOT_SEEN)
    wanted = {code.pk for code in codes}
    own = Code.objects.visible_to(asker)
    refuse_if(None if own.filter(pk__in=wanted).count() == len(wanted) else NOT_YOUR_CODE)
    given = Coding.objects.filter(evidence=stored, code__in=own.values("pk"))
    given.exclude(code__in=wanted).delete()
    there = set(given.values_list("code", flat=True))
    Coding.objects.bulk_create(Coding(evidence=stored, code_id=key) for key in sorted(wanted - there))
    return stored


def _refuse_faulty(asker: User, place: Madrasah, values: Mapping[str, Any], on: date | None) -> None:
    refuse_if(why_not_happened(values["happened_on"], on or timezone.localdate()))
    refuse_if(why_not_consent(values["kind"], values["consent"]))
    sheet: Assessment | None = values.get("sheet")
    if sheet is not None:
        readable = Assessment.objects.visible_to(asker).filter(pk=sheet.pk, madrasah=place)
        refuse_if(None if readable.exists() else NOT_THE_SHEET)
