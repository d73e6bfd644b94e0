"""Conclusions: written, tied to what speaks for and against them, put on a KKG's agenda."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from competency.findings.models import Evidence, Finding, Ground
from competency.findings.permissions import why_not_change_finding, why_not_research
from competency.findings.reads import names_in
from competency.sheets.actions import person_of
from core.refusals import refuse_if
from core.removal import put_back, take_out, why_not_gone
from core.revisions import locked, once, rewrite
from kkg.agenda.actions import add_topic
from kkg.models import Session, Topic
from madrasah.models import User
from madrasah.scope import fresh

NOT_SEEN = "Bukti itu tidak dapat Anda baca."


@transaction.atomic
def conclude(*, title: str, text: str, client_token: UUID, by: User) -> Finding:
    """Once per token. Raises Refused."""
    asker = fresh(by)
    refuse_if(why_not_research(asker))
    told = {"title": title, "text": text, "writer": person_of(asker)}
    return once(Finding, client_token, told)[0]


@transaction.atomic
def mend_finding(*, finding: Finding, title: str, text: str, revision: int, by: User) -> Finding:
    """Its words; the same again changes nothing. Raises Refused, Overtaken."""
    stored = locked(finding)
    refuse_if(why_not_change_finding(fresh(by), stored) or why_not_gone(stored))
    rewrite(stored, {"title": title, "text": text}, revision)
    return stored


@transaction.atomic
def remove_finding(*, finding: Finding, by: User, at: datetime | None = None) -> None:
    """Out of sight, for 30 days; its evidence stays. A second press changes nothing."""
    stored = locked(finding)
    refuse_if(why_not_change_finding(fresh(by), stored))
    take_out(stored, at)


@transaction.atomic
def restore_finding(*, finding: Finding, by: User, at: datetime | None = None) -> None:
    """As it was; within 30 days."""
    stored = locked(finding)
    refuse_if(why_not_change_finding(fresh(by), stored))
    put_back(stored, at)


@transaction.atomic
def tie_ground(*, finding: Finding, evidence: Evidence, stance: str, by: User) -> Ground:
    """This piece supports or contradicts it from now on; a second stance takes the place of the first. Refused."""
    stored, asker = locked(finding), fresh(by)
    refuse_if(why_not_change_finding(asker, stored) or why_not_gone(stored))
    refuse_if(None if Evidence.objects.visible_to(asker).filter(pk=evidence.pk).exists() else NOT_SEEN)
    return Ground.objects.update_or_create(finding=stored, evidence=evidence, defaults={"stance": stance})[0]


@transaction.atomic
def untie_ground(*, finding: Finding, evidence: Evidence, by: User) -> None:
    """The piece says nothing about it any more; a second press changes nothing. Raises Refused."""
    stored = locked(finding)
    refuse_if(why_not_change_finding(fresh(by), stored) or why_not_gone(stored))
    Ground.objects.filter(finding=stored, evidence=evidence).delete()


@transaction.atomic
def propose_finding(*, session: Session, finding: Finding, by: User) -> Topic:
    """Its short words become a topic of this agenda, once; never with a name in them. Raises Refused."""
    stored, asker = locked(finding), fresh(by)
    refuse_if(why_not_change_finding(asker, stored) or why_not_gone(stored))
    refuse_if(why_not_told(asker, stored))
    return add_topic(session=session, title=stored.title, by=by)


def why_not_told(user: User, finding: Finding) -> str | None:
    """What stands on an agenda is read by all members: it points at nobody."""
    found = names_in(finding.title, user)
    if not found:
        return None
    return (
        f"Kesimpulan singkatnya menyebut “{found[0]}”. Ubah dulu tanpa nama orang dan madrasah: "
        "agenda dibaca semua anggota."
    )
