"""Having a pack made: one job for each kind and semester at a time, and what that job does."""

import tempfile
from collections.abc import Callable
from datetime import datetime
from typing import IO

from django.db import transaction
from django.utils import timezone

from competency.packs.evidence_papers import evidence_contents
from competency.packs.models import Pack
from competency.packs.papers import Contents
from competency.packs.permissions import offices_mark, why_not_order_pack
from competency.packs.purge import drop_pack
from competency.packs.scope_papers import own_contents, scope_contents
from core.files import store_file
from core.jobs import progress, start_job
from core.packs import drop_pieces, resumable, write_pack
from core.refusals import refuse_if
from core.revisions import locked
from madrasah.models import Semester, User
from madrasah.scope import fresh

ZIP = "application/zip"
CONTENTS: dict[str, Callable[[Pack, User, datetime, str], Contents]] = {
    Pack.Kind.EVIDENCE: evidence_contents,
    Pack.Kind.SCOPE: scope_contents,
    Pack.Kind.OWN: own_contents,
}


@transaction.atomic
def order_pack(*, kind: str, by: User, semester: Semester | None = None, site: str = "") -> Pack:
    """Has a pack made; pressed again while it is, or after it stopped, it is the same one that goes on.

    `site`: the address of the application, for what is checked there.
    """
    locked(fresh(by))
    refuse_if(why_not_order_pack(fresh(by), kind))
    last = Pack.objects.filter(by=by, kind=kind, semester=semester).select_related("job").first()
    if last and last.is_underway:
        return last
    pack = last if last and last.file_id is None else Pack.objects.create(by=by, kind=kind, semester=semester)
    pack.job = start_job(f"Menyiapkan {str(pack).lower()}"[:120], make_pack, pack=pack.pk, site=site)
    pack.save(update_fields=["job", "updated_at"])
    if not pack.job.is_over:
        return pack
    return Pack.objects.select_related("job", "file").get(pk=pack.pk)


def make_pack(job_id: int, pack: int, site: str = "", at: datetime | None = None) -> None:
    """The job: everything as its owner may see it now. Taken up again, it goes on with the pieces that stand, unless
    its owner held other offices when they were made.
    """
    row = Pack.objects.filter(pk=pack).select_related("by__person", "semester").first()
    if row is None or row.file_id:
        return
    user, at = fresh(row.by), at or timezone.now()
    refuse_if(why_not_order_pack(user, row.kind))
    if row.offices != (mark := offices_mark(user)):
        drop_pieces(row.key)
        Pack.objects.filter(pk=row.pk).update(offices=mark)
    contents = CONTENTS[row.kind](row, user, at, site)
    progress(job_id, 0, total=len(contents.pieces))
    with resumable(row.key) as folder, tempfile.TemporaryFile() as file:
        failed = write_pack(
            file, folder, contents.pieces, contents.about, lambda done: progress(job_id, done, len(contents.pieces))
        )
        _keep(row, user, file, contents, len(failed), at)


@transaction.atomic
def _keep(row: Pack, user: User, file: IO[bytes], contents: Contents, failed: int, at: datetime) -> None:
    """The file and what it is; earlier ones of its kind and semester are thrown away."""
    stored = store_file(file, name=f"{contents.name}.zip", suffix=".zip", by=user, content_type=ZIP)
    row.file, row.made_at, row.offices = stored, at, offices_mark(user)
    row.missing = len(contents.missing) + failed
    row.save()
    for earlier in Pack.objects.filter(by=user, kind=row.kind, semester=row.semester).exclude(pk=row.pk):
        drop_pack(earlier)
