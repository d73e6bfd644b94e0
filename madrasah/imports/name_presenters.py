"""Names of madrasah that are only almost ours, as the preview asks about them: above the rows, each once."""

from dataclasses import dataclass
from typing import Any

from madrasah.imports.likenings import Likened, Likenings
from madrasah.imports.models import ImportRun

NAME_OPTIONS = [(Likened.YES.value, "Ya"), (Likened.NO.value, "Bukan, madrasah baru")]


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
