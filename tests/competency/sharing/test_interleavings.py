"""One sheet, two clients, any order of their steps: nothing typed is lost, nothing is doubled, no state is unheard of.

Each client has a page open, made from the sheet as it stood then, and sends what that page says. What must come of it
is told by `Model`, plainly and without the product's sentences.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from random import Random
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from competency.models import Assessment, FollowUp
from competency.sharing.actions import (
    close_assessment,
    close_unanswered,
    give_back,
    give_up_correction,
    share_assessment,
    start_correction,
    take_over,
)
from competency.sharing.reply_actions import reply_to_assessment, take_back_reply
from competency.sheets.actions import Review, remove_draft, restore_draft, save_review, save_stage
from competency.sheets.mending_actions import SheetData, mend_draft
from competency.sheets.noted import NOTHING, Fact
from competency.sheets.reads import proposed
from competency.sheets.states import MOVES, State
from core.revisions import Overtaken
from madrasah.models import User
from tests.cast import Cast
from tests.competency.sheet_makers import draft, fill
from tests.worlds import standing

pytestmark = pytest.mark.django_db
SEEDS, STEPS_EACH = range(12), 24
CLIENTS = ("baso", "baso on a laptop", "daeng")  # kepala with two devices, pengawas; both of the teacher's madrasah
PEOPLE = ("baso", "daeng")
MOVES_OF = {  # what each verb may make of a state; any other leaves it
    "share": {(State.DRAFT, State.SHARED), (State.CORRECTING, State.SHARED)},
    "correct": {(state, State.CORRECTING) for state in (State.SHARED, State.ANSWERED, State.CLOSED)},
    "give up": {(State.CORRECTING, state) for state in (State.SHARED, State.ANSWERED, State.CLOSED)},
    "reply": {(State.SHARED, State.ANSWERED)},
    "take back": {(State.ANSWERED, State.SHARED)},
    "close": {(State.ANSWERED, State.CLOSED)},
    "late": {(State.SHARED, State.CLOSED)},
}
MOST_PAIRS = 7  # of the eleven moves, so many are made by these plans
PAIRS = {(start.value, end.value) for start, end in MOVES}
FACTS = (NOTHING, Fact("Lima kelompok."), Fact("Lima kelompok.", time(8, 22)), Fact("Enam kelompok."))


@dataclass
class Page:
    """What a client's screens say, and how they were marked: the stage by `mark`, the others by `revision`."""

    revision: int
    answers: dict[str, Any]
    notes: dict[str, Fact]
    words: str
    task: str
    class_name: str
    mark: int = field(compare=False)


@dataclass
class Model:
    """The sheet as it must stand, and what each client sees of it."""

    cast: Cast
    row: Assessment
    seen: Counter[Any]
    in_office: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(PEOPLE, True))

    def __post_init__(self) -> None:
        self.codes = sorted(self.row.instrument.definition.codes)
        self.look()
        self.pages = {who: replace(self.now) for who in CLIENTS}

    def user(self, who: str) -> User:
        return self.cast.everyone[who.split()[0]]

    def is_in_office(self, who: str) -> bool:
        return self.in_office[who.split()[0]]

    def look(self) -> None:
        """What is stored now: the row, what its screens would say, and what was shared."""
        self.row = Assessment.objects.select_related("instrument").get(pk=self.row.pk)
        notes = {code: Fact(*fact.told) for code, fact in self.row.draft_notes().items()}
        self.pending = list(self.row.followups.exclude(status=FollowUp.Status.DONE))
        self.told = [row.text for row in self.pending] if self.row.shared_at else []
        task = (proposed(self.row) or {}).get("text", "")
        said = (self.row.draft_answers(), notes, self.row.strengths, task, self.row.class_name)
        mark = self.row.mark_of(self.codes)
        self.now = Page(self.row.revision, *said, mark)
        self.versions = list(self.row.versions.values_list("number", "answers", "notes", "strengths"))

    def may_write(self, who: str) -> bool:
        is_keeper = self.row.keeper_id == self.user(who).person_id
        return is_keeper and self.is_in_office(who) and self.row.is_open and self.row.removed_at is None

    def wanted(self, sent: Page, *, allowed: bool, is_fresh: bool) -> str:
        """What must come of sending `sent`: refused, nothing, overtaken or saved."""
        if not allowed:
            return "refused"
        if replace(sent, revision=self.now.revision) == self.now:
            return "nothing"
        return "saved" if is_fresh else "overtaken"


