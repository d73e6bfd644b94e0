"""What is typed into any form stays on the phone until it was sent or its person lets it go."""

import pytest
from playwright.sync_api import Page, expect

from kkg.models import Problem
from tests.browser.faults import copies, enter
from tests.cast import Cast
from tests.house.doors import build_rows
from tests.kkg.work_makers import make_problem

WORDS = 'Anak "kelas I" belum mengenal huruf & angka'
MORE = "Sudah mencoba kartu huruf"
HELD = "tersimpan di perangkat ini"
AGO_16_DAYS = 16 * 24 * 3600 * 1000


@pytest.fixture
def phone(live_server, cast: Cast, open_page):
    """Opens a page on the phone of a user; the same phone for all of the test."""
    page = open_page()

    def opened(user, path: str) -> Page:
        enter(page, user, live_server.url)
        page.goto(path)
        return page

    return opened


@pytest.fixture
def problem(phone, cast: Cast) -> Page:
    """Gita's phone with a new problem begun."""
    page = phone(cast.gita, "/kkg/masalah/baru/")
    page.get_by_label("Apa masalahnya?").fill(WORDS)
    expect(page.locator("form .saved")).to_have_text(HELD)
    return page


def use(page: Page) -> None:
    page.get_by_role("button", name="Pakai isian di perangkat").click()


def offer(page: Page):
    return page.locator("form .msg")


def problem_box(page: Page):
    return expect(page.get_by_label("Apa masalahnya?"))


def test_who_returns_is_shown_what_differs_and_takes_it(problem: Page) -> None:
    problem.reload()
    problem_box(problem).to_have_value("")
    expect(offer(problem)).to_contain_text(f"Apa masalahnya?: kosong → {WORDS}")
    expect(problem.get_by_label("Apa masalahnya?")).to_be_disabled()
    use(problem)
    problem_box(problem).to_have_value(WORDS)
    problem.get_by_role("button", name="Kirim masalah").click()
    problem.wait_for_url(lambda url: "/baru/" not in url)
    assert Problem.objects.get().text == WORDS
    expect(problem.locator("main")).to_be_visible()
    assert copies(problem) == []


def test_who_declines_finds_nothing_any_more(problem: Page) -> None:
    problem.reload()
    problem.get_by_role("button", name="Pakai yang di layar").click()
    problem_box(problem).to_be_enabled()
    problem.reload()
    expect(offer(problem)).to_have_count(0)
    assert copies(problem) == []


def test_a_page_that_was_killed_lost_nothing(problem: Page, phone) -> None:
    other = problem.context.new_page()
    problem.close()
    other.goto("/kkg/masalah/baru/")
    use(other)
    problem_box(other).to_have_value(WORDS)


def test_after_sixteen_days_it_is_still_offered(problem: Page) -> None:
    problem.add_init_script(f"const now = Date.now; Date.now = () => now() + {AGO_16_DAYS}")
    problem.goto("/")
    problem.goto("/kkg/masalah/baru/")
    use(problem)
    problem_box(problem).to_have_value(WORDS)


def test_a_form_that_came_back_with_faults_drops_nothing(problem: Page) -> None:
    problem.evaluate("document.querySelector('[name=text]').removeAttribute('required')")
    problem.get_by_label("Apa masalahnya?").fill("")
    problem.get_by_label("Yang sudah dicoba").fill(MORE)
    problem.evaluate("document.querySelector('main form').noValidate = true")
    problem.get_by_role("button", name="Kirim masalah").click()
    expect(problem.locator("form .saved")).to_contain_text(HELD)
    assert len(copies(problem)) == 1
    problem.goto("/kkg/masalah/baru/")
    use(problem)
    expect(problem.get_by_label("Yang sudah dicoba")).to_have_value(MORE)


def test_a_lost_answer_drops_nothing(problem: Page) -> None:
    problem.route("**/masalah/baru/", lambda route: route.abort())
    problem.get_by_role("button", name="Kirim masalah").click()
    problem.unroute("**/masalah/baru/")
    problem.goto("/kkg/masalah/baru/")
    use(problem)
    problem_box(problem).to_have_value(WORDS)


def test_what_the_server_gives_back_is_not_offered_a_second_time(problem: Page, cast: Cast, live_server) -> None:
    problem.context.clear_cookies(name="sessionid")
    problem.get_by_role("button", name="Kirim masalah").click()
    problem.wait_for_url("**/masuk/**")
    enter(problem, cast.gita, live_server.url)
    problem.goto("/kkg/masalah/baru/")
    expect(problem.locator("#dipulihkan")).to_be_visible()
    expect(offer(problem)).to_have_count(0)
    problem.get_by_role("button", name="Kirim masalah").click()
    problem.wait_for_url(lambda url: "/baru/" not in url)
    assert Problem.objects.get().text == WORDS
    assert copies(problem) == []


def test_another_account_is_offered_nothing_and_reads_nothing(problem: Page, phone, cast: Cast) -> None:
    stored = problem.evaluate("JSON.stringify(localStorage)")
    assert WORDS not in stored and "huruf" not in stored and "masalah" not in stored
    page = phone(cast.daeng, "/kkg/masalah/baru/")
    expect(page.get_by_label("Apa masalahnya?")).to_be_enabled()
    expect(offer(page)).to_have_count(0)
    theirs = page.evaluate(
        """async (names) => {
          const { shelfOf } = await import("/static/js/shelf.js");
          const [account, number] = names[0].split(":").slice(1);
          const shelf = shelfOf(account, document.body.dataset.lock);
          return shelf.has(number);
        }""",
        copies(page),
    )
    assert theirs is False
    page = phone(cast.gita, "/kkg/masalah/baru/")
    use(page)
    problem_box(page).to_have_value(WORDS)


