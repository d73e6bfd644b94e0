"""History in tests: PostgreSQL writes it by its own clock, which no test stops."""

from datetime import timedelta
from typing import Any

from django.utils import timezone


def date_deletions(model: Any, days: int = 0) -> Any:
    """All deletions of the model, as if they had been `days` before the moment of the test."""
    events = model.pgh_event_model.objects.filter(pgh_label="delete")
    events.update(pgh_created_at=timezone.now() - timedelta(days=days))
    return events
