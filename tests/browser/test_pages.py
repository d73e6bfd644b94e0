"""The main pages of the demo in a real browser: nothing overflows, axe finds nothing, the console is silent.

Each page is opened once with script and once without; size and colours change while it is open.
SCREENS=1 leaves pictures under .data/screens/.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import time, timedelta
from functools import cache
from itertools import product
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from competency.models import Assessment, Finding, FollowUp, Instrument, MentorPair, Pairing, Visit
from competency.paper_forms.codes import code_of
from competency.sharing.link_actions import issue_result_link
from config.demo.build import seed
from kkg.checkin.codes import address_of
from kkg.coded_lists.actions import print_list
from kkg.models import (
    Attendance,
    Certificate,
    CertificateBatch,
    CheckInWindow,
    CodedList,
    Decision,
    Material,
    PlannedSession,
    Problem,
    Programme,
    Session,
    SessionPhoto,
    Topic,
    WorkingGroup,
)
from kkg.sessions.actions import open_session
from madrasah.imports.runs import apply_import, set_columns, start_import
from madrasah.models import ImportRun, Madrasah, Person, Placement, User
from tests.cast import client_of
from tests.effort import WHOLE, every
from tests.factories import make_madrasah, make_teacher
from tests.kkg.checkin_makers import make_window
from tests.kkg.paper_makers import make_photo
from tests.workbooks import teachers, xlsx
from tools.project import DATA

SIZES = {"phone": (360, 640), "desktop": (1280, 800), "narrow": (320, 640)}
COLOURS = ("light", "dark")
SOME = (("phone", "light"), ("desktop", "dark"), ("narrow", "light"))
TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"
# What the Nu Html Checker (npm vnu-jar) once found on pages, each a kind.
NO_HTML = """() => [
  ...document.querySelectorAll("input[type=text]:is([min], [max], [step])"),
  ...[...document.querySelectorAll("h1")].slice(1), ...[...document.querySelectorAll("[autofocus]")].slice(1),
  ...[...document.querySelectorAll("[id]")].filter((one) => document.getElementById(one.id) !== one),
].map((one) => one.outerHTML.slice(0, 120))"""
# Whatever stands alone is a thumb's breadth; a link within a sentence is as high as its line, a label is its box's.
TOO_SMALL = """() => [...document.querySelectorAll("a[href], button:not(.visually-hidden), summary, select, input")]
  .filter((one) => {
    const [box, style] = [one.getBoundingClientRect(), getComputedStyle(one)];
    const words = [...one.parentElement.childNodes].some((next) => next.nodeType === 3 && next.data.trim());
    const heights = [...(one.labels || [])].map((label) => label.getBoundingClientRect().height);
    const isShown = box.width > 1 && box.height > 1 && style.visibility !== "hidden";
    const isWide = getComputedStyle(one, "::after").position === "absolute";
    return isShown && !isWide && !(words && style.display === "inline") && Math.max(box.height, ...heights) < 43.5;
  }).map((one) => one.outerHTML.slice(0, 120))"""
# A word that is too long for its box goes on in the next line without a hyphen: "Direncana" and "kan".
CUT_IN_TWO = r"""() => {
  const found = [], words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = new Range();
  while (words.nextNode()) {
    const around = words.currentNode.parentElement;
    if (around.closest("thead, caption, .visually-hidden, details:not([open]) > :not(summary)")) continue;
    for (const word of words.currentNode.data.matchAll(/(?<![\p{L}\u00ad/.=])\p{L}{3,}(?![\p{L}\u00ad/.=])/gu)) {
      range.setStart(words.currentNode, word.index);
      range.setEnd(words.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((line) => Math.round(line.top / 6))).size > 1) found.push(word[0]);
    }
  }
  return found;
}"""
LETTERS_TWICE_AS_LARGE = "document.documentElement.style.fontSize = '200%'"
Address = Callable[[], str]


@pytest.fixture(scope="module")
def demo_server(test_database, django_db_blocker) -> Iterator[LiveServer]:
    """The demo, committed and served; one build for all pages, wiped after the last."""
    with django_db_blocker.unblock():
        seed(at=timezone.now())
        _session_of_today()
        _second_aminah()
        _uploads()
        server = LiveServer("localhost")
        yield server
        server.stop()
        call_command("flush", verbosity=0, interactive=False)


def _session_of_today() -> None:
    """The roll call opens only on the day itself."""
    group = WorkingGroup.objects.get(name="KKG MI Contoh Gantarang")
    values = {"title": "Pertemuan hari ini", "date": timezone.localdate(), "starts_at": time(13)}
    session = open_session(group=group, client_token=uuid4(), values=values, by=user("gita"))
    Attendance.objects.create(
        session=session,
        school_year=session.school_year,
        person=user("gita").person,
        way="pindai",
        checked_at=timezone.now(),
    )
    make_window(session, user("gita"))
    print_list(session=session, blank_lines=3, by=user("gita"))
    make_photo(session, user("gita"), user("gita").person, user("aminah").person)


def _second_aminah() -> None:
    """The same person once more, from another list, so that there is something to merge."""
    post = user("aminah").person.placements.get()
    twin = Person.objects.create(name="Sitti Aminah Contoh", birth_place="Bulukumba", nip="199001012015012001")
    Placement.objects.create(person=twin, madrasah=post.madrasah, post=post.post, since=post.since)


def _uploads() -> None:
    """A preview with a row of each sort, and a file with a column that has to be explained."""
    nsm = Madrasah.objects.get(name="MI Contoh Satu").nsm
    rows = [{"name": "Rahmawati Contoh", "phone": "12"}, {"name": "Aminah Contoh", "birth_date": "1 Mei 1990"}]
    rows += [{"name": "Yusuf Contoh", "nip": 1.98502e17}, {"nsm": "", "name": "Nurhayati Contoh"}]
    rows += [{"nsm": "", "madrasah": "MIS Contoh Satu", "name": "Salma Contoh"}]
    start_import(file=teachers(*({"nsm": nsm} | row for row in rows)), name="pratinjau.xlsx", by=user("jafar"))
    odd = xlsx(["Sebutan", "NSM", "Nama Guru", "Keadaan Sekarang"], ["Bu Rahma", nsm, "", "baik"])
    run = start_import(file=odd, name="kolom.xlsx", by=user("jafar"))
    set_columns(run=run, by=user("jafar"), kind="guru", choices={})
    _file_of_heads(user("jafar"))


def _file_of_heads(by: User) -> None:
    """An applied list that names heads: one found, one asked about, one of a madrasah with another, one unknown."""
    satu = Madrasah.objects.get(name="MI Contoh Satu")
    sure, near = (make_madrasah(satu.region, name=f"MI Contoh {word}") for word in ("Baru Satu", "Baru Dua"))
    make_teacher(sure, name="Ramli Contoh")
    make_teacher(near, name="Sitti Rahma Contoh")
    named = {satu: "Orang Lain", sure: "RAMLI CONTOH, S.PD", near: "Rahma Contoh", "MI Contoh Tambahan": "Fulan"}
    lines = [[str(place), "Gantarang", head] for place, head in named.items()]
    file = xlsx(["Nama Madrasah", "Kecamatan", "Nama Kepala"], *lines)
    apply_import(run=start_import(file=file, name="kepala.xlsx", by=by), by=by)


def user(name: str) -> User:
    return User.objects.get(username=f"{name}-01")


def draft() -> Assessment:
    return Assessment.objects.filter(state="draf", observer=user("citra").person).first()


def page_of(url_name: str, **lookup: object) -> Address:
    """The address of one row's page, found when the demo stands."""
    models = {
        "kkg:session": Session,
        "kkg:checkin": Session,
        "kkg:material": Material,
        "kkg:problem": Problem,
        "kkg:decision": Decision,
        "kkg:programme": Programme,
        "kkg:group": WorkingGroup,
        "competency:agreement": Pairing,
        "competency:assessment": Assessment,
        "competency:finding": Finding,
        "competency:followup": FollowUp,
        "competency:guidance": Madrasah,
        "competency:instrument": Instrument,
        "competency:pair": MentorPair,
        "competency:reflection": Assessment,
        "competency:visit": Visit,
        "madrasah:person": Person,
        "madrasah:import": ImportRun,
    }
    model = models[url_name.partition("-")[0]]
    return lambda: reverse(url_name, args=[model.objects.filter(**lookup).first().pk])


