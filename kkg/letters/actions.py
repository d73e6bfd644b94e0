"""Issuing letters, and taking one back. Their numbers: kkg/groups/actions.py."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.refusals import refuse_if
from core.revisions import locked, refuse_sent_before
from kkg.attendance.rosters import roster_of
from kkg.groups.actions import next_number
from kkg.groups.lettering import letter_number
from kkg.groups.models import LetterCounter, WorkingGroup
from kkg.groups.permissions import why_not_run_group
from kkg.letters.models import Letter
from kkg.letters.papers import why_no_paper
from kkg.letters.permissions import why_not_issue_letter, why_not_send, why_not_withdraw_letter
from kkg.sessions.carrying import lock_group
from kkg.sessions.models import Session
from madrasah.models import Madrasah, User
from madrasah.scope import fresh


@transaction.atomic
def issue_letter(
    *,
    group: WorkingGroup,
    kind: str,
    dated: date,
    content: Mapping[str, Any],
    client_token: UUID,
    by: User,
    session: Session | None = None,
    madrasah: Madrasah | None = None,
    named: Collection[int] = (),
) -> Letter:
    """One letter per token, saying for good what `content` says (data of its template). A second press gives the first.

    `named`: keys of those who may read it beside the group's officers. The paper is made before its number is
    taken; that of the KKG is put into the content as "number", one of `madrasah` stands there (decisions.md 35).
    """
    group, asker = lock_group(group), fresh(by)
    if session is None:
        refuse_if(why_not_run_group(asker, group))
    else:
        session = locked(session, "group")
        refuse_if(why_not_issue_letter(asker, session, kind))
        sent = {line["person"] for line in content.get("people", ())}
        refuse_if(why_not_send(kind, madrasah, roster_of(session), sent) if sent else None)
    said = {"group": group, "session": session, "madrasah": madrasah, "kind": kind, "dated": dated}
    if known := Letter.objects.filter(client_token=client_token).first():
        now = {**content, **({} if madrasah else {"number": known.number_text})}
        refuse_sent_before(known, said | {"content": json.loads(json.dumps(now))})
        return known
    refuse_if(why_no_paper(kind, content))
    number, text = (None, content["number"]) if madrasah else _next_number(group, dated)
    letter = Letter.objects.create(
        **said,
        year=dated.year,
        number=number,
        number_text=text,
        content={**content, "number": text},
        issued_by=by,
        client_token=client_token,
    )
    letter.named.set(named)
    return letter


def _next_number(group: WorkingGroup, dated: date) -> tuple[int, str]:
    number = next_number(group=group, series=LetterCounter.Series.LETTER, year=dated.year)
    return number, letter_number(group.letter_pattern, number, dated)


@transaction.atomic
def withdraw_letter(*, letter: Letter, reason: str, by: User, at: datetime | None = None) -> Letter:
    """Takes a letter back; its number stays used. One that was withdrawn keeps its first reason."""
    letter = locked(letter, "group")
    if letter.withdrawn_at is None:
        refuse_if(why_not_withdraw_letter(fresh(by), letter))
        letter.withdrawn_at, letter.withdrawn_reason = at or timezone.now(), reason
        letter.save(update_fields=["withdrawn_at", "withdrawn_reason", "updated_at"])
    return letter
