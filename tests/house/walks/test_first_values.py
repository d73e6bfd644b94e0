"""What a form proposes before anybody typed: never a fact (decisions.md 38)."""

import re
from collections.abc import Iterator

import pytest
from django import forms

from tests.house.table import Page
from tests.house.walks.drawn import forms_in


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
    "HeadForm.observer",  # who is printed on the form of a planned visit
    "HeadForm.teacher",
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
    "YearForm.gasal_ends",
    "YearForm.gasal_starts",
    "YearForm.genap_ends",
    "YearForm.genap_starts",
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
    "CodingForm.codes",
    "ColumnsForm.kolom",
    "IndicatorTiesForm.pedagogik",  # what the topic is tied to already
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


@pytest.mark.django_db
def test_no_form_proposes_what_nobody_saw(shown: list[Page]) -> None:
    """Every page after all was planned: whatever stands in a field then is argued for above."""
    found = {field: page.name for page in shown for form in forms_in(page.answer.context) for field in proposed(form)}
    assert {field: door for field, door in found.items() if field not in ARGUED} == {}
    assert "TopicForm.title" in found, "the walk has seen no form"