def whole_sheet() -> str:
    """A new sheet on one page, as a phone carries it."""
    return reverse("competency:assessment-whole", args=[Instrument.objects.offered().get(code="kkg-gantarang").pk])


def paper_form() -> str:
    """Where a form of PKG that was filled by pen is typed."""
    return reverse("competency:form-type", args=[code_of(Instrument.objects.get(code="pkg-2010").pk)])


def result_link() -> str:
    """Where the PIN of a result is asked for."""
    sheet = Assessment.objects.filter(state="dibagikan", keeper=user("baso").person).first()
    return reverse("competency:result-link", args=[issue_result_link(assessment=sheet, by=user("baso")).token])


def scanned_code() -> str:
    """What the QR of today's session opens."""
    window = CheckInWindow.objects.get(session__title="Pertemuan hari ini")
    return reverse("kkg:checkin-code", args=[address_of(window.pk, window.secret, timezone.now())])


def group_page(url_name: str) -> Address:
    """A page of the KKG in which most of the cast meet."""
    return lambda: reverse(url_name, args=[WorkingGroup.objects.get(name="KKG MI Contoh Gantarang").pk])


def letter_form(kind: str) -> Address:
    """The form of a letter for the session of today."""
    return lambda: reverse("kkg:letter-new", args=[Session.objects.get(title="Pertemuan hari ini").pk, kind])


