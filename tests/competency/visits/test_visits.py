"""A planned visit: who may plan it, where it shows, how it is called off, and its sheet in one press."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from competency.closing import follow_visits
from competency.models import Assessment, Visit
from competency.sheets.actions import remove_draft
from competency.sheets.start_actions import begin_visit, start_assessment
from competency.visits.actions import VisitData, call_off_visit, change_visit, revive_visit
from competency.visits.states import VisitState
from competency.visits.todo import visit_tasks
from core.formats import date_plain
from core.refusals import Refused
from core.revisions import Overtaken
from core.steps import take
from madrasah.closings.rules import Closing
from madrasah.models import User
from tests.cast import Cast, client_of
from tests.clock import days_from_now, today
from tests.competency.sheet_makers import draft, publish, shared
from tests.competency.visit_makers import planned

DETAIL = "competency:visit-detail"


def titles(user: User) -> list[str]:
    return [task.title for task in visit_tasks(User.objects.get(pk=user.pk), today())]


def state_of(visit: Visit) -> VisitState:
    return Visit.objects.with_sheet().get(pk=visit.pk).state_on(today())


def test_a_plan_shows_on_the_first_page_of_observer_and_teacher_and_of_nobody_else(cast: Cast) -> None:
    planned(cast.aminah, cast.daeng, by=cast.baso, day=days_from_now(2))
    assert titles(cast.daeng) == ["Kunjungi Aminah Contoh, S.Pd.I."]
    assert titles(cast.aminah) == ["Daeng Contoh, M.Pd.I. mengamati pelajaran Anda"]
    assert titles(cast.baso) == titles(cast.citra) == titles(cast.gita) == []


def test_the_class_is_the_teachers_unless_another_was_planned(cast: Cast) -> None:
    cast.aminah.person.placements.update(class_name="IV")
    assert planned(cast.aminah, cast.baso).class_name == "IV"
    assert planned(cast.aminah, cast.baso, class_name="V").class_name == "V"


def test_the_same_form_sent_twice_plans_once(cast: Cast) -> None:
    token = uuid4()
    visits = {planned(cast.aminah, cast.baso, client_token=token).pk for _ in range(2)}
    assert len(visits) == Visit.objects.count() == 1


@pytest.mark.parametrize(
    ("by", "observer", "sentence"),
    [
        ("aminah", "baso", "Kunjungan direncanakan oleh"),
        ("citra", "citra", "tidak tercatat bertugas di madrasah Anda"),
        ("baso", "citra", "bukan kepala madrasah atau pengawas, dan bukan guru"),
    ],
)
def test_who_may_not_plan_and_who_may_not_come(cast: Cast, by: str, observer: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        planned(cast.aminah, cast.everyone[observer], by=cast.everyone[by])


def test_nobody_plans_for_yesterday_but_an_overdue_visit_may_get_another_hour(cast: Cast) -> None:
    with pytest.raises(Refused, match="sudah lewat"):
        planned(cast.aminah, cast.baso, day=days_from_now(-1))
    visit = planned(cast.aminah, cast.baso, day=days_from_now(-1), on=days_from_now(-3))
    data = VisitData(cast.baso.person, visit.kind, visit.day, class_name="VI")
    assert change_visit(visit=visit, data=data, revision=visit.revision, by=cast.baso).class_name == "VI"


def test_a_change_overwrites_nobody_in_silence(cast: Cast) -> None:
    visit = planned(cast.aminah, cast.baso)
    first, second = (VisitData(cast.baso.person, visit.kind, days_from_now(days)) for days in (2, 3))
    change_visit(visit=visit, data=first, revision=visit.revision, by=cast.daeng)
    with pytest.raises(Overtaken):
        change_visit(visit=visit, data=second, revision=visit.revision, by=cast.baso)


def test_called_off_it_stands_with_its_reason_until_it_is_on_again(cast: Cast) -> None:
    visit = planned(cast.aminah, cast.baso)
    for _ in range(2):
        call_off_visit(visit=visit, reason="Kelas VI ujian", by=cast.daeng)
    assert titles(cast.baso) == titles(cast.aminah) == []
    page = client_of(cast.aminah).get(reverse(DETAIL, args=[visit.pk])).content.decode()
    assert "Kelas VI ujian" in page and "Dibatalkan" in page
    with pytest.raises(Refused, match="sudah dibatalkan"):
        begin_visit(visit=visit, by=cast.baso)
    revive_visit(visit=visit, by=cast.baso)
    assert titles(cast.baso) and state_of(visit) == VisitState.PLANNED


def test_one_tap_opens_its_sheet_with_everything_filled_in_and_the_same_at_the_second_tap(cast: Cast) -> None:
    publish()
    visit = planned(cast.aminah, cast.baso, day=today(), class_name="V")
    client, address = client_of(cast.baso), reverse("competency:visit-begin", args=[visit.pk])
    answers = {client.post(address).url for _ in range(2)}
    sheet = Assessment.objects.get()
    assert answers == {reverse("competency:assessment-fill", args=[sheet.pk, 1])}
    assert (sheet.visit, sheet.teacher, sheet.observed_on, sheet.class_name) == (
        visit,
        cast.aminah.person,
        visit.day,
        "V",
    )
    assert titles(cast.baso) == titles(cast.aminah) == [] and state_of(visit) == VisitState.BEGUN


def test_only_who_was_named_begins_it_and_not_before_the_eve(cast: Cast) -> None:
    publish()
    visit = planned(cast.aminah, cast.baso, day=days_from_now(2))
    with pytest.raises(Refused, match="sehari sebelum"):
        begin_visit(visit=visit, by=cast.baso)
    with pytest.raises(Refused, match="direncanakan untuk"):
        begin_visit(visit=visit, by=cast.daeng)
    assert begin_visit(visit=visit, by=cast.baso, on=days_from_now(1)).visit == visit


def test_a_telaah_takes_the_instrument_for_rpp(cast: Cast) -> None:
    publish(), publish("telaah-modul-ajar"), publish("telaah-rpp")
    visit = planned(cast.aminah, cast.baso, kind=Visit.Kind.REVIEW)
    assert begin_visit(visit=visit, by=cast.baso).instrument.code == "telaah-rpp"


def test_a_deleted_draft_frees_its_visit_and_comes_back_only_to_a_free_one(cast: Cast) -> None:
    publish()
    visit = planned(cast.aminah, cast.baso)
    first = begin_visit(visit=visit, by=cast.baso)
    remove_draft(assessment=first, by=cast.baso)
    assert begin_visit(visit=Visit.objects.get(), by=cast.baso) != first
    client = client_of(cast.baso)
    client.post(reverse("competency:assessment-restore", args=[first.pk]))
    assert Assessment.objects.kept().count() == 1


def test_an_overdue_visit_asks_when_it_was_seen(cast: Cast) -> None:
    publish()
    visit = planned(cast.aminah, cast.baso, day=days_from_now(-2), on=days_from_now(-3))
    client = client_of(cast.baso)
    assert "terlewat" in client.get(reverse(DETAIL, args=[visit.pk])).content.decode()
    form = client.get(reverse("competency:assessment-start"), {"kunjungan": visit.pk}).context["form"]
    assert form["teacher"].value() == cast.aminah.person_id and form["observed_on"].value() != visit.day
    sheet = start_assessment(
        teacher=cast.aminah.person,
        instrument=publish(),
        observed_on=today(),
        visit=visit,
        by=cast.baso,
        client_token=uuid4(),
    )
    assert sheet.visit == visit and sheet.observed_on == today()


def test_a_sheet_of_a_visit_is_about_whom_was_visited(cast: Cast) -> None:
    publish()
    visit = planned(cast.aminah, cast.daeng)
    fields: dict[str, Any] = {"instrument": publish(), "observed_on": today(), "client_token": uuid4()}
    with pytest.raises(Refused, match="direncanakan kepada Aminah"):
        start_assessment(teacher=cast.gita.person, visit=visit, by=cast.daeng, **fields)


def test_without_a_signal_the_sheet_is_sent_later_from_its_page(cast: Cast) -> None:
    instrument = publish()
    visit = planned(cast.aminah, cast.baso)
    client = client_of(cast.baso)
    carried = [page["url"] for page in client.get(reverse("carried")).json()["pages"]]
    address = f"{reverse('competency:assessment-whole', args=[instrument.pk])}?kunjungan={visit.pk}"
    assert address in carried and reverse(DETAIL, args=[visit.pk]) in carried
    form = client.get(address).context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    for _ in range(2):
        client.post(address, given | {"revision": 0, "observed_on": visit.day.isoformat(), "starts_at": ""})
    assert Assessment.objects.get().visit == visit


def test_the_list_counts_each_state_and_a_count_opens_its_rows(cast: Cast) -> None:
    publish()
    done = planned(cast.aminah, cast.baso)
    sheet = shared(cast.aminah, cast.baso)
    Assessment.objects.filter(pk=sheet.pk).update(visit=done)
    planned(cast.aminah, cast.baso, day=days_from_now(-2), on=days_from_now(-3))
    planned(cast.aminah, cast.daeng, day=today() + timedelta(days=1))
    Visit.objects.update(semester=cast.semester)
    client = client_of(cast.baso)
    page = client.get(reverse("competency:visit-list"))
    assert {row["label"]: row["number"] for row in page.context["figures"]} == {
        "Terlewat": 1,
        "Direncanakan": 1,
        "Terlaksana": 1,
    }
    assert [row["state"] for row in page.context["rows"]] == ["Terlewat", "Besok", "Terlaksana"]
    only = client.get(reverse("competency:visit-list"), {"tampil": "terlaksana"}).context["rows"]
    assert [row["url"] for row in only] == [reverse(DETAIL, args=[done.pk])]
    assert timezone.localdate() == today()


def test_a_teacher_lists_own_visits_only(cast: Cast) -> None:
    planned(cast.aminah, cast.baso), planned(cast.gita, cast.citra)
    Visit.objects.update(semester=cast.semester)
    assert len(client_of(cast.aminah).get(reverse("competency:visit-list")).context["rows"]) == 1
    other = Visit.objects.get(teacher=cast.gita.person)
    assert client_of(cast.aminah).get(reverse(DETAIL, args=[other.pk])).status_code == 404


def test_what_was_planned_at_a_madrasah_that_closes_is_called_off(cast: Cast) -> None:
    """See `competency.closing`; the closing itself is in tests/madrasah/closings."""
    visit = planned(cast.aminah, cast.baso, day=days_from_now(3))
    plan = follow_visits(Closing(cast.satu, today()))
    assert plan.words == ("1 kunjungan yang direncanakan sesudahnya dibatalkan.",)
    take(plan.steps)
    assert state_of(visit) == VisitState.CALLED_OFF


def test_a_day_without_lessons_is_pointed_out_to_who_plans_and_never_forbidden(cast: Cast) -> None:
    day = next(day for day in map(days_from_now, range(1, 8)) if day.weekday() == 2)
    sunday = day + timedelta(days=4)
    visit = planned(cast.aminah, cast.baso, day=sunday)
    address = reverse("competency:visit-detail", args=[visit.pk])
    said = f"{date_plain(sunday)} hari Minggu."
    assert said in client_of(cast.baso).get(address).content.decode()
    assert said not in client_of(cast.aminah).get(address).content.decode()
    of_day = planned(cast.aminah, cast.baso, day=day)
    semester = of_day.semester
    semester.holidays.create(name="Libur Contoh", starts_on=day, ends_on=day)
    address = reverse("competency:visit-detail", args=[of_day.pk])
    assert f"{date_plain(day)} hari libur: Libur Contoh." in client_of(cast.baso).get(address).content.decode()


def test_a_sheet_of_a_day_without_lessons_says_so_before_it_is_shared(cast: Cast) -> None:
    publish()
    sheet = draft(cast.aminah, cast.baso)
    address = reverse("competency:assessment-review", args=[sheet.pk])
    assert "hari libur" not in client_of(cast.baso).get(address).content.decode()
    sheet.semester.holidays.create(name="Libur Contoh", starts_on=sheet.observed_on, ends_on=sheet.observed_on)
    assert "hari libur: Libur Contoh." in client_of(cast.baso).get(address).content.decode()
