"""A colleague whom the kepala appoints for one visit: own sheet only, and only while appointed (decisions.md 11)."""

import pytest
from django.urls import reverse

from competency.models import Assessment, Visit
from competency.rpp.weeks import DaysOff
from competency.sharing.actions import give_back, share_assessment, take_over
from competency.sheets.actions import save_stage
from competency.sheets.permissions import why_not_fill
from competency.sheets.start_actions import begin_visit
from competency.todo import tasks
from competency.visits.actions import VisitData, change_visit, reappoint_peer, withdraw_peer
from competency.visits.todo import visit_tasks
from core.refusals import Refused
from madrasah.models import User
from tests.cast import Cast, client_of
from tests.clock import days_from_now, today
from tests.competency.sheet_makers import current, fill, publish, review, shared
from tests.competency.visit_makers import planned
from tests.factories import make_teacher, make_user
from tests.worlds import standing


@standing
def peer(cast: Cast) -> User:
    """A colleague of Aminah's at MI Contoh Satu."""
    publish()
    return make_user(make_teacher(cast.satu, name="Sejawat Contoh"))


@standing
def visit(cast: Cast, peer: User) -> Visit:
    return planned(cast.aminah, peer, by=cast.baso)


def renewed(user: User) -> User:
    return User.objects.get(pk=user.pk)


def titles(user: User) -> list[str]:
    return [task.title for task in visit_tasks(renewed(user), today())]


def begun(visit: Visit, peer: User) -> Assessment:
    return fill(begin_visit(visit=visit, by=peer))


def test_both_are_told_plainly_what_a_peer_is(cast: Cast, peer: User, visit: Visit) -> None:
    assert titles(peer) == ["Anda ditunjuk mengamati Aminah Contoh, S.Pd.I."]
    assert titles(cast.aminah) == ["Sejawat Contoh, guru sejawat, mengamati pelajaran Anda"]
    address = reverse("competency:visit-detail", args=[visit.pk])
    assert (
        "ditunjuk kepala madrasah sebagai guru sejawat untuk kunjungan ini saja"
        in client_of(peer).get(address).content.decode()
    )
    page = " ".join(client_of(cast.aminah).get(address).content.decode().split())
    assert "guru sejawat yang ditunjuk kepala madrasah untuk kunjungan ini saja" in page


def test_a_peer_begins_fills_and_shares_the_sheet_of_the_visit(cast: Cast, peer: User, visit: Visit) -> None:
    sheet = begun(visit, peer)
    share_assessment(assessment=sheet, by=peer, review=review(sheet))
    page = client_of(cast.baso).get(reverse("competency:assessment-detail", args=[sheet.pk])).content.decode()
    assert "Sejawat Contoh, guru sejawat yang ditunjuk" in page
    assert current(sheet).state == "dibagikan"


def test_a_peer_sees_no_other_sheet_and_begins_none_without_a_visit(cast: Cast, peer: User, visit: Visit) -> None:
    other = shared(cast.aminah, cast.baso)
    sheet, client = begun(visit, peer), client_of(peer)
    assert list(Assessment.objects.visible_to(renewed(peer))) == [sheet]
    assert client.get(reverse("competency:assessment-detail", args=[other.pk])).status_code == 404
    assert client.get(reverse("competency:assessment-start")).status_code == 403
    assert client.get(reverse("competency:teacher-summary", args=[cast.aminah.person_id])).status_code == 404


