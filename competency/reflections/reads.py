"""Results that wait for the teacher's reflection."""

from typing import Any

from django.db.models import Exists, OuterRef

from competency.sheets.models import Assessment
from core.fields import rows_behind
from madrasah.models import User
from madrasah.scope import scope_of


def waiting_for(user: User) -> Any:
    """Shared lessons of this teacher whose scores must not be shown before the reflection (`must_reflect_first`)."""
    seen = rows_behind(Assessment, "events").filter(pgh_obj=OuterRef("pk"), read_at__isnull=False)
    new = Assessment.objects.kept().shared().of_lessons().filter(teacher=scope_of(user).person_id, reflection=None)
    return new.filter(~Exists(seen), read_at=None).select_related("observer")
