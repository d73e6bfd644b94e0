"""How long uploads are kept: previews seven days, applied runs thirty days (so long they can be undone).

What was kept of a file (receiving.py) goes when it is applied, undone or refused, or with its preview. What an
import changed stays in the history of the data with the reason "Impor …", also when the run is gone.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from madrasah.imports.models import ImportRun

PREVIEW_DAYS = 7
UNDO_DAYS = 30


def purge_runs(*, at: datetime) -> None:
    """Delete what has been kept long enough: rows in one statement each, files after the commit."""
    is_old_preview = Q(confirmed_at=None, created_at__lt=at - timedelta(days=PREVIEW_DAYS))
    is_old_run = Q(confirmed_at__lt=at - timedelta(days=UNDO_DAYS))
    with transaction.atomic():
        old = ImportRun.objects.select_for_update(skip_locked=True, of=("self",)).filter(is_old_preview | is_old_run)
        runs = list(old.select_related("file"))
        ImportRun.objects.filter(pk__in=[run.pk for run in runs]).delete()
        for run in runs:
            run.drop_file()
