"""A phone, a server and a bad signal, in any order: no typed word is lost, none is claimed to be saved.

The world below is told what the machine of keeping.js does, and minds its promises. Texts are numbers.
"""

from typing import Any

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.strategies import booleans, sampled_from

from tests.static.keeping import Effects, Machine


class World(RuleBasedStateMachine):
    """One form. `words` is the last text of its person, wherever it is; `stored` what the server ever had."""

    @initialize(merges=booleans(), sends=booleans(), waits=booleans())
    def open_form(self, merges: bool, sends: bool, waits: bool) -> None:
        self.merges, self.sends, self.waits = merges, sends, waits
        self.text = self.last = self.words = 0
        self.revision, self.stored, self.others = 1, {0}, 0
        self.shelf: dict[str, Any] | None = None
        self.open_page()

    def open_page(self, returned: int | None = None) -> None:
        """The form with what the server has, or as it came back, and the shelf beside it."""
        came_back = returned is not None
        self.screen, self.timer, self.request = returned if came_back else self.text, False, None
        self.clicks, self.blocked, self.refusal, self.choosing = 0, False, False, False
        copy = self.shelf and self.shelf | {
            "same": self.shelf["text"] == self.screen,
            "own": self.shelf["tried"] == self.screen,
        }
        facts = {
            "revision": self.revision,
            "merges": self.merges,
            "sends": self.sends,
            "waits": self.waits,
            "copy": copy,
        }
        facts |= {"holding": came_back, "newer": came_back}
        self.tried = None
        self.machine = Machine(**facts)
        self.carry_out(self.machine.first)

    def tell(self, event: str, **more: Any) -> None:
        self.carry_out(self.machine(event, **more))

    def carry_out(self, effects: Effects) -> None:
        for name, value in effects:
            getattr(self, f"do_{name}")(value)

    # What the page does -------------------------------------------------------------------------

    def do_store(self, _: None) -> None:
        state = self.machine.state
        holding = state["phase"] == "holding"
        waits = (self.sends or state["waiting"]) and state["phase"] == "open"
        self.shelf = {"revision": state["revision"], "holding": holding, "text": self.screen, "tried": self.tried}
        self.shelf |= {"waits": waits}

    def do_drop(self, _: None) -> None:
        self.shelf = None

    def do_say(self, said: dict[str, Any]) -> None:
        if said["what"] == "saved":
            assert self.sent["text"] in self.stored

    def do_wait(self, _: int) -> None:
        self.timer = True

    def do_rest(self, _: None) -> None:
        self.timer = False

    def do_send(self, _: bool) -> None:
        self.sent = {"text": self.screen, "revision": self.machine.state["revision"]}
        self.tried = self.screen
        self.do_store(_)
        self.do_repeat(_)

    def do_repeat(self, _: bool) -> None:
        assert self.request is None, "two requests at once"
        assert self.machine.state["phase"] == "open"
        self.request = self.sent

    def do_accept(self, _: dict[str, Any]) -> None:
        pass

    def do_putBack(self, _: None) -> None:
        is_known = self.shelf["revision"] == self.machine.state["revision"] or self.shelf["tried"] == self.text
        assert self.merges or self.choosing or is_known
        self.screen = self.shelf["text"]

    def do_ask(self, _: None) -> None:
        if self.sends and not self.shelf["holding"]:
            assert self.others > self.shelf["revision"], "nobody but this person wrote"

    def do_block(self, _: None) -> None:
        self.blocked = True

    def do_go(self, is_sure: bool) -> None:
        if is_sure:
            assert self.screen in self.stored, "the page went on and left words behind"
        else:
            assert self.shelf and (self.shelf["text"], self.shelf["waits"]) == (self.screen, True)
        self.request = None
        self.open_page()
        self.blocked = True

    def do_whole(self, _: None) -> None:
        pass

    def do_submit(self, _: None) -> None:
        assert self.request is None, "the page goes while a request is under way"
        self.clicks += 1

    # What may happen ----------------------------------------------------------------------------

    @precondition(lambda self: self.machine.state["phase"] != "asking")  # the fields are shut
    @rule(pause=booleans())
    def type(self, pause: bool) -> None:
        self.last += 1
        self.screen = self.words = self.last
        self.tell("typed")
        if pause and self.timer:
            self.time_passes()

    @precondition(lambda self: self.timer)
    @rule()
    def time_passes(self) -> None:
        self.timer = False
        self.tell("due")

    @rule(event=sampled_from(["online", "hidden", "shown", "reload"]))
    def something_happens(self, event: str) -> None:
        if event == "reload":
            self.open_page()
        elif event == "shown":
            self.tell(event, arrived=self.shelf is None)
        else:
            self.tell(event)

    @precondition(lambda self: self.machine.state["phase"] == "asking")
    @rule(mine=booleans())
    def choose(self, mine: bool) -> None:
        if not mine:
            self.words = self.screen
        self.choosing = True
        self.tell("chosen", mine=mine)
        self.choosing = False

    @rule(online=booleans(), arrives=booleans())
    def press(self, online: bool, arrives: bool) -> None:
        self.blocked = False
        self.tell("pressed", online=online)
        if not self.blocked:
            assert self.request is None, "the page goes while a request is under way"
            self.browser_sends(arrives)

    @precondition(lambda self: self.clicks)
    @rule(online=booleans(), arrives=booleans())
    def the_page_presses_by_itself(self, online: bool, arrives: bool) -> None:
        self.clicks -= 1
        self.press(online, arrives)

    def browser_sends(self, arrives: bool) -> None:
        if not arrives:
            return
        sent = self.screen
        reply = self.receive(sent, self.machine.state["revision"])
        if reply["event"] == "refused":
            self.open_page(returned=sent)
        else:
            self.shelf = None  # the answer names the copy that arrived
            self.open_page()

    @precondition(lambda self: self.shelf and self.shelf["waits"] and not self.request)
    @rule(end=sampled_from(["answered", "no answer", "no signal"]))
    def another_page_sends_what_waits(self, end: str) -> None:
        """As outbox.js: what was tried goes first, so that newer words don't look like another hand's."""
        assert self.shelf
        revision, texts = self.shelf["revision"], [self.shelf["text"]]
        if self.shelf["tried"] is not None:
            texts.insert(0, self.shelf["tried"])
        for text in texts if end != "no signal" else []:
            reply = self.receive(text, revision)
            if reply["event"] == "refused":
                assert self.others > self.shelf["revision"], "nobody but this person wrote"
                self.shelf["waits"] = False
                break
            revision = reply["answer"]["revision"]
        else:
            self.shelf = None if end == "answered" else self.shelf
        self.open_page()

    def receive(self, text: int, revision: int) -> dict[str, Any]:
        """As save_stage and record_minutes do: the same again is no conflict, an older revision is."""
        if text != self.text and revision != self.revision and not self.merges:
            return {"event": "refused", "status": 409, "answer": {}}
        if text != self.text:
            self.text, self.revision = text, self.revision + 1
            self.stored.add(text)
        return {"event": "saved", "answer": {"revision": self.revision}}

    @precondition(lambda self: self.request is not None)
    @rule(
        end=sampled_from(["answered", "answered", "no answer", "no signal", "refused"]),
        status=sampled_from([0, 400, 401, 403, 404, 500, 503]),
    )
    def request_ends(self, end: str, status: int) -> None:
        request, self.request = self.request, None
        reply: dict[str, Any] = {"event": "refused", "status": status, "answer": {}}
        if end in ("answered", "no answer"):
            reply = self.receive(request["text"], request["revision"])
        if end in ("no answer", "no signal"):
            reply = {"event": "lost"}
        if reply.get("status") == 409:
            assert self.others > request["revision"], "nobody but this person wrote"
        self.refusal = reply["event"] == "refused"
        self.tell(**reply)

    @rule()
    def another_hand_writes(self) -> None:
        self.last += 1
        self.text, self.others = self.last, self.revision + 1
        self.stored.add(self.text)
        self.revision += 1

    # What is promised ---------------------------------------------------------------------------

    @invariant()
    def no_word_is_lost(self) -> None:
        on_the_phone = self.shelf["text"] if self.shelf else None
        assert self.words in self.stored or self.words == on_the_phone

    @invariant()
    def the_button_waits_for_something(self) -> None:
        state = self.machine.state
        assert state["sending"] == (self.request is not None)
        assert state["sending"] or not state["pressed"]

    @invariant()
    def what_got_no_answer_is_tried_again(self) -> None:
        state = self.machine.state
        if state["unsure"] and not state["left"]:
            assert state["sending"] or self.timer or self.refusal


World.TestCase.settings = settings(max_examples=100, stateful_step_count=40)
test_no_order_of_events_loses_a_word = World.TestCase
