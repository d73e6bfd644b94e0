"""Issuing a batch of certificates as a job, once and whole; withdrawing one. Who earned one: kkg/models."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.jobs import progress, start_job
from core.papers import to_pdf
from core.refusals import refuse_if
from core.revisions import locked, refuse_sent_before
from kkg.certificates.awards import Award, awards_to_issue
from kkg.certificates.models import Certificate, CertificateBatch
from kkg.certificates.papers import TEMPLATE, certificates_paper
from kkg.certificates.permissions import why_not_certify, why_not_issue_certificates, why_not_withdraw_certificate
from kkg.groups.actions import take_numbers
from kkg.groups.lettering import certificate_number
from kkg.groups.models import LetterCounter, WorkingGroup
from kkg.sessions.carrying import lock_group
from kkg.speakers.models import Speaker
from madrasah.models import Person, User
from madrasah.periods import school_year_of
from madrasah.scope import fresh

BATCH_FIELDS = ("title", "since", "until", "dated", "least_hours")
PORTION = 100


@transaction.atomic
def issue_batch(
    *,
    group: WorkingGroup,
    values: Mapping[str, Any],
    paper: Mapping[str, Any],
    client_token: UUID,
    by: User,
    on: date | None = None,
) -> CertificateBatch:
    """Has certificates written for all who earned one; a second press of one form gives the first batch.

    `values`: BATCH_FIELDS. `paper`: "letterhead", "place" and "signers" as CertificateBatch keeps them.
    """
    group, today = lock_group(group), on or timezone.localdate()
    refuse_if(why_not_issue_certificates(fresh(by), group) or why_not_certify(values["until"], today))
    said = {"group": group} | {name: values[name] for name in BATCH_FIELDS}
    if known := CertificateBatch.objects.filter(client_token=client_token).first():
        refuse_sent_before(known, said)
        return known
    batch = CertificateBatch.objects.create(
        **said, paper=dict(paper), issued_by=by, school_year=school_year_of(values["dated"]), client_token=client_token
    )
    return _start(batch)


def _start(batch: CertificateBatch) -> CertificateBatch:
    batch.job = start_job(f"Menerbitkan sertifikat {batch.title}"[:120], write_certificates, batch=batch.pk)
    batch.save(update_fields=["job", "updated_at"])
    return batch


@transaction.atomic
def resume_batch(*, batch: CertificateBatch, by: User) -> CertificateBatch:
    """Starts a batch again whose job stopped before anything was written; any other stays as it is."""
    batch = locked(batch, "job", "group")
    refuse_if(why_not_issue_certificates(fresh(by), batch.group))
    is_under_way = batch.job is not None and not batch.job.is_over
    if is_under_way or batch.certificates.exists():
        return batch
    return _start(batch)


@transaction.atomic
def write_certificates(job_id: int, batch: int) -> None:
    """The job: all certificates of a batch or none, so that a run that was killed is simply done again.

    A second run, also one at the same moment, finds the first one's rows and writes nothing.
    """
    stored = CertificateBatch.objects.select_related("group").get(pk=batch)
    lock_group(stored.group)  # one batch after the other: the next sees what this one wrote
    if stored.certificates.exists():
        return
    found = awards_to_issue(stored.group, stored.since, stored.until, stored.least_hours)
    awards = [award for award in found if not award.why_not]
    progress(job_id, 0, total=len(awards))
    rows = _numbered(stored, awards)
    _try_to_print(stored, rows)
    for first in range(0, len(rows), PORTION):
        Certificate.objects.bulk_create(rows[first : first + PORTION])
        progress(job_id, min(first + PORTION, len(rows)))


def _try_to_print(batch: CertificateBatch, rows: Sequence[Certificate]) -> None:
    """RuntimeError, and with it no number is taken, if a certificate can't be made."""
    for first in range(0, len(rows), PORTION):
        portion = rows[first : first + PORTION]
        to_pdf(TEMPLATE, certificates_paper(batch, portion, address_of=str, check=""))


def _numbered(batch: CertificateBatch, awards: Sequence[Award]) -> list[Certificate]:
    """Rows with the next numbers of the batch's school year, in the order of the awards."""
    year, series = batch.school_year, LetterCounter.Series.CERTIFICATE
    if not awards:
        return []
    numbers = take_numbers(group=batch.group, series=series, year=year, count=len(awards))
    return [_row(batch, award, number) for award, number in zip(awards, numbers, strict=True)]


def _row(batch: CertificateBatch, award: Award, number: int) -> Certificate:
    number_text = certificate_number(batch.group.certificate_pattern, number, batch.school_year)
    person, speaker = award.key[0]
    return Certificate(
        batch=batch,
        group=batch.group,
        person_id=person,
        speaker_id=speaker,
        part=award.part,
        holder=str(award.holder)[:200],
        holder_number=_number_of(award.holder),
        institution=award.institution[:120],
        year=batch.school_year,
        number=number,
        number_text=number_text,
        hours=award.hours,
        sessions=list(award.sessions),
    )


def _number_of(person: Person | Speaker) -> str:
    if isinstance(person, Speaker):
        return ""
    if person.nip:
        return f"NIP {person.nip}"
    return f"NUPTK {person.nuptk}" if person.nuptk else ""


@transaction.atomic
def withdraw_certificate(*, certificate: Certificate, reason: str, by: User, at: datetime | None = None) -> Certificate:
    """Takes a certificate back for good; its number stays used. A second time keeps the first reason.

    Waits for a batch of the group under way: who holds a valid one of the same days gets no second.
    """
    lock_group(certificate.group)
    row = locked(certificate, "group")
    if row.withdrawn_at is None:
        refuse_if(why_not_withdraw_certificate(fresh(by), row))
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = at or timezone.now(), by, reason
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", "updated_at"])
    return row
