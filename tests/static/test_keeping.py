"""What becomes of typed words, one transition at a time. Against a whole world at random: test_worlds.py."""

import pytest

from tests.static.keeping import Machine, names

COPY = {"revision": 1, "at": 7, "answers": [], "holding": False, "same": False}


def typed(**facts) -> Machine:
    machine = Machine(**facts)
    machine("typed")
    return machine


def underway(**facts) -> Machine:
    machine = typed(**facts)
    machine("due")
    return machine


def saved(machine: Machine, revision: int = 2) -> list[str]:
    return names(machine("saved", answer={"revision": revision, "saved": "09.41"}))


def test_typing_is_kept_on_the_phone_at_once_and_sent_a_second_later() -> None:
    machine = Machine()
    assert machine("typed") == [("store", None), ("wait", 1000)]
    assert machine("due") == [("rest", None), ("send", False)]


def test_a_page_that_is_hidden_sends_on_its_way_out() -> None:
    assert typed()("hidden") == [("rest", None), ("send", True)]


def test_nothing_new_is_nothing_to_send() -> None:
    machine = Machine()
    assert [machine(event) for event in ("due", "online", "hidden")] == [[], [], []]


def test_what_the_server_has_leaves_the_phone_and_its_time_is_told() -> None:
    machine = underway()
    assert saved(machine) == ["accept", "drop", "say saved"]
    assert machine.state["revision"] == 2


def test_what_was_typed_meanwhile_stays_on_the_phone_and_follows() -> None:
    machine = underway()
    machine("typed")
    assert saved(machine) == ["accept", "store", "wait", "say saved"]
    assert names(machine("due")) == ["rest", "send"]


def test_an_answer_without_a_revision_changes_none() -> None:
    machine = underway(revision=5)
    machine("saved", answer={"saved": "09.41"})
    assert machine.state["revision"] == 5


def test_fields_of_the_answer_are_handed_on() -> None:
    effects = underway()("saved", answer={"revision": 2, "fields": {"seen": "1:hadir"}})
    assert effects[0] == ("accept", {"seen": "1:hadir"})


def test_while_one_request_is_under_way_no_other_goes_out() -> None:
    machine = underway()
    machine("typed")
    assert [machine(event) for event in ("due", "online", "hidden")] == [[], [], []]


@pytest.mark.parametrize("event", [{"event": "lost"}, {"event": "refused", "status": 503, "answer": {}}])
def test_without_an_answer_the_same_is_tried_again(event) -> None:
    machine = underway()
    assert names(machine(**event)) == ["store", "say unsent", "wait"]
    assert names(machine("due")) == ["rest", "repeat"]
    assert machine.state["revision"] == 1
    assert saved(machine) == ["accept", "drop", "say saved"]


def test_what_was_typed_after_a_lost_answer_follows_the_repeated_words() -> None:
    machine = underway()
    machine("lost")
    assert names(machine("typed")) == ["store", "wait"]
    assert names(machine("due")) == ["rest", "repeat"]
    assert saved(machine) == ["accept", "store", "wait", "say saved"]
    assert names(machine("due")) == ["rest", "send"]


def test_what_the_server_found_faulty_is_not_repeated_once_it_is_put_right() -> None:
    machine = underway()
    machine("lost")
    machine("due")
    machine("refused", status=400, answer={"message": "Isi dulu."})
    machine("typed")
    assert names(machine("due")) == ["rest", "send"]


def test_the_button_first_repeats_what_got_no_answer_once() -> None:
    machine = underway()
    machine("lost")
    assert names(machine("pressed", online=True)) == ["block", "rest", "repeat"]
    assert names(machine("lost"))[-1] == "submit"
    assert names(machine("pressed", online=True)) == ["rest", "store"]


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (400, {"message": "Isi dulu."}, "say faulty"),
        (403, {"message": "Tugas Anda sudah berakhir."}, "say refused"),
        (404, {}, "say gone"),
        (401, {}, "say loggedOut"),
        (0, {}, "say loggedOut"),
    ],
)
def test_a_refusal_is_told_and_waits_for_the_person(status, answer, said) -> None:
    machine = underway()
    assert names(machine("refused", status=status, answer=answer)) == [said]
    assert machine.state["dirty"]
    assert names(machine("typed")) == ["store", "wait"]


