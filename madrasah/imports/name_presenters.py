"""Names the preview asks about: of madrasah that are only almost ours, above the rows, each once; of namesakes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from madrasah.imports.likenings import Likened, Likenings
from madrasah.imports.models import ImportRun
from madrasah.imports.rows import ANSWER_WORDS, SAME_AS, Answer, PlannedRow, same_as
from madrasah.people.models import Person
from madrasah.work.namesakes import told_apart

NAME_OPTIONS = [(Likened.YES.value, "Ya"), (Likened.NO.value, "Bukan, madrasah baru")]


def answer_words(plans: Iterable[PlannedRow]) -> dict[str, str]:
    """What stands on each answer that the rows may get; namesakes told apart."""
    named = {answer for plan in plans for answer in plan.answers if answer.startswith(SAME_AS)}
    people = Person.objects.filter(pk__in=[answer.removeprefix(SAME_AS) for answer in named])
    told = told_apart(list(people)) if named else {}
    words = {same_as(pk): f"{ANSWER_WORDS[Answer.SAME_PERSON]}: {name}" for pk, name in told.items()}
    return {str(answer): word for answer, word in ANSWER_WORDS.items()} | words


@dataclass(frozen=True)
class NameQuestion:
    """A name of a madrasah that is only almost one of ours, with what was answered."""

    key: str
    words: str
    chosen: str

    @property
    def field(self) -> str:
        """The name of its radio buttons."""
        return f"madrasah-{self.key}"

    @property
    def options(self) -> list[tuple[str, str]]:
        """What may be answered."""
        return NAME_OPTIONS


def name_questions(run: ImportRun) -> list[NameQuestion]:
    """The names to ask about while nothing is written, those answered too, for an answer may be changed."""
    if run.status != ImportRun.Status.PREVIEW:
        return []
    return [
        NameQuestion(key, f"“{one.written}” di berkas: maksudnya {one.near}?", one.answer)
        for key, one in Likenings.of(run).by_key.items()
    ]


def name_fields(run: ImportRun) -> dict[str, tuple[Any, tuple[str, ...]]]:
    """The key and the offered answers of each name, by the name of its radio buttons."""
    offered = tuple(value for value, _ in NAME_OPTIONS)
    return {question.field: (question.key, offered) for question in name_questions(run)}