def of_aminah(url_name: str) -> Address:
    """A page about one of the demo's teachers."""
    return lambda: reverse(url_name, args=[user("aminah").person_id])


def office_of(name: str) -> Address:
    """Where the dates of somebody's only office are put right."""
    return lambda: reverse(
        "madrasah:assignment-edit", args=[user(name).person_id, user(name).person.assignments.get().pk]
    )


def merge_of_aminah() -> str:
    """The preview of making the two one."""
    twin = Person.objects.get(name="Sitti Aminah Contoh")
    return reverse("person-merge", args=[user("aminah").person_id, twin.pk])


def of_satu(name: str) -> Address:
    """A page of MI Contoh's first madrasah, where Aminah teaches."""
    return lambda: reverse(name, args=[user("aminah").person.placements.get().madrasah_id])


def certificate_of(who: str, *, withdrawn: bool = False) -> Certificate:
    """Of this member of the cast, or any that was withdrawn."""
    if withdrawn:
        return Certificate.objects.filter(withdrawn_at__isnull=False).first()
    return Certificate.objects.valid().get(person=user(who).person)


def certificate_preview() -> str:
    """Who would get one over the last months."""
    today = timezone.localdate()
    asked = {
        "kegiatan": "Kegiatan Contoh",
        "dari": today - timedelta(days=90),
        "sampai": today,
        "tanggal": today,
        "jp": 9,
    }
    group = WorkingGroup.objects.get(name="KKG MI Contoh Gantarang")
    return f"{reverse('kkg:batch-new', args=[group.pk])}?{urlencode(asked)}"


def plain(name: str) -> Address:
    return lambda: reverse(name)