def test_once_another_hand_wrote_nothing_is_sent_any_more_but_all_is_kept() -> None:
    machine = underway()
    assert names(machine("refused", status=409, answer={"url": ""})) == ["say conflict"]
    assert names(machine("typed")) == ["store"]
    assert [machine(event) for event in ("due", "online", "hidden")] == [[], [], []]


def test_a_copy_that_says_the_same_is_thrown_away() -> None:
    assert names(Machine(copy=COPY | {"same": True}).first) == ["drop"]


def test_a_copy_of_the_same_revision_is_put_back_and_sent() -> None:
    machine = Machine(copy=COPY)
    assert names(machine.first) == ["putBack", "say restored", "wait"]
    assert names(machine("due")) == ["rest", "send"]


def test_a_copy_of_another_revision_is_asked_about_and_typing_waits() -> None:
    machine = Machine(revision=2, copy=COPY)
    assert names(machine.first) == ["ask"]
    assert machine("typed") == []


def test_before_the_choice_a_press_without_a_signal_leaves_the_copy_alone() -> None:
    machine = Machine(revision=2, copy=COPY)
    assert names(machine("pressed", online=False)) == ["block", "say asked"]


@pytest.mark.parametrize(("mine", "first"), [(True, "putBack"), (False, "drop")])
def test_either_choice_is_kept_and_sent(mine, first) -> None:
    machine = Machine(revision=2, copy=COPY)
    assert names(machine("chosen", mine=mine)) == [first, "store", "wait"]
    assert names(machine("due")) == ["rest", "send"]


def test_a_copy_of_another_revision_that_this_phone_made_itself_is_put_back() -> None:
    assert names(Machine(revision=2, copy=COPY | {"own": True}).first) == ["putBack", "say restored", "wait"]


def test_where_the_server_merges_an_older_copy_is_put_back_without_a_question() -> None:
    assert names(Machine(revision=2, merges=True, copy=COPY).first) == ["putBack", "say restored", "wait"]


def test_a_form_that_came_back_with_a_choice_is_held_until_the_button() -> None:
    machine = Machine(merges=True, holding=True)
    assert names(machine.first) == ["store", "say unsent", "wait"]
    assert names(machine("due")) == ["say held"]
    assert names(machine("pressed", online=True)) == ["rest", "block", "whole", "store", "say sending", "rest", "send"]


def test_a_form_that_came_back_is_newer_than_any_copy() -> None:
    machine = Machine(sends=False, holding=True, newer=True, copy=COPY)
    assert names(machine.first) == ["store", "say unsent", "wait"]


@pytest.mark.parametrize("sends", [True, False])
def test_what_the_server_gave_back_is_not_offered_twice_but_other_words_are(sends: bool) -> None:
    same = Machine(sends=sends, holding=True, copy=COPY | {"same": True})
    assert names(same.first) == ["store", "say unsent", "wait"]
    assert names(Machine(sends=sends, holding=True, copy=COPY).first) == ["ask"]


def test_a_copy_that_was_held_is_asked_about_and_where_rows_are_merged_still_held() -> None:
    assert names(Machine(copy=COPY | {"holding": True}).first) == ["ask"]
    machine = Machine(merges=True, copy=COPY | {"holding": True})
    assert names(machine("due")) == ["say held"]


def test_a_form_without_an_address_stays_on_the_phone() -> None:
    machine = typed(sends=False)
    assert names(machine("due")) == ["say held"]
    assert names(machine("pressed", online=True)) == ["rest", "store"]


def test_a_copy_of_a_form_without_an_address_is_offered_never_put_back_by_itself() -> None:
    machine = Machine(sends=False, copy=COPY)
    assert names(machine.first) == ["ask"]
    assert names(machine("pressed", online=True)) == ["block", "say asked"]
    assert names(machine("chosen", mine=True)) == ["putBack", "store", "wait"]


def test_a_copy_that_is_declined_is_gone_and_nothing_waits() -> None:
    machine = Machine(sends=False, copy=COPY)
    assert names(machine("chosen", mine=False)) == ["drop"]
    assert not machine.is_unsent


