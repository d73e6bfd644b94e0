"""A wrong photo or file goes from wherever one can be added, is seen by nobody then, and comes back for 30 days."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.urls import reverse

from competency.followups.actions import close_followup
from competency.followups.actions import remove_proof as take_followup_proof_off
from competency.followups.revision_actions import hand_in
from competency.models import Assessment, FollowUp, PaperCopy, Revision, Rpp
from core.files import store_image
from core.models import StoredFile
from core.refusals import Refused
from kkg.coded_lists.actions import print_list
from kkg.decisions.actions import close_decision, remove_proof, restore_proof
from kkg.library.actions import remove_file
from kkg.models import Decision
from madrasah.periods import week_start
from tests.cast import Cast, client_of
from tests.clock import this_morning, today
from tests.competency.sheet_makers import shared
from tests.kkg.makers import make_material, make_session, pdf
from tests.kkg.paper_makers import picture
from tests.kkg.work_makers import make_decision

ELSEWHERE = {
    "kkg.SessionPhoto.file": "the photo itself is deleted: tests/kkg/photos",
    "madrasah.Consent.file": "which photo a spoken yes is for; the photo goes by its own row",
    "competency.Pack.file": "thrown away with the pack: tests/competency/packs",
    "madrasah.ImportRun.file": "gone once it was read; shown to nobody",
}


class Place(NamedTuple):
    """Where a file hangs on a row, and who may take it off."""

    make: Callable[[Cast], Any]
    by: str
    neither: str  # sees it, may not; empty where everybody who sees it may
    page: str
    file: str
    key: str = "pk"
    page_key: str = ""  # where the page is another row's


def rpp(cast: Cast) -> Rpp:
    return Rpp.objects.create(
        teacher=cast.aminah.person,
        madrasah=cast.satu,
        school_year=cast.semester.school_year,
        week=week_start(today()),
        status=Rpp.Status.ADA,
        checked_by=cast.baso.person,
        checked_at=this_morning(),
        photo=store_image(picture(), by=cast.baso),
    )


def decision(cast: Cast, proof: str = "Soal tersusun") -> Decision:
    made = make_decision(make_session(cast, days=-1), cast.aminah.person, cast.gita)
    return close_decision(decision=made, status="selesai", proof=proof, upload=pdf(), by=cast.aminah)


def sheet(cast: Cast) -> Any:
    printed = print_list(session=make_session(cast), blank_lines=1, by=cast.gita)
    printed.photo = store_image(picture(), by=cast.gita)
    printed.save()
    return printed


def followup(cast: Cast, proof: str = "Alat peraga dipakai di kelas.") -> FollowUp:
    made = shared(cast.aminah, cast.daeng).followups.get()
    return close_followup(followup=made, proof=proof, upload=pdf(), by=cast.aminah)


def revision(cast: Cast) -> Revision:
    asked = shared(cast.aminah, cast.daeng, 2, code="telaah-rpp").followups.get()
    return hand_in(followup=asked, upload=pdf(), by=cast.aminah)


def paper(cast: Cast) -> Assessment:
    made = shared(cast.aminah, cast.baso)
    told = {"code": "AAK7", "typed_by": cast.baso, "typed_at": this_morning()}
    PaperCopy.objects.create(assessment=made, photo=store_image(picture(), by=cast.baso), **told)
    return made


PLACES = {
    "competency.PaperCopy.photo": Place(
        paper, "baso", "aminah", "competency:assessment-detail", "competency:paper-photo"
    ),
    "competency.FollowUp.proof_file": Place(
        followup, "aminah", "", "competency:followup-detail", "competency:followup-proof"
    ),
    "competency.Revision.file": Place(
        revision, "aminah", "", "competency:followup-detail", "competency:revision-file", page_key="followup_id"
    ),
    "competency.Rpp.photo": Place(rpp, "baso", "daeng", "competency:rpp-photo", "competency:rpp-photo-file"),
    "kkg.CodedList.photo": Place(sheet, "gita", "aminah", "kkg:coded-type", "kkg:coded-photo", "code"),
    "kkg.Decision.proof_file": Place(decision, "aminah", "baso", "kkg:decision-close", "kkg:decision-proof"),
    "kkg.Material.file": Place(
        lambda cast: make_material(cast, upload=pdf()), "aminah", "baso", "kkg:material-detail", "kkg:material-file"
    ),
}


def test_each_column_that_holds_a_file_has_its_line() -> None:
    ours = [model for model in apps.get_models() if "Event" not in model.__name__]
    columns = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in ours
        for field in model._meta.get_fields()
        if field.many_to_one and field.concrete and field.related_model is StoredFile
    }
    assert columns == PLACES.keys() | ELSEWHERE.keys()


@pytest.mark.parametrize("name", PLACES)
def test_a_wrong_file_goes_and_comes_back(cast: Cast, name: str) -> None:
    place = PLACES[name]
    row = place.make(cast)
    key = [getattr(row, place.key)]
    file, page = reverse(place.file, args=key), reverse(place.page, args=[getattr(row, place.page_key or place.key)])
    remove, restore = (reverse(f"{place.file}-{verb}", args=key) for verb in ("remove", "restore"))
    client = client_of(cast.everyone[place.by])
    if place.neither:
        assert client_of(cast.everyone[place.neither]).post(remove).status_code == 403
    assert client.get(file).status_code == 200
    for _ in range(2):
        assert client.post(remove).status_code == 302
        assert client.get(file).status_code == 404
    assert f"{file}?v=" not in client.get(page).content.decode()
    if place.neither:
        assert client_of(cast.everyone[place.neither]).post(restore).status_code == 403
    for _ in range(2):
        assert client.post(restore).status_code == 302
        assert client.get(file).status_code == 200
    assert f"{file}?v=" in client.get(page).content.decode()
    StoredFile.objects.update(removed_at=this_morning() - timedelta(days=31))
    assert client.post(restore).status_code == 403
    assert client.get(file).status_code == 404


def test_the_only_proof_of_a_decision_stays(cast: Cast) -> None:
    with pytest.raises(Refused, match="satu-satunya bukti"):
        remove_proof(decision=decision(cast, proof=""), by=cast.aminah)


def test_the_only_proof_of_a_tindak_lanjut_stays(cast: Cast) -> None:
    with pytest.raises(Refused, match="satu-satunya bukti"):
        take_followup_proof_off(followup=followup(cast, proof=""), by=cast.aminah)


def test_the_only_content_of_a_material_stays(cast: Cast) -> None:
    with pytest.raises(Refused, match="satu-satunya isi"):
        remove_file(material=make_material(cast, text="", upload=pdf()), by=cast.aminah)


def test_where_there_is_no_file_nothing_comes_back(cast: Cast) -> None:
    made = make_decision(make_session(cast, days=-1), cast.aminah.person, cast.gita)
    with pytest.raises(Refused, match="Tidak ada berkas di sini"):
        restore_proof(decision=made, by=cast.aminah)