PAGES: dict[str, tuple[str, Address]] = {
    "masuk": ("", plain("madrasah:login")),
    "pengaman-kedua": ("aminah", plain("madrasah:factor")),
    "giliran-guru": ("aminah", plain("home")),
    "giliran-kepala": ("baso", plain("home")),
    "giliran-kabupaten": ("eka", plain("home")),
    "pertemuan": ("gita", plain("kkg:session-list")),
    "satu-pertemuan": ("daeng", page_of("kkg:session-detail", title="Penilaian harian")),
    "pertemuan-nanti": ("gita", page_of("kkg:session-detail", title="Pembelajaran berdiferensiasi")),
    "pertemuan-batal": ("aminah", page_of("kkg:session-detail", cancelled_at__isnull=False)),
    "pesan": ("gita", page_of("kkg:session-messages", title="Kelas yang tenang tanpa hukuman")),
    "satu-kkg": ("gita", group_page("kkg:group-detail")),
    "rekap": ("daeng", plain("kkg:recap")),
    "agenda": ("gita", page_of("kkg:session-topics", title="Pertemuan hari ini")),
    "kehadiran": ("gita", page_of("kkg:session-attendance", title="Pertemuan hari ini")),
    "program": ("gita", plain("kkg:programme-list")),
    "satu-program": ("gita", page_of("kkg:programme-detail")),
    "isi-program": ("gita", page_of("kkg:programme-edit")),
    "kaitkan-pertemuan": ("gita", lambda: reverse("kkg:planned-tie", args=[PlannedSession.objects.last().pk])),
    "kalender": ("aminah", plain("kkg:calendar")),
    "tunda-pertemuan": ("gita", page_of("kkg:session-postpone", title="Pembelajaran berdiferensiasi")),
    "batalkan-pertemuan": ("gita", page_of("kkg:session-cancel", title="Pembelajaran berdiferensiasi")),
    "pecah-kkg": ("daeng", page_of("kkg:group-split", name="KKG MI Contoh Gantarang")),
    "gabung-kkg": ("daeng", page_of("kkg:group-merge", name="KKG MI Contoh Gantarang")),
    "lembar-kertas": ("gita", lambda: reverse("kkg:coded-list", args=[CodedList.objects.get().session_id])),
    "ketik-lembar": ("gita", lambda: reverse("kkg:coded-type", args=[CodedList.objects.get().code])),
    "cari-lembar": ("gita", plain("kkg:coded-find")),
    "foto-pertemuan": ("gita", page_of("kkg:session-photos", title="Pertemuan hari ini")),
    "tandai-foto": ("gita", lambda: reverse("kkg:photo-edit", args=[SessionPhoto.objects.get().pk])),
    "izin-foto-pertemuan": ("gita", page_of("kkg:session-consents", title="Pertemuan hari ini")),
    "izin-foto": ("aminah", plain("madrasah:photo-consent")),
    "berbagi": ("aminah", plain("kkg:material-list")),
    "satu-bahan": ("aminah", page_of("kkg:material-detail", kind="metode")),
    "bagikan-bahan": ("gita", plain("kkg:material-new")),
    "indikator-bahan": (
        "aminah",
        lambda: reverse("competency:material-indicators", args=[Material.objects.get(kind="metode").pk]),
    ),
    "bahan-menurut-indikator": ("aminah", plain("competency:indicator-materials")),
    "tanggapan": ("gita", page_of("kkg:session-reflect", title="Pertemuan hari ini")),
    "topik": ("gita", plain("kkg:topic-list")),
    "satu-topik": ("gita", lambda: reverse("kkg:topic-settle", args=[Topic.objects.pending().first().pk])),
    "indikator-topik": (
        "gita",
        lambda: reverse("competency:topic-indicators", args=[Topic.objects.pending().first().pk]),
    ),
    "masalah": ("aminah", plain("kkg:problem-list")),
    "bawa-masalah": ("aminah", plain("kkg:problem-new")),
    "satu-masalah": ("gita", page_of("kkg:problem-detail", status="terbuka")),
    "bahas-masalah": ("gita", page_of("kkg:problem-discuss", status="terbuka")),
    "keputusan": ("gita", plain("kkg:decision-list")),
    "catat-keputusan": (
        "gita",
        lambda: reverse("kkg:decision-new", args=[Session.objects.get(title="Pertemuan hari ini").pk]),
    ),
    "satu-keputusan": ("gita", page_of("kkg:decision-close", status="terbuka")),
    "tutup-pertemuan": ("gita", page_of("kkg:session-close", title="Pertemuan hari ini")),
    "surat-pertemuan": ("gita", page_of("kkg:session-papers", title="Penilaian harian")),
    "undangan": ("gita", letter_form("undangan")),
    "surat-tugas": ("gita", letter_form("surat-tugas")),
    "notulen": ("gita", page_of("kkg:session-minutes", title="Pertemuan hari ini")),
    "surat-kkg": ("gita", group_page("kkg:letter-list")),
    "lpj": ("gita", group_page("kkg:group-report")),
    "sertifikat": ("gita", group_page("kkg:certificate-list")),
    "terbitkan-sertifikat": ("gita", group_page("kkg:batch-new")),
    "pratinjau-sertifikat": ("gita", certificate_preview),
    "terbitan": ("gita", lambda: reverse("kkg:batch-detail", args=[CertificateBatch.objects.first().pk])),
    "tarik-sertifikat": ("gita", lambda: reverse("kkg:certificate-withdraw", args=[certificate_of("aminah").pk])),
    "sertifikat-saya": ("aminah", plain("kkg:certificate-own")),
    "periksa-sertifikat": ("", plain("kkg:certificate-check")),
    "sertifikat-berlaku": ("", lambda: reverse("kkg:certificate-public", args=[certificate_of("aminah").code])),
    "sertifikat-ditarik": (
        "",
        lambda: reverse("kkg:certificate-public", args=[certificate_of("", withdrawn=True).code]),
    ),
    "ubah-kkg": ("daeng", group_page("kkg:group-edit")),
    "presensi": ("gita", page_of("kkg:checkin-panel", title="Pertemuan hari ini")),
    "presensi-layar": ("gita", page_of("kkg:checkin-show", title="Pertemuan hari ini")),
    "presensi-pindai": ("", scanned_code),
    "presensi-pindai-sendiri": ("aminah", scanned_code),
    "presensi-pin": ("", plain("kkg:checkin-pin")),
    "presensi-tercatat": ("gita", page_of("kkg:checkin-done", title="Pertemuan hari ini")),
    "presensi-keliru": ("aminah", lambda: reverse("kkg:checkin-code", args=["0-lama"])),
    "rpp": ("baso", plain("competency:rpp-week")),
    "lembar": ("daeng", plain("competency:assessment-list")),
    "isi-lembar": ("citra", lambda: reverse("competency:assessment-fill", args=[draft().pk, 1])),
    "periksa-lembar": ("citra", lambda: reverse("competency:assessment-review", args=[draft().pk])),
    "hasil": ("aminah", page_of("competency:assessment-detail", teacher__name="Aminah Contoh", state="dibagikan")),
    "kompetensi": ("aminah", plain("competency:my-summary")),
    "kompetensi-guru": ("daeng", plain("competency:summary-list")),
    "tindak-lanjut": ("aminah", plain("competency:followup-list")),
    "satu-tindak-lanjut": ("aminah", page_of("competency:followup-detail", owner__name="Aminah Contoh")),
    "kunjungan-ulang": ("daeng", plain("competency:followup-revisits")),
    "instrumen": ("baso", plain("competency:instrument-list")),
    "satu-instrumen": ("jafar", page_of("competency:instrument-detail", code="pkg-2010")),
    "terbitkan-instrumen": ("jafar", plain("competency:instrument-publish")),
    "papan": ("baso", plain("competency:supervision")),
    "papan-pengawas": ("daeng", plain("competency:supervision")),
    "rencana": ("baso", plain("competency:visit-list")),
    "rencana-baru": ("baso", plain("competency:visit-plan")),
    "satu-rencana": ("baso", page_of("competency:visit-detail", madrasah__name="MI Contoh Satu")),
    "lembar-baru": ("baso", plain("competency:assessment-start")),
    "lembar-sehalaman": ("citra", whole_sheet),
    "hasil-selesai": ("baso", page_of("competency:assessment-detail", teacher__name="Aminah Contoh", state="selesai")),
    "riwayat-lembar": (
        "baso",
        page_of("competency:assessment-history", teacher__name="Aminah Contoh", state="selesai"),
    ),
    "refleksi": ("aminah", page_of("competency:reflection-write", teacher__name="Aminah Contoh", state="dibagikan")),
    "kertas": ("baso", plain("competency:form-find")),
    "ketik-kertas": ("baso", paper_form),
    "rekap-supervisi": ("daeng", plain("competency:supervision-recap")),
    "rpp-sebulan": ("baso", plain("competency:rpp-month")),
    "rpp-saya": ("aminah", plain("competency:my-rpp")),
    "pembinaan": ("daeng", plain("competency:guidance-list")),
    "satu-pembinaan": ("daeng", page_of("competency:guidance-detail", name="MI Contoh Satu")),
    "satu-ringkasan": ("baso", of_aminah("competency:teacher-summary")),
    "perkembangan": ("baso", of_aminah("competency:teacher-growth")),
    "catatan-penilaian": ("baso", plain("competency:staircase")),
    "catatan-satu-guru": ("baso", of_aminah("competency:teacher-staircase")),
    "dampak": ("daeng", group_page("competency:effect-list")),
    "kebutuhan": ("gita", group_page("competency:needs")),
    "temuan": ("daeng", plain("competency:finding-list")),
    "satu-temuan": ("daeng", page_of("competency:finding-detail")),
    "temuan-per-kode": ("daeng", plain("competency:finding-matrix")),
    "bukti": ("daeng", plain("competency:evidence-list")),
    "bukti-baru": ("daeng", plain("competency:evidence-new")),
    "pasangan": ("daeng", plain("competency:pair-list")),
    "satu-pasangan": ("gita", page_of("competency:pair-detail")),
    "belum-sesuai": ("daeng", plain("competency:mismatch-progress")),
    "peta-kualifikasi": ("daeng", plain("madrasah:qualification-map")),
    "paket": ("daeng", plain("competency:pack-list")),
    "kabupaten": ("eka", plain("competency:district")),
    "kabupaten-madrasah": ("eka", plain("competency:district-madrasahs")),
    "kabupaten-semester": ("eka", plain("competency:district-trend")),
    "tahun-baru": ("jafar", plain("year-open")),
    "riwayat-madrasah": ("jafar", of_satu("madrasah:madrasah-offices")),
    "riwayat-orang": ("faisal", of_aminah("madrasah:person-history")),
    "latihan": ("baso", plain("competency:agreement-list")),
    "latihan-baru": ("baso", plain("competency:agreement-new")),
    "satu-latihan": ("baso", page_of("competency:agreement-detail")),
    "hasil-lewat-tautan": ("", result_link),
    "lainnya": ("baso", plain("more")),
    "guru": ("faisal", plain("madrasah:person-list")),
    "satu-guru": ("faisal", page_of("madrasah:person-detail", name="Aminah Contoh")),
    "impor": ("jafar", plain("madrasah:import-list")),
    "impor-pratinjau": ("jafar", page_of("madrasah:import-run", file_name="pratinjau.xlsx")),
    "impor-kepala": ("jafar", page_of("madrasah:import-heads", file_name="kepala.xlsx")),
    "impor-kolom": ("jafar", page_of("madrasah:import-columns", file_name="kolom.xlsx")),
    "madrasah": ("jafar", plain("madrasah:madrasah-list")),
    "daftar-akun": ("faisal", plain("madrasah:account-list")),
    "akun-orang": ("faisal", of_aminah("madrasah:account-detail")),
    "nonaktifkan": ("faisal", of_aminah("madrasah:account-close")),
    "perangkat": ("aminah", plain("madrasah:device-list")),
    "ubah-tugas": ("jafar", office_of("baso")),
    "data-ganda": ("jafar", of_aminah("person-duplicates")),
    "gabungkan": ("jafar", merge_of_aminah),
    "satu-madrasah": ("jafar", of_satu("madrasah:madrasah-detail")),
    "ganti-nama": ("jafar", of_satu("madrasah:madrasah-rename")),
    "tutup-madrasah": ("jafar", of_satu("madrasah-close")),
    "gabung-madrasah": ("jafar", of_satu("madrasah-merge")),
    "baru-dihapus": ("jafar", plain("madrasah:person-removed")),
}


