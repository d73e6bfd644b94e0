"""The RPP week: honest about what was not checked, safe to send twice, never overwritten unseen."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from competency.models import Rpp
from competency.rpp.actions import attach_photo, record_week
from competency.rpp.forms import RppWeekForm
from competency.rpp.reports import rpp_week
from competency.rpp.weeks import RppMark
from core.refusals import Refused
from core.revisions import Overtaken
from madrasah.models import Assignment, Holiday, Placement
from madrasah.periods import week_start
from tests.cast import client_of
from tests.clock import on_day
from tests.competency.sheet_makers import document_of
from tests.factories import make_teacher

pytestmark = on_day(2026, 11, 25)

WEEK = date(2026, 11, 23)
ADDRESS = f"/supervisi/rpp/?minggu={WEEK}"


def typed(cast, **fields):
    """A post for Bu Aminah's line as the page would send it."""
    name = f"rpp-{cast.aminah.person_id}"
    seen = rpp_week(cast.satu, WEEK).fingerprint
    return {"terlihat": seen} | {name + key.replace("_", "-"): value for key, value in fields.items()}


def record(cast, *marks, seen=None, week=WEEK):
    seen = rpp_week(cast.satu, week).fingerprint if seen is None else seen
    return record_week(madrasah=cast.satu, week=week, marks=marks, seen=seen, by=cast.baso)


def test_week_is_saved_by_one_submit(cast):
    other = make_teacher(cast.satu)
    post = typed(cast, _="") | {f"rpp-{cast.aminah.person_id}": "ada", f"rpp-{other.pk}": "belum_ada"}
    answer = client_of(cast.baso).post(ADDRESS, post, follow=True)
    assert "2 dari 2 guru sudah diperiksa" in answer.content.decode()
    assert set(Rpp.objects.values_list("status", flat=True)) == {"ada", "belum_ada"}


def test_untouched_teacher_stays_unchecked(cast):
    make_teacher(cast.satu)
    client_of(cast.baso).post(ADDRESS, typed(cast) | {f"rpp-{cast.aminah.person_id}": "ada"})
    week = rpp_week(cast.satu, WEEK)
    assert (week.checked, len(week.lines)) == (1, 2)
    assert [line.label for line in week.lines] == ["Ada", "Belum diperiksa"]


def test_sending_twice_changes_nothing(cast):
    post = typed(cast) | {f"rpp-{cast.aminah.person_id}": "ada"}
    first = [client_of(cast.baso).post(ADDRESS, post).status_code for _ in range(2)]
    assert (first, Rpp.objects.count()) == ([302, 302], 1)


def test_late_without_cause_comes_back_filled(cast):
    post = typed(cast) | {f"rpp-{cast.aminah.person_id}": "terlambat"}
    answer = client_of(cast.baso).post(ADDRESS, post)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Aminah Contoh, S.Pd.I.: pilih sebab terlambatnya." in page
    assert not Rpp.objects.exists()


def test_cause_is_kept_only_where_it_is_asked(cast):
    name = f"rpp-{cast.aminah.person_id}"
    client_of(cast.baso).post(ADDRESS, typed(cast) | {name: "ada", f"{name}-sebab": "lainnya"})
    assert Rpp.objects.get().cause == ""


def test_mark_can_be_taken_back(cast):
    record(cast, RppMark(cast.aminah.person_id, "ada"))
    client_of(cast.baso).post(ADDRESS, typed(cast) | {f"rpp-{cast.aminah.person_id}": "batal"})
    assert not Rpp.objects.exists()


def test_second_save_does_not_overwrite_unseen(cast):
    seen = rpp_week(cast.satu, WEEK).fingerprint
    record(cast, RppMark(cast.aminah.person_id, "ada"))
    with pytest.raises(Overtaken):
        record(cast, RppMark(cast.aminah.person_id, "belum_ada"), seen=seen)
    assert Rpp.objects.get().status == "ada"


