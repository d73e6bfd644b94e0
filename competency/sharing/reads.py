"""Which sheets were brought before the pengawas, as a condition on sheets."""

from django.db.models import Exists, OuterRef

from competency.sharing.models import Objection


def objected(*, open_ones: bool) -> Exists:
    """Brought and not answered yet; or answered, and the teacher has not seen it."""
    rows = Objection.objects.filter(version__assessment=OuterRef("pk"))
    if open_ones:
        return Exists(rows.filter(answered_at=None))
    return Exists(rows.filter(answered_at__isnull=False, read_at=None))
