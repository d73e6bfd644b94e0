"""Who published a version, as the history tells."""

from competency.instruments.models import Instrument
from madrasah.models import User
from madrasah.users.reads import doers_of


def published_by(instrument: Instrument) -> User | None:
    """Whoever published it on a page; None where it came with the application."""
    first = instrument.events.filter(pgh_label="insert").select_related("pgh_context").first()  # type: ignore[attr-defined]
    return doers_of([first]).get(first.pk) if first else None