def test_conflict_shows_both_states(cast):
    post = typed(cast) | {f"rpp-{cast.aminah.person_id}": "belum_ada"}
    record(cast, RppMark(cast.aminah.person_id, "ada"))
    answer = client_of(cast.baso).post(ADDRESS, post)
    assert answer.status_code == 400
    assert "baru saja disimpan dari tempat lain" in answer.content.decode()
    assert "Tercatat sekarang: <b>Ada</b>" in answer.content.decode()


def test_one_rpp_covers_the_teaching_weeks_that_follow(cast):
    Holiday.objects.create(
        semester=cast.semester, name="Libur Contoh", starts_on=date(2026, 11, 30), ends_on=date(2026, 12, 6)
    )
    record(cast, RppMark(cast.aminah.person_id, "ada", weeks=2))
    assert set(Rpp.objects.values_list("week", flat=True)) == {WEEK, date(2026, 12, 7)}
    record(cast, RppMark(cast.aminah.person_id, "ada", weeks=1))
    assert list(Rpp.objects.values_list("week", flat=True)) == [WEEK]


def test_covering_keeps_a_mark_made_by_hand(cast):
    record(cast, RppMark(cast.aminah.person_id, "belum_ada"))
    record(cast, RppMark(cast.aminah.person_id, "ada", weeks=3), week=date(2026, 11, 16))
    assert Rpp.objects.get(week=WEEK).status == "belum_ada"


@pytest.mark.parametrize("who", ["aminah", "eka", "faisal", "jafar", "keeper"])
def test_other_offices_get_403(cast, who):
    assert client_of(cast.everyone[who]).get(ADDRESS).status_code == 403


def test_outsider_gets_404(cast):
    address = f"{ADDRESS}&madrasah={cast.satu.pk}"
    assert client_of(cast.hasan).get(address).status_code == 404
    assert client_of(cast.citra).post(address, typed(cast)).status_code == 404


def test_pengawas_reads_and_is_told_who_writes(cast):
    address = f"{ADDRESS}&madrasah={cast.satu.pk}"
    assert "Aminah Contoh" in client_of(cast.daeng).get(address).content.decode()
    answer = client_of(cast.daeng).post(address, typed(cast))
    assert answer.status_code == 403
    assert "yang mencatat pemeriksaan RPP" in answer.content.decode()


def test_acting_head_writes(cast):
    teacher = make_teacher(cast.empat)
    post = {"terlihat": rpp_week(cast.empat, WEEK).fingerprint, f"rpp-{teacher.pk}": "libur"}
    assert client_of(cast.indah).post(ADDRESS, post).status_code == 302
    assert Rpp.objects.get().status == "libur"


def test_teacher_of_another_madrasah_is_left_alone(cast):
    client_of(cast.baso).post(ADDRESS, typed(cast) | {f"rpp-{cast.gita.person_id}": "belum_ada"})
    assert not Rpp.objects.exists()


@pytest.mark.parametrize("week", ["2026-11-30", "9999-12-31", "0001-01-01", "besok", "\x00"])
def test_week_that_cannot_be_checked_is_refused(cast, week):
    client = client_of(cast.baso)
    page = client.get("/supervisi/rpp/", {"minggu": week})
    assert page.status_code == 200
    assert "Minggu" in page.content.decode()
    answer = client.post(f"/supervisi/rpp/?minggu={week}", typed(cast) | {f"rpp-{cast.aminah.person_id}": "ada"})
    assert (answer.status_code, Rpp.objects.count()) == (400, 0)


def test_holiday_week_asks_for_nothing(cast):
    Holiday.objects.create(semester=cast.semester, name="Libur Contoh", starts_on=WEEK, ends_on=date(2026, 11, 29))
    page = client_of(cast.baso).get(ADDRESS).content.decode()
    assert "Minggu ini libur" in page
    assert "<fieldset" not in page