def test_a_copy_that_is_declined_for_words_the_server_gave_back_leaves_these() -> None:
    machine = Machine(sends=False, holding=True, copy=COPY)
    assert names(machine("chosen", mine=False)) == ["drop", "store", "wait"]
    assert machine.is_unsent


@pytest.mark.parametrize(
    ("machine", "events", "asks"),
    [
        ({"sends": False}, [], False),
        ({"sends": False}, [{"event": "typed"}], True),
        ({"sends": False}, [{"event": "typed"}, {"event": "pressed", "online": True}], False),
        ({"sends": False}, [{"event": "typed"}, {"event": "dropped"}], False),
        ({}, [{"event": "typed"}], False),
        ({}, [{"event": "typed"}, {"event": "due"}, {"event": "lost"}], True),
        ({}, [{"event": "typed"}, {"event": "due"}, {"event": "refused", "status": 409, "answer": {}}], True),
    ],
)
def test_a_link_asks_first_where_words_would_stay_behind(machine, events, asks) -> None:
    tried = Machine(**machine)
    for event in events:
        tried(**event)
    assert tried.is_unsent is asks


def test_the_button_lets_the_browser_send_what_is_kept() -> None:
    machine = typed()
    assert names(machine("pressed", online=True)) == ["rest", "store"]
    assert machine("due") == []


def test_without_a_signal_the_button_keeps_and_says_so() -> None:
    assert names(Machine()("pressed", online=False)) == ["block", "store", "say unsent", "wait"]


def test_back_from_the_next_page_it_sends_by_itself_again() -> None:
    machine = Machine()
    machine("pressed", online=True)
    assert machine("shown", arrived=True) == []
    machine("typed")
    assert names(machine("due")) == ["rest", "send"]


def test_back_from_a_page_that_never_came_it_sends_what_was_typed_before() -> None:
    machine = typed()
    machine("pressed", online=True)
    assert machine("shown", arrived=False) == [("wait", 1000)]


def test_back_from_a_page_that_took_it_nothing_waits() -> None:
    machine = typed(sends=False)
    machine("pressed", online=True)
    assert machine("shown", arrived=True) == []
    assert not machine.is_unsent


@pytest.mark.parametrize("end", [{"event": "saved", "answer": {"revision": 2}}, {"event": "lost"}])
def test_the_button_waits_for_the_request_under_way_however_it_ends(end) -> None:
    machine = underway()
    assert names(machine("pressed", online=True)) == ["rest", "block"]
    assert names(machine("pressed", online=True)) == ["rest", "block"]
    assert names(machine(**end))[-1] == "submit"


def whole(machine: Machine) -> list[str]:
    return names(machine("pressed", online=True))


def test_a_merging_form_goes_on_only_when_the_whole_has_arrived() -> None:
    machine = Machine(merges=True)
    assert whole(machine) == ["rest", "block", "whole", "store", "say sending", "rest", "send"]
    assert saved(machine) == ["accept", "drop", "say saved", "submit"]
    assert whole(machine) == ["rest"]


def test_a_merging_form_stays_when_the_whole_did_not_arrive() -> None:
    machine = Machine(merges=True)
    whole(machine)
    assert names(machine("lost")) == ["store", "say unsent", "wait"]
    assert names(machine("online")) == ["rest", "send"]
    assert saved(machine) == ["accept", "drop", "say saved"]


def test_a_merging_form_stays_when_more_was_typed_meanwhile() -> None:
    machine = Machine(merges=True)
    whole(machine)
    machine("typed")
    assert saved(machine) == ["accept", "store", "wait", "say saved"]


def test_a_merging_form_sends_its_whole_after_the_request_under_way() -> None:
    machine = underway(merges=True)
    assert whole(machine) == ["rest", "block", "whole", "store", "say sending"]
    assert saved(machine) == ["accept", "store", "wait", "say saved", "rest", "send"]
    assert saved(machine, 3)[-1] == "submit"


def test_a_second_press_is_no_second_submit() -> None:
    machine = Machine(merges=True)
    whole(machine)
    assert whole(machine) == ["block"]
    assert saved(machine).count("submit") == 1


def test_after_another_hand_wrote_the_button_shows_both_versions() -> None:
    machine = underway(merges=True)
    machine("refused", status=409, answer={})
    assert whole(machine)[-1] == "submit"
    assert whole(machine) == ["rest"]
