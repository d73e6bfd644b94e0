"""What goes along to another instrument: the same code with the same words, an answer only on the same scale."""

from typing import Any

from competency.scoring.definition import Definition, parse
from competency.scoring.mapping import carried
from tests.competency.sheet_makers import document_of

CODE = "supervisi-pembelajaran"


def changed(change: Any) -> Definition:
    document = document_of(CODE)
    change(document)
    return parse(document)


OLD = parse(document_of(CODE))
FIRST, SECOND = (indicator.code for indicator in OLD.indicators[:2])


def first_item(document: dict[str, Any]) -> dict[str, Any]:
    return next(item for group in document["groups"] for item in group["indicators"])


def test_the_same_words_under_the_same_code_go_along() -> None:
    goes = carried(OLD, OLD, [FIRST, SECOND], [FIRST])
    assert (goes.answers, goes.notes, goes.lost) == ({FIRST, SECOND}, {FIRST}, set())
    assert not goes.is_nothing


def test_other_words_under_the_same_code_do_not() -> None:
    new = changed(lambda document: first_item(document).update(text="Pertanyaan lain"))
    goes = carried(OLD, new, [FIRST, SECOND], [FIRST])
    assert (goes.answers, goes.notes, goes.lost) == ({SECOND}, set(), {FIRST})


def test_another_scale_takes_the_answers_and_leaves_the_notes() -> None:
    def rename_top(document: dict[str, Any]) -> None:
        document["scale"]["labels" if "labels" in document["scale"] else "values"][-1]["label"] = "Istimewa"

    goes = carried(OLD, changed(rename_top), [FIRST, SECOND], [FIRST])
    assert (goes.answers, goes.notes, goes.lost) == (set(), {FIRST}, {FIRST, SECOND})
    assert not goes.is_nothing


def test_nothing_in_common_is_nothing_and_an_empty_sheet_loses_nothing() -> None:
    other = parse(document_of("telaah-rpp"))
    assert carried(OLD, other, [FIRST], [FIRST]).is_nothing
    assert not carried(OLD, other, [], []).is_nothing
