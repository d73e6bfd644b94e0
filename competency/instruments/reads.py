"""Who published a version, as the history tells."""

from competency.instruments.models import Instrument
from madrasah.models import User


def published_by(instrument: Instrument) -> User | None:
    """Whoever published it on a page; None where it came with the application."""
    first = instrument.events.filter(pgh_label="insert").select_related("pgh_context").first()  # type: ignore[attr-defined]
    told = first.pgh_context.metadata if first and first.pgh_context else {}
    return User.objects.select_related("person").filter(pk=told.get("user") or 0).first()
