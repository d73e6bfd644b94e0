"""Which frozen semester is looked at; of who counts several kabupaten, which of them. GET only."""

from functools import cached_property
from typing import Any

from django import forms

from competency.district.models import DistrictCube
from core.forms import FormBase, offer


class CubeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Words by the semester, and by the kabupaten where there are several."""

    def name_all(self, cubes: list[DistrictCube]) -> list[str]:
        """One word for each."""
        several = len({cube.region_id for cube in cubes}) > 1
        return [str(cube) if several else str(cube.semester) for cube in cubes]


class CubeChoice(FormBase, forms.Form):
    """The newest unless another is asked for."""

    submit_word = "Tampilkan"
    semester = CubeField(label="Semester", queryset=DistrictCube.objects.none(), required=False, empty_label=None)

    def __init__(self, *args: Any, cubes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frozen = offer(self.fields["semester"], cubes)

    @cached_property
    def chosen(self) -> DistrictCube | None:
        """The chosen one, else the newest there is."""
        asked: DistrictCube | None = self.cleaned_data.get("semester") if self.is_valid() else None
        return asked or next(iter(self.frozen), None)