def test_wrong_method_gets_405(cast):
    assert client_of(cast.baso).put(ADDRESS).status_code == 405


def test_questions_do_not_grow_with_teachers(cast, django_assert_num_queries):
    client, sizes = client_of(cast.baso), []
    for _ in range(2):
        with django_assert_num_queries(17, exact=False) as asked:
            client.get(ADDRESS)
        sizes.append(len(asked))
        for _ in range(5):
            make_teacher(cast.satu)
    assert sizes[0] == sizes[1]
    assert week_start(date(2026, 11, 29)) == WEEK


def photo_of(cast):
    record(cast, RppMark(cast.aminah.person_id, "ada"))
    return f"/supervisi/rpp/{Rpp.objects.get().pk}/foto/"


def test_the_week_of_a_photo_reads_as_six_days_and_not_as_a_sunday(cast):
    page = client_of(cast.baso).get(photo_of(cast)).content.decode()
    assert "Minggu 23–28 November 2026" in page


def picture(size=(40, 30)):
    """A JPEG that knows where and with what it was taken."""
    drawn, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "Kamera Contoh"
    Image.new("RGB", size, "white").save(drawn, "JPEG", exif=exif)
    return SimpleUploadedFile("../rpp.jpg", drawn.getvalue(), "image/jpeg")


def test_photo_is_kept_without_what_the_camera_wrote(cast):
    address = photo_of(cast)
    assert client_of(cast.baso).post(address, {"foto": picture()}).status_code == 302
    seen = client_of(cast.aminah).get(f"{address}lihat/")
    kept = Image.open(BytesIO(b"".join(seen.streaming_content)))
    assert (kept.format, dict(kept.getexif())) == ("JPEG", {})


def shown_at(client, address):
    """Where the page says the picture lies."""
    return re.search(r'src="([^"]*/lihat/[^"]*)"', client.get(address).content.decode())[1]


def test_a_photo_that_was_replaced_shows_at_once_and_one_that_was_not_is_not_sent_again(cast):
    address, client = photo_of(cast), client_of(cast.baso)
    client.post(address, {"foto": picture()})
    first = shown_at(client, address)
    mark = client.get(first)["ETag"]
    assert client.get(first, headers={"If-None-Match": mark}).status_code == 304
    client.post(address, {"foto": picture((60, 30))})
    assert shown_at(client, address) != first
    assert client.get(first, headers={"If-None-Match": mark}).status_code == 200


@pytest.mark.parametrize("content", [b"", b"<script>", b"\xff\xd8\xff\xe0 bukan foto", b"x" * (5 * 1024**2 + 1)])
def test_what_is_no_photo_is_refused_with_a_cure(cast, content):
    upload = SimpleUploadedFile("rpp.jpg", content, "image/jpeg")
    answer = client_of(cast.baso).post(photo_of(cast), {"foto": upload})
    assert answer.status_code == 400
    assert "Belum tersimpan" in answer.content.decode()
    assert Rpp.objects.get().photo is None


def test_photo_has_the_door_of_its_row(cast):
    address = photo_of(cast)
    client_of(cast.baso).post(address, {"foto": picture()})
    for outsider in (cast.gita, cast.citra, cast.hasan, cast.faisal, cast.eka):
        assert client_of(outsider).get(f"{address}lihat/").status_code == 404
    assert client_of(cast.daeng).get(address).status_code == 200
    assert client_of(cast.daeng).post(address, {"foto": picture()}).status_code == 403


OWN = "/kompetensi/rpp/"


def read(user, address=OWN):
    return " ".join(client_of(user).get(address).content.decode().split())