@pytest.fixture(scope="module")
def phone_of(demo_server: LiveServer, browser: Browser) -> Iterator[Callable[[str, bool], BrowserContext]]:
    """The logged-in browser of each who reads, with scripts or without: made once, a page takes a moment in it."""
    with ExitStack() as contexts:

        @cache
        def made(who: str, javascript: bool) -> BrowserContext:
            context = browser.new_context(
                java_script_enabled=javascript,
                base_url=demo_server.url,
                locale="id-ID",
                reduced_motion="reduce",  # colours are judged at once, not half way
            )
            contexts.callback(context.close)
            if who:
                session = client_of(user(who)).cookies["sessionid"].value
                context.add_cookies([{"name": "sessionid", "value": session, "url": demo_server.url}])
            return context

        yield made


@pytest.fixture
def opened(phone_of: Callable[[str, bool], BrowserContext]) -> Iterator[Callable[..., Page]]:
    """Opens one of PAGES as the one it is for."""
    pages = []

    def open_as(who: str, address: Address, *, javascript: bool) -> Page:
        page = phone_of(who, javascript).new_page()
        pages.append(page)
        page.faults = []
        page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        assert page.goto(address()).status == 200
        return page

    yield open_as
    for page in pages:
        page.close()


def looks(page: Page, name: str) -> Iterator[str]:
    """The page in each size, in both colours with WHOLE=1; says which one it is."""
    for size, colour in product(SIZES, COLOURS) if WHOLE else SOME:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=colour)
        if os.environ.get("SCREENS"):
            page.screenshot(path=DATA / "screens" / f"{name}-{size}-{colour}.png", full_page=True)
        yield f"{size}, {colour}"


