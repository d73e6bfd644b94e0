"""A result by link and PIN: issuing, revoking, opening, and what the teacher does behind it (decisions.md 15).

Who came by link acts as the teacher of that one sheet and writes only what stands here; each write holds the link and
asks whether it still leads in. That it came by link stands in what was written and in the history.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from competency.reflections.actions import send_reflection, skip_reflection
from competency.reflections.models import SelfReflection
from competency.scoring import definition as scoring
from competency.sharing.models import Reply, ResultLink
from competency.sharing.permissions import why_not_hand_over
from competency.sharing.reply_actions import mark_read, reply_to_assessment, take_back_reply
from competency.sheets.actions import lock
from competency.sheets.models import Assessment
from core.refusals import refuse_if
from madrasah.accounts.link_actions import IssuedLink, Opened, digest, mint, try_pin, visitor_of, why_not_open
from madrasah.models import AccessLink, User
from madrasah.scope import fresh

BY_LINK = "lewat tautan dan PIN"


@transaction.atomic
def issue_result_link(*, assessment: Assessment, by: User, at: datetime | None = None) -> IssuedLink:
    """A new way for the teacher to this result; the one before it dies."""
    stored, asker, at = lock(assessment), fresh(by), at or timezone.now()
    refuse_if(why_not_hand_over(asker, stored))
    _end(stored, at)
    link, issued = mint(person=stored.teacher, kind=AccessLink.Kind.RESULT, issued_by=by, at=at)
    ResultLink.objects.create(assessment=stored, link=link)
    return issued


@transaction.atomic
def revoke_result_link(*, assessment: Assessment, by: User, at: datetime | None = None) -> None:
    """The link leads nowhere from now on; where there is none, nothing changes."""
    stored = lock(assessment)
    refuse_if(why_not_hand_over(fresh(by), stored))
    _end(stored, at or timezone.now())


def _end(assessment: Assessment, at: datetime) -> None:
    live = AccessLink.objects.filter(result_link__assessment=assessment, used_at=None, revoked_at=None)
    live.update(revoked_at=at)


def find_result_link(token: str) -> ResultLink | None:
    """The way behind an address, dead or alive; None where the sheet or the person is gone."""
    ways = ResultLink.objects.leading().filter(link__kind=AccessLink.Kind.RESULT, link__token_digest=digest(token))
    return ways.select_related("link__person", "assessment__instrument", "assessment__reflection").first()


@transaction.atomic
def open_result(*, token: str, pin: str, at: datetime | None = None) -> Opened:
    """Count a try; the first right one is noted. It opens, but says nothing of having read."""
    opened = try_pin(token=token, pin=pin, at=at)
    if opened is Opened.YES:
        way = ResultLink.objects.filter(link__token_digest=digest(token), opened_at=None)
        way.update(opened_at=at or timezone.now())
    return opened


# -- What the teacher does behind the link -----------------------------------------------------------


@transaction.atomic
def read_by_link(*, token: str, helper_name: str = "", at: datetime | None = None) -> None:
    """ "Sudah saya baca": a time stamp, never an agreement; a second press changes nothing."""
    sheet, visitor = _let_in(token, at)
    with pghistory.context(reason=BY_LINK):
        mark_read(assessment=sheet, reader=visitor, by_link=True, helper_name=helper_name, at=at)


@transaction.atomic
def reply_by_link(
    *,
    token: str,
    text: str,
    helper_name: str = "",
    agrees: bool = False,
    seen: int | None = None,
    at: datetime | None = None,
) -> Reply:
    """The teacher's word, as from an account. Raises Overtaken when a newer version than `seen` was shared."""
    sheet, visitor = _let_in(token, at)
    words: dict[str, Any] = {"text": text, "helper_name": helper_name, "agrees": agrees, "seen": seen}
    with pghistory.context(reason=BY_LINK):
        return reply_to_assessment(assessment=sheet, by=visitor, by_link=True, at=at, **words)


@transaction.atomic
def take_back_by_link(*, token: str, at: datetime | None = None) -> None:
    """The reply comes back while nobody has read it."""
    sheet, visitor = _let_in(token, at)
    with pghistory.context(reason=BY_LINK):
        take_back_reply(assessment=sheet, by=visitor, at=at)


@transaction.atomic
def reflect_by_link(
    *, token: str, answers: Mapping[str, scoring.Answer], text: str, at: datetime | None = None
) -> SelfReflection:
    """The reflection that stands before the scores here too."""
    sheet, visitor = _let_in(token, at)
    return send_reflection(assessment=sheet, answers=answers, text=text, by=visitor, at=at)


@transaction.atomic
def skip_by_link(*, token: str, at: datetime | None = None) -> SelfReflection:
    """On to the result without reflecting."""
    sheet, visitor = _let_in(token, at)
    return skip_reflection(assessment=sheet, by=visitor, at=at)


def _let_in(token: str, at: datetime | None) -> tuple[Assessment, User]:
    """The sheet and who came, sheet and link held meanwhile, in the order of who issues. Raises Refused once dead."""
    way = ResultLink.objects.select_related("assessment", "link__person").get(link__token_digest=digest(token))
    sheet = lock(way.assessment)
    refuse_if(why_not_open(AccessLink.objects.select_for_update().get(pk=way.link_id), at=at))
    return sheet, visitor_of(way.link)
