"""Small words that sent the ketua astray: whom to ask, what may stay empty, what was deleted, what comes first."""

from uuid import uuid4

import pytest
from django.urls import reverse

from kkg.agenda.forms import HandOnForm
from kkg.attendance.actions import add_guest
from kkg.attendance.forms import GuestForm
from kkg.checkin.permissions import ASK_OFFICER, as_told_to
from kkg.decisions.forms import CloseDecisionForm
from kkg.sessions.actions import remove_session
from kkg.todo import tasks
from tests.cast import Cast, client_of
from tests.clock import today
from tests.kkg.makers import call_roll, make_session
from tests.kkg.programme_makers import make_cancelled
from tests.kkg.work_makers import make_decision


def test_nobody_who_runs_a_kkg_is_sent_to_its_officers(cast: Cast) -> None:
    reason = f"Sudah ditutup. {ASK_OFFICER}"
    assert "Temui pengurus" in as_told_to(cast.aminah, reason)
    assert as_told_to(cast.gita, reason) == "Sudah ditutup. Tandai sendiri di halaman Kehadiran."


@pytest.mark.parametrize("form", [GuestForm, CloseDecisionForm, HandOnForm])
def test_of_what_one_must_be_filled_none_may_be_blank(form: type) -> None:
    assert form.needed  # type: ignore[attr-defined]


def test_the_page_says_so(cast: Cast) -> None:
    decision = make_decision(make_session(cast), cast.gita.person, cast.gita)
    page = client_of(cast.gita).get(f"/kkg/keputusan/{decision.pk}/").content.decode()
    label = page.partition("Bukti atau alasan")[2]
    assert "boleh kosong" not in label[: label.index("</label>")]


def test_what_was_deleted_stands_below_and_folded(cast: Cast) -> None:
    remove_session(session=make_session(cast, title="Salah Tanggal"), by=cast.gita)
    page = client_of(cast.gita).get("/kkg/pertemuan/").content.decode()
    assert page.index("Sudah lewat") < page.index("Salah Tanggal")
    assert "Baru dihapus (1)" in page.partition("<details")[2]


def test_ones_own_duty_stands_before_what_was_called_off(cast: Cast) -> None:
    make_decision(make_session(cast, days=-1), cast.aminah.person, cast.gita)
    make_cancelled(cast)
    weights = {task.title.partition(":")[0]: task.weight for task in tasks(cast.aminah, today())}
    assert weights["Keputusan KKG"] > weights["Dibatalkan"]


def test_every_page_counts_who_came_alike_and_tells_guests_apart(cast: Cast) -> None:
    session = call_roll(make_session(cast), cast.gita)
    came, called = session.attendances.filter(mark="hadir").count(), session.attendances.count()
    add_guest(session=session, name="Tamu Contoh", institution="", is_speaker=False, client_token=uuid4(), by=cast.gita)
    client, page = client_of(cast.gita), f"/kkg/pertemuan/{session.pk}/"
    words = {
        page: (
            f"{came} hadir dari {called} yang tercatat, ditambah 1 tamu",
            f'{came}</b> hadir · <b class="num">1</b> tamu',
        ),
        "/kkg/pertemuan/": (f"{came} hadir, ditambah 1 tamu",),
        f"{page}presensi/": (f"{came} dari {called}</span> tercatat hadir, ditambah 1 tamu",),
    }
    for path, said in words.items():
        shown = " ".join(client.get(path).content.decode().split())
        assert [word in shown for word in said] == [True] * len(said), path


@pytest.mark.parametrize("name", ["problem-list", "topic-list", "decision-list"])
def test_a_list_leads_back_to_the_kkg_that_led_to_it(cast: Cast, name: str) -> None:
    client, hub = client_of(cast.gita), reverse("kkg:group-detail", args=[cast.group.pk])
    back = f'<a class="back" href="{hub}">'
    assert back in client.get(reverse(f"kkg:{name}"), {"kkg": cast.group.pk}).content.decode()
    assert back not in client.get(reverse(f"kkg:{name}")).content.decode()