def test_a_draft_under_a_former_lock_opens_and_is_written_under_the_newest(problem: Page) -> None:
    found = problem.evaluate(
        """async () => {
          const { shelfOf } = await import("/static/js/shelf.js");
          const [old, young] = ["ab".repeat(32), "cd".repeat(32)];
          shelfOf("9", old).write("0".repeat(16), { key: "k", at: 1, text: "lama" });
          const both = shelfOf("9", `${young} ${old}`);
          const before = [both.find("k"), shelfOf("9", young).find("k")];
          both.amend(before[0], { text: "baru" });
          return [...before, shelfOf("9", young).find("k")].map((copy) => copy && copy.text);
        }"""
    )
    assert found == ["lama", None, "baru"]


def test_a_link_asks_before_words_stay_behind(problem: Page) -> None:
    batal = problem.get_by_role("link", name="Batal")
    batal.click()
    expect(offer(problem)).to_contain_text("belum terkirim")
    problem.get_by_role("button", name="Tetap di sini").click()
    problem_box(problem).to_have_value(WORDS)
    batal.click()
    problem.get_by_role("button", name="Pergi, simpan di perangkat ini").click()
    problem.wait_for_url(lambda url: "/baru/" not in url)
    assert len(copies(problem)) == 1
    problem.goto("/kkg/masalah/baru/")
    use(problem)
    batal.click()
    problem.get_by_role("button", name="Pergi dan buang isian").click()
    problem.wait_for_url(lambda url: "/baru/" not in url)
    assert copies(problem) == []


def test_a_link_asks_nothing_where_nothing_was_typed(problem: Page) -> None:
    problem.get_by_label("Apa masalahnya?").fill("")
    problem.get_by_role("link", name="Batal").click()
    problem.wait_for_url(lambda url: "/baru/" not in url)


def test_two_tabs_of_one_form_keep_a_copy_each(problem: Page) -> None:
    """Also where the one has taken what the other typed: what is typed on in either is offered, one after the other."""
    other = problem.context.new_page()
    other.goto("/kkg/masalah/baru/")
    use(other)
    other.get_by_label("Yang sudah dicoba").fill(MORE)
    problem.get_by_label("Apa masalahnya?").fill(f"{WORDS} di tab pertama")
    other.get_by_label("Yang sudah dicoba").fill(f"{MORE} di tab kedua")
    other.get_by_role("button", name="Kirim masalah").click()
    other.wait_for_url(lambda url: "/baru/" not in url)
    sent = Problem.objects.get()
    assert (sent.text, sent.tried) == (WORDS, f"{MORE} di tab kedua")
    problem.close()
    other.goto("/kkg/masalah/baru/")
    use(other)
    problem_box(other).to_have_value(f"{WORDS} di tab pertama")


def test_of_two_copies_the_offer_tells_that_there_is_another(problem: Page, phone) -> None:
    other = problem.context.new_page()
    other.goto("/kkg/masalah/baru/")
    other.get_by_role("button", name="Pakai yang di layar").click()
    problem.get_by_label("Apa masalahnya?").fill(f"{WORDS} lagi")
    other.get_by_label("Yang sudah dicoba").fill(MORE)
    problem.close()
    other.reload()
    expect(offer(other)).to_contain_text("Di perangkat ini masih ada 1 isian lain")
    other.get_by_role("button", name="Pakai yang di layar").click()
    other.reload()
    expect(offer(other)).not_to_contain_text("masih ada")
    use(other)
    problem_box(other).to_have_value(f"{WORDS} lagi")


def test_what_was_not_touched_is_neither_offered_nor_put_back(phone, cast: Cast) -> None:
    """The page's own words may be newer: only what the person typed is theirs."""
    made = make_problem(cast, cast.gita)
    path = f"/kkg/masalah/{made.key}/ubah/"
    page = phone(cast.gita, path)
    page.get_by_label("Yang sudah dicoba").fill(MORE)
    expect(page.locator("form .saved")).to_have_text(HELD)
    Problem.objects.update(text="Ditulis di HP lain")
    page.goto(path)
    expect(offer(page)).to_contain_text(f"Yang sudah dicoba: kosong → {MORE}")
    expect(offer(page)).not_to_contain_text("Apa masalahnya?")
    use(page)
    problem_box(page).to_have_value("Ditulis di HP lain")
    expect(page.get_by_label("Yang sudah dicoba")).to_have_value(MORE)


def test_a_choice_is_offered_by_its_word(phone, cast: Cast) -> None:
    page = phone(cast.baso, f"/supervisi/lembar/{build_rows(cast)['draft']['pk']}/isi/1/")
    radio = page.locator("main form input[type=radio][value='2']").first
    radio.check(force=True)
    lines = page.evaluate(
        """async () => {
          const { answersOf, differences } = await import("/static/js/answers.js");
          const form = document.querySelector("main form");
          const copy = { answers: answersOf(form) };
          form.reset();
          return differences(form, copy);
        }"""
    )
    assert lines[0].endswith(radio.get_attribute("aria-label"))


def test_enter_goes_on_with_the_sheet(phone, live_server, cast: Cast) -> None:
    draft = build_rows(cast)["draft"]["pk"]
    page = phone(cast.baso, f"/supervisi/lembar/{draft}/isi/2/")
    page.locator("main form input[type=radio]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/isi/3/")
