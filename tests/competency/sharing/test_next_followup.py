"""A tindak lanjut under correction: nothing of it is told before *Bagikan*, and giving up changes nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from competency.models import Assessment
from competency.sharing.actions import close_assessment, give_up_correction, share_assessment, start_correction
from competency.sheets.actions import save_review
from tests.cast import Cast, client_of
from tests.clock import today
from tests.competency.sheet_makers import answered, current, review
from tests.worlds import standing

pytestmark = pytest.mark.django_db
AGREED, NEW = "Membuat alat peraga", "Mengikuti pelatihan lain"


@standing
def correcting(cast: Cast) -> Assessment:
    """A sheet whose tindak lanjut was agreed on, opened again by its keeper."""
    sheet = answered(cast.aminah, cast.baso)
    close_assessment(assessment=sheet, by=cast.baso, due_on=today() + timedelta(days=7))
    return current(start_correction(assessment=current(sheet), by=cast.baso, reason="Salah butir"))


def stands(sheet: Assessment) -> list[tuple[str, str]]:
    return list(sheet.followups.order_by("pk").values_list("text", "status"))


def test_a_changed_proposal_waits_for_the_next_sharing(cast: Cast, correcting: Assessment) -> None:
    save_review(assessment=correcting, review=review(correcting, text=NEW), by=cast.baso)
    assert stands(correcting) == [(AGREED, "disepakati")]
    share_assessment(assessment=correcting, by=cast.baso)
    assert stands(correcting) == [(NEW, "usulan")]
    assert current(correcting).next_followup is None


def test_no_page_or_paper_of_the_teacher_tells_it_before(cast: Cast, correcting: Assessment) -> None:
    save_review(assessment=correcting, review=review(correcting, text=NEW), by=cast.baso)
    client, followup = client_of(cast.aminah), correcting.followups.get()
    for address in (
        reverse("competency:assessment-detail", args=[correcting.pk]),
        reverse("competency:followup-detail", args=[followup.pk]),
        reverse("competency:followup-list"),
        reverse("home"),
    ):
        page = client.get(address).content.decode()
        assert NEW not in page, address


def test_the_keeper_finds_what_waits_in_the_form_again(cast: Cast, correcting: Assessment) -> None:
    save_review(assessment=correcting, review=review(correcting, text=NEW), by=cast.baso)
    page = client_of(cast.baso).get(reverse("competency:assessment-review", args=[correcting.pk])).content.decode()
    assert f'value="{NEW}"' in page
    assert AGREED not in page


@pytest.mark.parametrize(
    "said", [{"text": NEW}, {"needs_followup": False, "text": "", "waived_because": "Sudah baik."}]
)
def test_giving_up_leaves_what_was_agreed_on(cast: Cast, correcting: Assessment, said: dict[str, object]) -> None:
    save_review(assessment=correcting, review=review(correcting, **said), by=cast.baso)
    give_up_correction(assessment=correcting, by=cast.baso)
    assert stands(correcting) == [(AGREED, "disepakati")]
    assert current(correcting).next_followup is None


def test_other_words_alone_leave_what_was_agreed_on(cast: Cast, correcting: Assessment) -> None:
    same = review(correcting, strengths="Lain", due_on=today() + timedelta(days=7))
    share_assessment(assessment=correcting, by=cast.baso, review=same)
    assert stands(correcting) == [(AGREED, "disepakati")]


def test_a_day_that_was_agreed_on_and_has_passed_keeps_no_correction_back(cast: Cast, correcting: Assessment) -> None:
    correcting.followups.update(due_on=today() - timedelta(days=1))
    client, address = client_of(cast.baso), reverse("competency:assessment-share", args=[correcting.pk])
    form = client.get(reverse("competency:assessment-review", args=[correcting.pk])).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"suggestions": "Lain"}
    client.post(address, sent)
    assert correcting.versions.count() == 2
    assert stands(correcting) == [(AGREED, "disepakati")]
    moved = sent | {"due_on": today() - timedelta(days=2), "revision": current(correcting).revision}
    start_correction(assessment=correcting, by=cast.baso, reason="Salah lagi")
    assert "Batas waktu sudah lewat" in client.post(address, moved).content.decode()
