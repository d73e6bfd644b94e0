"""A page of a sheet or an account that refuses because of a state leads out of it, whoever may go there."""

from django.urls import reverse

from competency.sharing.actions import start_correction
from tests.cast import client_of
from tests.competency.sheet_makers import current, draft, shared


def refusal(user, url: str, data: dict | None = None) -> str:
    client = client_of(user)
    answer = client.get(url) if data is None else client.post(url, data)
    assert answer.status_code == 403, url
    return answer.content.decode()


def test_a_shared_sheet_leads_to_its_correction(cast) -> None:
    sheet = shared(cast.aminah, cast.baso)
    way = reverse("competency:assessment-correct", args=[sheet.pk])
    assert f'href="{way}"' in refusal(cast.baso, f"/supervisi/lembar/{sheet.pk}/isi/1/")
    assert client_of(cast.baso).get(way).status_code == 200


def test_a_sheet_under_correction_leads_to_its_review_its_keeper_alone(cast) -> None:
    sheet = shared(cast.aminah, cast.baso)
    start_correction(assessment=sheet, by=cast.baso, reason="Salah butir")
    way, close = reverse("competency:assessment-review", args=[sheet.pk]), f"/supervisi/lembar/{sheet.pk}/selesai/"
    assert f'href="{way}"' in refusal(cast.baso, close)
    assert client_of(cast.baso).get(way).status_code == 200
    told = refusal(cast.daeng, close)
    assert f'href="{way}"' not in told and "Hanya pemegang lembar" in told


def test_a_gap_leads_to_its_screen(cast) -> None:
    sheet = current(draft(cast.aminah, cast.baso))
    url = reverse("competency:assessment-share", args=[sheet.pk])
    assert f'href="/supervisi/lembar/{sheet.pk}/isi/1/"' in refusal(cast.baso, url, {"seen": sheet.mark_of(())})