def test_taken_back_the_pen_is_down_and_the_draft_stays_readable(cast: Cast, peer: User, visit: Visit) -> None:
    sheet, client = begun(visit, peer), client_of(peer)
    for _ in range(2):
        withdraw_peer(visit=visit, by=cast.baso)
    codes = list(sheet.instrument.definition.codes)[:1]
    with pytest.raises(Refused, match="Penunjukan Anda untuk kunjungan ini sudah berakhir"):
        save_stage(assessment=sheet, answers={codes[0]: 0}, notes={}, seen=sheet.mark_of(codes), by=peer)
    with pytest.raises(Refused, match="sudah berakhir"):
        share_assessment(assessment=sheet, by=peer, review=review(sheet))
    assert client.get(reverse("competency:assessment-detail", args=[sheet.pk])).status_code == 200
    assert client.get(reverse("competency:assessment-fill", args=[sheet.pk, 1])).status_code == 403
    assert "Lembar Aminah Contoh, S.Pd.I. hanya dapat dibaca" in [
        task.title for task in tasks(renewed(peer), today(), DaysOff())
    ]


def test_the_kepala_takes_a_withdrawn_draft_over_and_a_peer_appointed_again_may_have_it_back(
    cast: Cast, peer: User, visit: Visit
) -> None:
    sheet = begun(visit, peer)
    assert not Assessment.objects.offered_to(renewed(cast.baso)).exists()
    withdraw_peer(visit=visit, by=cast.baso)
    assert list(Assessment.objects.offered_to(renewed(cast.baso))) == [sheet]
    take_over(assessment=sheet, by=cast.baso)
    reappoint_peer(visit=visit, by=cast.baso)
    give_back(assessment=sheet, by=peer)
    assert why_not_fill(renewed(peer), current(sheet)) is None


def test_a_peer_who_has_left_the_madrasah_holds_no_pen(cast: Cast, peer: User, visit: Visit) -> None:
    sheet = begun(visit, peer)
    assert peer.person
    peer.person.placements.update(until=days_from_now(-1))
    assert why_not_fill(renewed(peer), current(sheet))
    assert list(Assessment.objects.offered_to(renewed(cast.daeng))) == [sheet]


def test_only_the_kepala_appoints_and_nobody_is_appointed_to_oneself(cast: Cast, peer: User) -> None:
    with pytest.raises(Refused, match="ditunjuk oleh kepala madrasah"):
        planned(cast.aminah, peer, by=cast.daeng)
    with pytest.raises(Refused, match="tidak dapat mengamati diri sendiri"):
        planned(cast.aminah, cast.aminah, by=cast.baso)
    with pytest.raises(Refused, match="dan bukan guru"):
        planned(cast.aminah, cast.gita, by=cast.baso)


def test_a_withdrawn_visit_waits_for_another_observer_and_the_same_one_stays_withdrawn(
    cast: Cast, peer: User, visit: Visit
) -> None:
    withdraw_peer(visit=visit, by=cast.daeng)
    assert titles(peer) == titles(cast.aminah) == []
    assert titles(cast.baso) == ["Kunjungan kepada Aminah Contoh, S.Pd.I. belum ada pengamatnya"]
    visit.refresh_from_db()
    assert peer.person and cast.baso.person
    same = VisitData(peer.person, visit.kind, visit.day, class_name="V")
    change_visit(visit=visit, data=same, revision=visit.revision, by=cast.baso)
    visit.refresh_from_db()
    assert visit.withdrawn_at
    other = VisitData(cast.baso.person, visit.kind, visit.day)
    stored = change_visit(visit=visit, data=other, revision=visit.revision, by=cast.baso)
    assert (stored.is_peer, stored.withdrawn_at) == (False, None)


def test_a_phone_of_a_peer_takes_the_visit_along_until_it_is_withdrawn(cast: Cast, peer: User, visit: Visit) -> None:
    def carried() -> list[str]:
        return [page["url"] for page in client_of(peer).get(reverse("carried")).json()["pages"]]

    assert reverse("competency:visit-detail", args=[visit.pk]) in carried()
    sheet = begin_visit(visit=visit, by=peer)
    fill_page = reverse("competency:assessment-fill", args=[sheet.pk, 1])
    assert fill_page in carried()
    withdraw_peer(visit=visit, by=cast.baso)
    assert fill_page not in carried()
