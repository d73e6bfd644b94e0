"""What many forms of KKG share: the choice of a group, and the token of one submit.

Not here: which groups somebody may choose; the views ask WorkingGroup.objects for them.
"""

from typing import Any
from uuid import uuid4

from django import forms

from core.forms import offer
from kkg.models import WorkingGroup


def token_field() -> forms.UUIDField:
    """Sent along unseen, so that a second press writes nothing twice."""
    return forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        label="Tanda formulir",
        error_messages={"invalid": "Formulir ini tidak utuh. Muat ulang halamannya, lalu isi lagi."},
    )


def group_filter() -> forms.ModelChoiceField:
    """The group by which a list is narrowed; `offer_groups` fills it."""
    return forms.ModelChoiceField(
        WorkingGroup.objects.none(), label="KKG", required=False, empty_label="Semua KKG"
    )


def offer_groups(form: Any, groups: Any) -> bool:
    """Fill the filter `kkg` of a form. Whether there is a choice at all, for a lone group is no question."""
    return len(offer(form.fields["kkg"], groups)) > 1


def offer_groups_or_hide(form: Any, groups: Any) -> bool:
    """The same, with the filter out of sight where there is no choice."""
    has_many = offer_groups(form, groups)
    if not has_many:
        form.fields["kkg"].widget = forms.HiddenInput()
    return has_many


def offer_group(field: Any, groups: Any) -> None:
    """Fill the field of a form that writes; a lone group is chosen beforehand."""
    found = offer(field, groups)
    if len(found) == 1:
        field.initial = found[0]
        field.choices = field.choices[1:]
