"""How long a pack is kept: it holds much about many, and can be made again at any time."""

from datetime import datetime, timedelta

from django.db import transaction

from competency.packs.models import KEPT_DAYS, Pack
from core.files import discard_file
from core.packs import drop_pieces


@transaction.atomic
def purge_packs(*, at: datetime) -> None:
    """Rows, their files after the commit, and pieces that nobody went on with."""
    old = Pack.objects.filter(created_at__lt=at - timedelta(days=KEPT_DAYS)).select_related("file", "job")
    for pack in old.select_for_update(skip_locked=True, of=("self",)):
        if not pack.is_underway:
            drop_pack(pack)


def drop_pack(pack: Pack) -> None:
    """This one goes."""
    drop_pieces(pack.key)
    pack.delete()
    if pack.file:
        discard_file(pack.file)