def test_a_teacher_reads_the_own_weeks_with_cause_and_photo(cast):
    address = photo_of(cast)
    record(cast, RppMark(cast.aminah.person_id, "terlambat", cause="belum_mahir_komputer"), week=date(2026, 11, 16))
    client_of(cast.baso).post(address, {"foto": picture()})
    page = read(cast.aminah)
    assert page.index("23–28 November 2026") < page.index("16–21 November 2026")
    assert "Sebab: Kendala laptop" in page and address in page and "Drs. Baso Contoh" in page
    assert "RPP ada pada 1 dari 2 minggu yang diperiksa" in page
    assert f'href="{OWN}"' in read(cast.aminah, address)


def test_a_week_that_another_covers_says_so(cast):
    record(cast, RppMark(cast.aminah.person_id, "ada", weeks=2), week=date(2026, 11, 16))
    assert "RPP minggu 16 November 2026 berlaku juga di sini" in read(cast.aminah)


def test_nobody_reads_the_weeks_of_another_there(cast):
    record(cast, RppMark(cast.aminah.person_id, "terlambat", cause="lainnya"))
    for user in (cast.baso, cast.daeng, cast.gita, cast.citra):
        page = read(user)
        assert "Belum ada yang diperiksa" in page and "Sebab" not in page
    assert client_of(cast.keeper).get(OWN).status_code == 404


def test_the_way_there_stands_at_home_in_the_menu_and_beside_the_four_competencies(cast):
    record(cast, RppMark(cast.aminah.person_id, "ada"))
    home = read(cast.aminah, "/")
    assert home.count(f'href="{OWN}"') == 2 and "dari 1 minggu yang diperiksa" in home
    assert f'href="{OWN}?semester={cast.semester.pk}"' in read(cast.aminah, "/kompetensi/")
    assert f'href="{OWN}?' not in read(cast.baso, f"/kompetensi/guru/{cast.aminah.person_id}/")


def test_the_weeks_ask_no_more_with_more_of_them(cast, django_assert_num_queries):
    client, sizes = client_of(cast.aminah), []
    for week in (date(2026, 11, 16), WEEK):
        record(cast, RppMark(cast.aminah.person_id, "ada"), week=week)
        with django_assert_num_queries(10, exact=False) as asked:
            client.get(OWN)
        sizes.append(len(asked))
    assert sizes[0] == sizes[1]


# --- Nobody marks oneself ------------------------------------------------------------------------------


def teaching_head(cast):
    """Pak Baso, kepala of Satu, teaches there too."""
    Placement.objects.create(person=cast.baso.person, madrasah=cast.satu, since=date(2024, 7, 1))
    return RppMark(cast.baso.person_id, "ada")


@pytest.mark.parametrize("week", [WEEK, date(2026, 11, 16)])
def test_a_kepala_who_teaches_does_not_mark_the_own_rpp(cast, week):
    mark = teaching_head(cast)
    with pytest.raises(Refused, match="RPP Anda sendiri"):
        record(cast, mark, week=week)
    page = client_of(cast.baso).get(ADDRESS).content.decode()
    assert f"rpp-{cast.aminah.person_id}" in page and f'name="rpp-{cast.baso.person_id}"' not in page
    assert "Diperiksa orang lain" in page


def test_who_was_teacher_in_that_week_and_is_kepala_now_does_not_mark_the_own_rpp(cast):
    cast.aminah.person.assignments.update(until=date(2026, 11, 22))
    Assignment.objects.create(person=cast.aminah.person, role="kepala", madrasah=cast.satu, since=date(2026, 11, 23))
    week, mark = date(2026, 11, 16), RppMark(cast.aminah.person_id, "ada")
    seen = rpp_week(cast.satu, week).fingerprint
    with pytest.raises(Refused, match="RPP Anda sendiri"):
        record_week(madrasah=cast.satu, week=week, marks=[mark], seen=seen, by=cast.aminah)