def outcome_of(act: Callable[[], Any]) -> str:
    """An action that says no, in either way, has written nothing."""
    try:
        with transaction.atomic():
            act()
    except Overtaken:
        return "overtaken"
    except PermissionDenied:
        return "refused"
    return "done"


# --- What a client sends -------------------------------------------------------------------------------


def save(model: Model, who: str, number: int) -> None:
    """The stage, with one answer and one note typed anew."""
    page, code = model.pages[who], model.codes[number % len(model.codes)]
    notes = page.notes | {model.codes[0]: FACTS[number % len(FACTS)]}
    sent = replace(
        model.now,
        answers=page.answers | {code: number % 2},
        notes={code: fact for code, fact in notes.items() if fact.text},
    )

    def post() -> None:
        answers = {code: sent.answers.get(code) for code in model.codes}
        facts = {code: sent.notes.get(code, NOTHING) for code in model.codes}
        save_stage(assessment=model.row, answers=answers, notes=facts, seen=page.mark, by=model.user(who))

    is_fresh = (page.answers, page.notes) == (model.now.answers, model.now.notes)
    _send(model, who, sent, post, allowed=model.may_write(who), is_fresh=is_fresh)


def review(model: Model, who: str, number: int) -> None:
    """The words at the end and the tindak lanjut."""
    page = model.pages[who]
    words = f"Baik {number}" if number % 2 else page.words
    sent = replace(model.now, revision=page.revision, words=words, task=f"Tugas {number}")
    given = Review(sent.words, "", sent.revision, needs_followup=True, text=sent.task)
    is_fresh = page.revision == model.now.revision

    def post() -> None:
        save_review(assessment=model.row, review=given, by=model.user(who))

    _send(model, who, sent, post, allowed=model.may_write(who), is_fresh=is_fresh)


def mend(model: Model, who: str, number: int) -> None:
    """The class of a draft."""
    row, sent = model.row, replace(model.now, revision=model.pages[who].revision, class_name=f"{number}")
    data = SheetData(row.teacher, row.instrument, row.observed_on, sent.class_name)
    allowed = model.may_write(who) and row.state == State.DRAFT

    def post() -> None:
        mend_draft(assessment=row, data=data, revision=sent.revision, by=model.user(who))

    is_fresh = model.pages[who].revision == model.now.revision
    _send(model, who, sent, post, allowed=allowed, is_fresh=is_fresh)


def _send(model: Model, who: str, sent: Page, act: Callable[[], Any], *, allowed: bool, is_fresh: bool) -> None:
    """It comes out as the model says, and on the sheet stands what was sent, or what stood there."""
    before, wanted = model.now, model.wanted(sent, allowed=allowed, is_fresh=is_fresh)
    model.seen[wanted] += 1
    came = outcome_of(act)
    assert came == ("done" if wanted in ("nothing", "saved") else wanted), (came, wanted)
    model.look()
    expected = replace(sent, revision=before.revision + 1) if wanted == "saved" else before
    assert model.now == expected
    if came == "done":
        model.pages[who] = model.now


# --- What else happens ---------------------------------------------------------------------------------


def look(model: Model, who: str, _number: int) -> None:
    model.pages[who] = model.now


def share(model: Model, who: str, _number: int) -> None:
    """What is frozen is what stood there, with the words that were sent."""
    page, before, count = model.pages[who], model.now, len(model.versions)
    words = Review(page.words, "", page.revision, needs_followup=True, text=page.task or "Tugas")
    outcome_of(lambda: share_assessment(assessment=model.row, review=words, by=model.user(who)))
    model.look()
    if len(model.versions) > count:
        _, answers, notes, strengths = model.versions[-1]
        assert (answers, strengths) == (before.answers, page.words)
        assert {note["text"] for note in notes} == {fact.text for fact in before.notes.values()}


def act(action: Callable[..., Any], **more: Any) -> Callable[[Model, str, int], None]:
    return lambda model, who, _number: outcome_of(lambda: action(assessment=model.row, by=model.user(who), **more))


def reply(model: Model, _who: str, number: int) -> None:
    outcome_of(lambda: reply_to_assessment(assessment=model.row, text=f"Baik {number}", by=model.cast.aminah))


def take_back(model: Model, _who: str, _number: int) -> None:
    outcome_of(lambda: take_back_reply(assessment=model.row, by=model.cast.aminah))


