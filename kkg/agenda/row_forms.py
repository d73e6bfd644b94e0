"""Rows that grow and move without JavaScript: the points of an agenda, the meetings of a programme."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from django.forms import formset_factory

from core.forms import BaseFormSet, RowForm
from kkg.speakers.forms import SPEAKER


class MovingRows(BaseFormSet[RowForm[Any]]):
    """All rows may be blank: a blank row is nothing."""

    row: ClassVar[type[RowForm[Any]]]
    letter: ClassVar[str]  # before the names of its fields
    most: ClassVar[int]
    noun: ClassVar[str]  # of a row, as its faults say it
    too_many: ClassVar[str]

    @classmethod
    def filled(cls, rows: Sequence[Mapping[str, Any]], data: Any, **shared: Any) -> Self:
        """Bound to `data`, or showing `rows`, a blank one if there is none; `shared` is told to each row's form."""
        shown = list(rows) or [{}]
        most: dict[str, Any] = {"max_num": cls.most, "validate_max": True, "absolute_max": cls.most + 1}
        kind: Any = formset_factory(cls.row, formset=cls, extra=len(shown), **most)
        messages = {
            "missing_management_form": "Formulir ini tidak utuh. Muat ulang halamannya, lalu isi lagi.",
            "too_many_forms": cls.too_many,
        }
        told = {"prefix": cls.letter, "form_kwargs": shared, "error_messages": messages}
        made: Self = kind(data, initial=None if data else shown, **told)
        return made

    @classmethod
    def typed(cls, data: Any) -> list[dict[str, Any]]:
        """What stands in the boxes, unchecked, for showing it again in another order."""
        count = min(max(_number(data.get(f"{cls.letter}-TOTAL_FORMS", "")), 0), cls.most)
        names = [*cls.row.base_fields, *SPEAKER]
        return [{name: data.get(f"{cls.letter}-{at}-{name}", "") for name in names} for at in range(count)]

    def initial_form_count(self) -> int:
        """Every row counts as an extra one, so that blank ones pass."""
        return 0

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Filled rows in the order of the screen, as the action takes them."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("title")]

    @property
    def faults(self) -> list[str]:
        """Every fault with the row it stands in."""
        by_row: Any = enumerate(self.errors, start=1)
        found = [f"{self.noun} {at}: {said}" for at, row in by_row for words in row.values() for said in words]
        return [*self.non_form_errors(), *found]


def pressed(data: Any) -> tuple[str, int]:
    """The button and the place of its row: "naik-3" is ("naik", 3); -1 where it names none."""
    move, _, at = data.get("aksi", "simpan").partition("-")
    return move, _number(at)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else -1