def test_the_pengawas_marks_the_kepala_who_teaches_and_nobody_else(cast):
    teaching_head(cast)
    address, client = f"{ADDRESS}&madrasah={cast.satu.pk}", client_of(cast.daeng)
    page = client.get(address).content.decode()
    assert f'name="rpp-{cast.baso.person_id}"' in page and f'name="rpp-{cast.aminah.person_id}"' not in page
    assert client.post(address, typed(cast) | {f"rpp-{cast.baso.person_id}": "ada"}).status_code == 302
    row = Rpp.objects.get()
    assert (row.teacher, row.checked_by) == (cast.baso.person, cast.daeng.person)
    with pytest.raises(Refused, match="yang mencatat pemeriksaan RPP"):
        record_week(
            madrasah=cast.satu, week=WEEK, marks=[RppMark(cast.aminah.person_id, "ada")], seen="", by=cast.daeng
        )


def test_a_kepala_attaches_no_photo_to_the_own_row(cast):
    mark = teaching_head(cast)
    seen = rpp_week(cast.satu, WEEK).fingerprint
    record_week(madrasah=cast.satu, week=WEEK, marks=[mark], seen=seen, by=cast.daeng)
    with pytest.raises(Refused, match="RPP Anda sendiri"):
        attach_photo(row=Rpp.objects.get(), upload=picture(), by=cast.baso)


def test_home_asks_each_for_what_is_theirs_to_mark(cast):
    mark = teaching_head(cast)
    record(cast, RppMark(cast.aminah.person_id, "ada"))
    assert "guru belum diperiksa" not in client_of(cast.baso).get("/").content.decode()
    assert "1 guru belum diperiksa" in client_of(cast.daeng).get("/").content.decode()
    seen = rpp_week(cast.satu, WEEK).fingerprint
    record_week(madrasah=cast.satu, week=WEEK, marks=[mark], seen=seen, by=cast.daeng)
    assert "guru belum diperiksa" not in client_of(cast.daeng).get("/").content.decode()


def test_all_causes_of_the_instrument_are_offered():
    [told] = [each for each in document_of()["attributes"] if each["code"] == "kendala_rpp"]
    assert {cause for cause, _ in RppWeekForm.causes} == set(told["values"])


def test_one_rpp_is_said_to_last_until_a_week(cast):
    Holiday.objects.create(
        semester=cast.semester, name="Libur Contoh", starts_on=date(2026, 11, 30), ends_on=date(2026, 12, 6)
    )
    page = client_of(cast.baso).get(ADDRESS).content.decode()
    words = re.findall(r"<option[^>]*>(Minggu ini saja|sampai minggu [^<]*)<", page)
    assert words == ["Minggu ini saja", "sampai minggu 7–12 Desember 2026", "sampai minggu 14–19 Desember 2026"]


def test_a_photo_leads_on_to_the_next_teacher_without_one(cast):
    photographed, absent, last = (make_teacher(cast.satu, name=f"{letter} Contoh") for letter in "BCD")
    keys = [cast.aminah.person_id, photographed.pk, last.pk]
    record(cast, *(RppMark(key, "ada") for key in keys), RppMark(absent.pk, "belum_ada"))
    first, second, third = (Rpp.objects.get(teacher=key) for key in keys)
    attach_photo(row=second, upload=picture(), by=cast.baso)
    client = client_of(cast.baso)
    answer = client.post(f"/supervisi/rpp/{first.pk}/foto/", {"foto": picture()})
    assert answer.url == f"/supervisi/rpp/{third.pk}/foto/"
    answer = client.post(answer.url, {"foto": picture()})
    assert answer.url == f"/supervisi/rpp/?minggu={WEEK}&madrasah={cast.satu.pk}"


def test_a_photo_is_one_tap_from_its_row(cast):
    record(cast, RppMark(cast.aminah.person_id, "ada"))
    page = client_of(cast.baso).get(ADDRESS).content.decode()
    outside = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    assert f'href="/supervisi/rpp/{Rpp.objects.get().pk}/foto/"' in outside
    record(cast, RppMark(cast.aminah.person_id, "belum_ada"))
    assert "Lampirkan foto RPP" not in client_of(cast.baso).get(ADDRESS).content.decode()