def give_up(model: Model, who: str, _number: int) -> None:
    """The draft is what was shared last, and so is the tindak lanjut."""
    was_correcting = model.row.state == State.CORRECTING
    came = outcome_of(lambda: give_up_correction(assessment=model.row, by=model.user(who)))
    model.look()
    if came == "done" and was_correcting:
        assert (model.now.answers, model.now.words) == (model.versions[-1][1], model.versions[-1][3])
        assert [model.now.task] == model.told


def office(model: Model, who: str, number: int) -> None:
    """Ends, or more often begins again."""
    is_open = number > 2
    model.in_office[who.split()[0]] = is_open
    until = None if is_open else timezone.localdate() - timedelta(days=1)
    model.user(who).person.assignments.update(until=until)


def late(_model: Model, _who: str, _number: int) -> None:
    close_unanswered(at=timezone.now() + timedelta(days=400))


CLERKS = {"reply": reply, "take back": take_back, "late": late, "office": office, "look": look}
STEPS: dict[str, Callable[[Model, str, int], None]] = CLERKS | {
    "save": save,
    "review": review,
    "mend": mend,
    "share": share,
    "correct": act(start_correction, reason="Salah tulis"),
    "give up": give_up,
    "close": act(close_assessment),
    "take over": act(take_over),
    "give back": act(give_back),
    "remove": act(remove_draft),
    "restore": act(restore_draft),
}
# How often each is tried: enough to leave the draft, and to meet with a page that is out of date.
WEIGHTS = {
    "look": 3,
    "save": 5,
    "review": 3,
    "share": 5,
    "reply": 3,
    "correct": 4,
    "close": 2,
    "take over": 2,
    "office": 2,
}


def plan_of(luck: Random) -> list[tuple[str, str, int]]:
    """What is tried, by whom, and a number that says with what; hypothesis would stay in the draft nearly always."""
    verbs = luck.choices(list(STEPS), [WEIGHTS.get(verb, 1) for verb in STEPS], k=STEPS_EACH)
    return [(verb, luck.choice(CLIENTS), luck.randrange(8)) for verb in verbs]


def check(model: Model, before: Assessment, versions: list[Any], told: list[str], verb: str, who: str) -> None:
    """What holds after every step, whatever it was."""
    after, shown = model.row, model.versions
    assert before.state == after.state or (before.state, after.state) in MOVES_OF.get(verb, set()) & MOVES.keys()
    assert (after.observer_id, after.observed_on) == (before.observer_id, before.observed_on)
    assert after.teacher_id not in (after.keeper_id, after.observer_id)
    assert after.removed_at is None or after.state == State.DRAFT
    assert len(model.pending) <= 1
    assert verb == "share" or model.told == told
    assert after.next_followup is None or after.state == State.CORRECTING
    assert shown[: len(versions)] == versions and len(shown) <= len(versions) + 1
    assert [number for number, *_ in shown] == list(range(1, len(shown) + 1))
    if len(shown) > len(versions):
        assert set(after.scores.values_list("version__number", flat=True)) == {len(shown)}
    if verb not in CLERKS and not model.is_in_office(who) and verb != "give back":
        assert (after.revision, after.state, after.keeper_id) == (before.revision, before.state, before.keeper_id)


def run(model: Model, plan: list[tuple[str, str, int]]) -> None:
    for verb, who, number in plan:
        before, versions, told = model.row, model.versions, model.told
        STEPS[verb](model, who, number)
        model.look()
        check(model, before, versions, told, verb, who)
        model.seen[before.state, model.row.state] += 1


@standing
def sheet(cast: Cast) -> Assessment:
    """A draft in which everything is answered: shared as soon as somebody wants to."""
    return fill(draft(cast.aminah, cast.baso, code="kelengkapan-rpp-13"))


def test_no_order_of_two_clients_loses_doubles_or_breaks_anything(cast: Cast, sheet: Assessment) -> None:
    seen: Counter[Any] = Counter()
    for seed in SEEDS:
        plan = plan_of(Random(seed))
        with transaction.atomic():
            run(Model(cast, sheet, seen), plan)
            transaction.set_rollback(True)
    assert {"saved", "nothing", "overtaken", "refused"} <= seen.keys()
    assert len(PAIRS & seen.keys()) >= MOST_PAIRS, seen
