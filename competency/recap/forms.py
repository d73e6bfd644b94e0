"""Which semester, madrasah and teacher a recap is of. GET forms only."""

from typing import Any

from competency.summary.forms import PlaceChoice
from madrasah.models import Person
from madrasah.work.namesakes import PersonChoice


class RecapChoice(PlaceChoice):
    """Empty is all: every madrasah of the reader's office, every teacher there."""

    guru = PersonChoice(Person.objects.none(), label="Guru", required=False, empty_label="Semua guru")

    def __init__(self, *args: Any, places: Any, teachers: Any, **kwargs: Any) -> None:
        super().__init__(*args, places=places, **kwargs)
        field: Any = self.fields["guru"]
        field.queryset = teachers
        if teachers is None or not places:
            del self.fields["guru"]
        self.refresh_fields()

    @property
    def teacher(self) -> Person | None:
        """The chosen teacher; None for all."""
        teacher: Person | None = self.cleaned_data.get("guru") if self.is_valid() else None
        return teacher
