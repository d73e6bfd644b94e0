"""What a form proposes before anybody typed: never a fact (decisions.md 38)."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.urls import reverse

from kkg.models import Session, Topic
from tests.cast import Cast, client_of
from tests.house.doors import build_rows
from tests.house.test_doors import WHO, lines


def forms_in(context: Any) -> Iterator[forms.BaseForm]:
    """Every form that the page was drawn from, those of a formset one by one."""
    for layer in context or ():
        for value in layer.dicts if hasattr(layer, "dicts") else [layer]:
            for found in value.values() if isinstance(value, dict) else ():
                if isinstance(found, BaseFormSet):
                    yield from found.forms
                elif isinstance(found, forms.BaseForm):
                    yield found


def proposed(form: forms.BaseForm) -> Iterator[str]:
    """Fields that hold something before anybody typed, and that no stored row explains."""
    if form.is_bound or getattr(getattr(form, "instance", None), "pk", None):
        return
    for name, field in form.fields.items():
        value = form[name].value()
        if not field.widget.is_hidden and value is not False and value not in (None, "", []):
            yield f"{type(form).__name__}.{re.sub(r'-?[0-9]+', '', name)}"


PLANS_AND_WORDS = {
    "CopyForm.with_topics",
    "InvitationForm.addressee",
    "InvitationForm.closing",
    "InvitationForm.enclosure",
    "InvitationForm.event",
    "InvitationForm.nature",
    "InvitationForm.opening",
    "InvitationForm.participants",
    "InvitationForm.subject",
    "NewSessionForm.date",
    "NewSessionForm.jp",
    "NewSessionForm.kind",
    "PlanForm.observer",
    "PlannedForm.date",
    "PlannedForm.kind",
    "PlannedForm.title",
    "PrintForm.blank_lines",
    "ProgrammeForm.semester",
    "ProgrammeForm.with_last",
    "SplitForm.topics",
    "TopicForm.minutes_planned",
    "TopicForm.title",
    "WindowForm.closes",
    "WindowForm.opens",
}
STORED_OR_COMPUTED = {
    "BatchForm.dari",
    "BatchForm.jp",
    "BatchForm.kegiatan",
    "BatchForm.sampai",
    "ChangedText.text",
    "ChangeForm.day",
    "ChangeForm.kind",
    "ChangeForm.observer",
    "ColumnsForm.kolom",
    "GuestEditForm.institution",
    "GuestEditForm.name",
    "HeadsForm.found",  # ticked is whom the file names and the data know
    "MendForm.class_name",
    "MendForm.instrument",
    "MendForm.observed_on",
    "MendForm.subject",
    "MendForm.teacher",
    "MergeForm.name",
    "OfficeDatesForm.since",
    "OutsiderForm.institution",
    "OutsiderForm.name",
    "PlacesForm.madrasahs",
    "RenameForm.name",
    "RppWeekForm.rpp",
    "RppWeekForm.rpp-minggu",
}
THE_ONLY_OR_LAST_ONE = {
    "NewMaterialForm.group",
    "NewSessionForm.group",
    "ProgrammeForm.group",
    "StartForm.class_name",
    "StartForm.instrument",
    "StartForm.subject",
}
THE_DAY_OF_WRITING = {
    "BatchForm.tanggal",
    "EndForm.until",
    "InvitationForm.dated",
    "MergeForm.day",
    "OfficeForm.since",
    "OfficerForm.since",
    "RenameForm.since",
    "ReportForm.dated",
    "SplitForm.day",
    "WholeForm.observed_on",
    "SupervisionForm.since",
    "StartForm.observed_on",  # a sheet is begun in the lesson that it observes
    "WorkForm.since",
}
KIND_OF_A_ROW = {"MadrasahForm.status"}
ARGUED = PLANS_AND_WORDS | STORED_OR_COMPUTED | THE_ONLY_OR_LAST_ONE | THE_DAY_OF_WRITING | KIND_OF_A_ROW


def test_no_form_proposes_what_nobody_saw(cast: Cast) -> None:
    """Every GET door after all was planned: whatever stands in a field then is argued for above."""
    rows = build_rows(cast)
    Session.objects.update(jp=4)
    Topic.objects.filter(session__closed_at=None).update(minutes_planned=40)
    clients = {who: client_of(user) for who, user in cast.everyone.items()}
    found: dict[str, str] = {}
    for method, name, row, codes in lines():
        open_to = [who for who, code in zip(WHO, codes, strict=True) if code == 200 and who in clients]
        if method == "GET" and open_to:
            answer = clients[open_to[0]].get(reverse(name, kwargs=rows[row] if row != "-" else {}))
            found |= {field: name for form in forms_in(answer.context) for field in proposed(form)}
    assert {field: door for field, door in found.items() if field not in ARGUED} == {}
    assert "TopicForm.title" in found, "the walk has seen no form"
