"""Two at once on real connections: who waited for the lock is asked again, and told what stands by then."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from competency.sharing.actions import (
    close_assessment,
    give_up_correction,
    share_assessment,
    start_correction,
    take_over,
)
from competency.sharing.reply_actions import mark_read, reply_to_assessment, take_back_reply
from competency.sheets.actions import save_stage
from competency.sheets.start_actions import start_assessment
from core.refusals import Refused
from core.revisions import locked
from kkg.certificates.actions import withdraw_certificate
from kkg.groups.actions import edit_group
from kkg.models import WorkingGroup
from madrasah.models import Assignment, Person, User
from madrasah.people.actions import edit_person
from madrasah.scope import scope_of
from madrasah.work.actions import end_assignment
from tests.cast import Cast, build_cast
from tests.competency import sheet_makers as sheets
from tests.competency.visit_makers import planned
from tests.kkg.certificate_makers import held, make_batch
from tests.meanwhile import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return build_cast()


def with_offices_read(user: User) -> User:
    """As a view has asked about it before the action."""
    assert scope_of(user).roles
    return user


def under_correction(cast: Cast) -> Any:
    sheet = sheets.shared(cast.aminah, cast.baso)
    return start_correction(assessment=sheet, by=cast.baso, reason="Salah tulis")


def test_sharing_waits_for_a_correction_given_up_and_shares_nothing(cast: Cast) -> None:
    sheet = under_correction(cast)
    sharing = meanwhile(
        lambda: give_up_correction(assessment=sheet, by=cast.daeng),
        lambda: share_assessment(assessment=sheet, by=cast.baso),
    )
    assert sharing.result().number == 1  # what was shared before: a second press changes nothing
    assert sheets.current(sheet).versions.count() == 1


def test_a_reply_waits_for_a_correction_and_is_refused(cast: Cast) -> None:
    sheet = sheets.shared(cast.aminah, cast.baso)
    replying = meanwhile(
        lambda: start_correction(assessment=sheet, by=cast.baso, reason="Salah tulis"),
        lambda: reply_to_assessment(assessment=sheet, text="Terima kasih", by=cast.aminah),
    )
    with pytest.raises(Refused, match="sedang diperbaiki"):
        replying.result()


def test_sharing_twice_at_once_is_one_version(cast: Cast) -> None:
    sheet = sheets.fill(sheets.draft(cast.aminah, cast.baso))
    review = sheets.review(sheet)
    share = partial(share_assessment, assessment=sheet, by=cast.baso, review=review)
    assert meanwhile(share, share).result().number == 1
    assert sheets.current(sheet).versions.count() == 1


def test_a_batch_waits_for_a_certificate_taken_back_and_issues_it_anew(cast: Cast) -> None:
    held(cast)
    old = make_batch(cast.group, cast.gita).certificates.get(person=cast.aminah.person)
    issuing = meanwhile(
        lambda: withdraw_certificate(certificate=old, reason="Salah tulis", by=cast.gita),
        lambda: make_batch(cast.group, cast.gita),
    )
    assert [row.person for row in issuing.result().certificates.all()] == [cast.aminah.person]


def test_whose_office_ends_meanwhile_changes_no_group(cast: Cast) -> None:
    group, daeng = WorkingGroup.objects.get(pk=cast.group.pk), with_offices_read(cast.daeng)
    values = {"name": "KKG Lain"}
    editing = meanwhile(
        lambda: _end_offices(daeng, cast, group),
        lambda: edit_group(group=group, values=values, revision=group.revision, by=daeng),
    )
    with pytest.raises(Refused, match="yang mengubah data KKG"):
        editing.result()


def test_whose_office_ends_meanwhile_changes_no_person(cast: Cast) -> None:
    aminah, baso = Person.objects.get(pk=cast.aminah.person.pk), with_offices_read(cast.baso)
    values = {"name": "Lain"}
    editing = meanwhile(
        lambda: _end_offices(baso, cast, aminah),
        lambda: edit_person(person=aminah, values=values, revision=aminah.revision, by=baso),
    )
    with pytest.raises(Refused, match="Data orang ini diubah oleh"):
        editing.result()


def test_whose_office_ends_meanwhile_closes_no_sheet(cast: Cast) -> None:
    sheet, daeng = sheets.answered(cast.aminah, cast.baso), with_offices_read(cast.daeng)
    closing = meanwhile(lambda: _end_offices(daeng, cast, sheet), lambda: close_assessment(assessment=sheet, by=daeng))
    with pytest.raises(Refused, match="yang dapat melakukannya"):
        closing.result()


def test_whose_office_ends_meanwhile_shares_no_sheet(cast: Cast) -> None:
    sheet, baso = sheets.fill(sheets.draft(cast.aminah, cast.baso)), with_offices_read(cast.baso)
    review = sheets.review(sheet)
    sharing = meanwhile(
        lambda: _end_offices(baso, cast, sheet), lambda: share_assessment(assessment=sheet, review=review, by=baso)
    )
    with pytest.raises(Refused, match="sudah berakhir"):
        sharing.result()
    assert not sheet.versions.exists()


def test_a_save_waits_for_a_take_over_and_is_refused(cast: Cast) -> None:
    sheet = under_correction(cast)
    _end_offices(cast.baso, cast, sheet)
    save = partial(save_stage, assessment=sheet, answers={}, notes={}, seen=0)
    saving = meanwhile(lambda: take_over(assessment=sheet, by=cast.daeng), lambda: save(by=cast.baso))
    with pytest.raises(Refused, match="pemegang lembar"):
        saving.result()


def test_two_take_overs_at_once_are_one(cast: Cast) -> None:
    sheet = sheets.answered(cast.aminah, cast.baso)
    _end_offices(cast.baso, cast, sheet)
    Assignment.objects.create(person=cast.gita.person, role="pengawas", madrasah=cast.satu, since=timezone.localdate())
    second = meanwhile(
        lambda: take_over(assessment=sheet, by=cast.daeng), lambda: take_over(assessment=sheet, by=cast.gita)
    )
    with pytest.raises(Refused, match="masih bertugas"):
        second.result()
    assert sheets.current(sheet).keeper == cast.daeng.person


def _end_offices(user: User, cast: Cast, row: Model) -> None:
    """All of them, while the row is held."""
    with transaction.atomic():
        locked(row)
    yesterday = timezone.localdate() - timedelta(days=1)
    for office in user.person.assignments.all():
        end_assignment(assignment=office, until=yesterday, by=cast.jafar)


def test_a_reply_that_is_being_read_is_not_taken_back(cast: Cast) -> None:
    sheet = sheets.answered(cast.aminah, cast.baso)
    taking = meanwhile(
        lambda: mark_read(assessment=sheet, reader=cast.baso), lambda: take_back_reply(assessment=sheet, by=cast.aminah)
    )
    with pytest.raises(Refused, match="sudah dibaca penilai"):
        taking.result()
    assert sheets.current(sheet).state == "ditanggapi"


def test_a_reply_taken_back_while_it_is_opened_is_not_read(cast: Cast) -> None:
    sheet = sheets.answered(cast.aminah, cast.baso)
    reading = meanwhile(
        lambda: take_back_reply(assessment=sheet, by=cast.aminah), lambda: mark_read(assessment=sheet, reader=cast.baso)
    )
    assert reading.result() is None
    assert sheets.current(sheet).state == "dibagikan"


@pytest.mark.parametrize("making", ["lembar", "rencana"])
def test_one_form_sent_twice_at_once_makes_one_row(cast: Cast, making: str) -> None:
    token = uuid4()
    about = {"teacher": cast.aminah.person, "instrument": sheets.publish(), "observed_on": timezone.localdate()}
    make = {
        "lembar": lambda: start_assessment(**about, by=cast.baso, client_token=token),
        "rencana": lambda: planned(cast.aminah, cast.baso, client_token=token),
    }[making]
    made: list[Any] = []
    second = meanwhile(lambda: made.append(make()), make)
    assert second.result() == made[0]