@pytest.mark.parametrize("name", PAGES)
def test_page_fits_and_is_accessible(opened, name: str) -> None:
    page, turn = opened(*PAGES[name], javascript=True), list(PAGES).index(name)
    for number, look in enumerate(looks(page, name), start=turn):
        assert page.evaluate(TOO_WIDE) <= 0, look
        if WHOLE or number % len(SOME) == 0:  # each page at one size, the next page at the next
            found = Axe().run(page)
            assert found.violations_count == 0, f"{look}\n{found.generate_report()}"
    page.set_viewport_size(dict(zip(("width", "height"), SIZES["phone"], strict=True)))
    page.evaluate(LETTERS_TWICE_AS_LARGE)
    assert page.evaluate(TOO_WIDE) <= 0, "letters twice as large"
    assert page.faults == []


@pytest.mark.parametrize("name", list(PAGES)[:: every(3)])
def test_page_fits_without_script(opened, name: str) -> None:
    page = opened(*PAGES[name], javascript=False)
    for look in looks(page, f"{name}-tanpa-skrip"):
        assert page.evaluate(TOO_WIDE) <= 0, look
        assert not look.startswith("phone") or page.evaluate(CUT_IN_TWO) == [], look
    assert (page.evaluate(NO_HTML), page.evaluate(TOO_SMALL)) == ([], [])


def test_links_for_many_fit_and_are_accessible(opened) -> None:
    page = opened("faisal", plain("madrasah:account-list"), javascript=True)
    for box in page.get_by_role("checkbox").all()[:3]:
        box.check()
    page.get_by_role("button", name="Siapkan tautan").click()
    assert page.get_by_text("Jangan tulis PIN").is_visible()
    for look in looks(page, "tautan-banyak"):
        assert page.evaluate(TOO_WIDE) <= 0, look
        assert Axe().run(page).violations_count == 0, look