def months_row(cast, user, name, query=""):
    """The words of one row of the month, without the breaks of narrow columns."""
    page = client_of(user).get(f"/supervisi/rpp/bulan/{query}").content.decode().replace("\u00ad", "")
    row = re.search(rf'<li class="row-of-weeks">(?:(?!</ol>).)*{name}.*?</ol>', page, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", row[0])).strip() if row else ""


def test_a_month_shows_each_teacher_week_by_week(cast):
    Holiday.objects.create(
        semester=cast.semester, name="Libur Contoh", starts_on=date(2026, 11, 9), ends_on=date(2026, 11, 14)
    )
    record(cast, RppMark(cast.aminah.person_id, "terlambat", cause="lainnya"), week=date(2026, 11, 16))
    row = months_row(cast, cast.baso, "Aminah")
    assert row.endswith("1 dari 3 minggu diperiksa 2–7 Belum diperiksa 16–21 Terlambat 23–28 Belum diperiksa")


def test_a_month_of_many_madrasah_shows_counts(cast):
    make_teacher(cast.satu, since=date(2026, 11, 23))
    record(cast, RppMark(cast.aminah.person_id, "ada"))
    row = months_row(cast, cast.daeng, cast.satu.name)
    assert row.endswith("2 guru 2–7 0 dari 1 9–14 0 dari 1 16–21 0 dari 1 23–28 1 dari 2")


def test_a_week_belongs_to_the_month_of_its_monday(cast):
    row = months_row(cast, cast.baso, "Aminah", "?bulan=2026-10")
    assert row.endswith("26–31 Belum diperiksa") and " 2–7 " not in row


@pytest.mark.parametrize("query", ["bulan=x", "bulan=2027-01", "bulan=1999-01", "bulan=%00", "halaman=x"])
def test_a_month_that_cant_be_shown_is_this_one(cast, query):
    assert "RPP November 2026" in client_of(cast.baso).get(f"/supervisi/rpp/bulan/?{query}").content.decode()


def test_a_month_elsewhere_is_not_found(cast):
    assert client_of(cast.baso).get(f"/supervisi/rpp/bulan/?madrasah={cast.dua.pk}").status_code == 404


def test_a_page_opened_before_takes_no_week_back_that_one_rpp_covers_by_now(cast):
    empty = rpp_week(cast.satu, date(2026, 11, 9)).fingerprint
    record(cast, RppMark(cast.aminah.person_id, "ada", weeks=3), week=date(2026, 11, 9))
    with pytest.raises(Overtaken):
        record(cast, RppMark(cast.aminah.person_id, "ada"), week=date(2026, 11, 9), seen=empty)
    assert Rpp.objects.count() == 3
    record(cast, RppMark(cast.aminah.person_id, "ada"), week=date(2026, 11, 9))
    assert Rpp.objects.count() == 1


def test_saving_a_week_again_leaves_what_it_covers_beyond_one_marked_by_hand(cast):
    other, first = make_teacher(cast.satu), date(2026, 11, 9)
    record(cast, RppMark(cast.aminah.person_id, "ada", weeks=3), week=first)
    record(cast, RppMark(cast.aminah.person_id, "terlambat", Rpp.Cause.COMPUTER), week=date(2026, 11, 16))
    [shown] = [line for line in rpp_week(cast.satu, first).lines if line.teacher == cast.aminah.person]
    record(cast, RppMark(cast.aminah.person_id, "ada", weeks=shown.weeks), RppMark(other.pk, "ada"), week=first)
    assert set(Rpp.objects.filter(teacher=cast.aminah.person).values_list("week", "status")) == {
        (first, "ada"),
        (date(2026, 11, 16), "terlambat"),
        (date(2026, 11, 23), "ada"),
    }
