"""What migrations need beyond Django: many tables made, or changed, in one go."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, RenameField, RenameModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel
from django.db.migrations.state import ProjectState as State
from pgtrigger.migrations import AddTrigger


class ChangeTables(Operation):
    """`operations` between two states, rendered once each.

    One by one, each of them renders anew every model tied to the changed one, which here is nearly all: a
    release's chain took about sixty CPU seconds so. None of them may need a state between the first and the last, so
    names given anew and `RunPython` stand apart.
    """

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: State) -> None:
        vars(state).pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Editor, from_state: State, to_state: State) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Editor, from_state: State, to_state: State) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)


class CreateTables(ChangeTables):
    """All `models` at once, which may point at one another in any order.

    After each CreateModel of its own Django renders anew every model tied to the new one, and here all are
    tied: 4,474 classes for a hundred tables. Together they are rendered once.
    """

    def __init__(self, models: list[CreateModel]) -> None:
        super().__init__(list(models))
        self.models = models

    def describe(self) -> str:
        return f"Create {len(self.models)} tables"


def gathered(operations: Sequence[Operation]) -> list[Operation]:
    """`operations` of one migration: what is added to a table made here in its CreateModel, the rest in one go."""
    made = {op.name_lower: op for op in operations if isinstance(op, CreateModel)}
    rest = [op for op in operations if op not in made.values() and not _moved_into(made, op)]
    tables: list[Operation] = [CreateTables(models=list(made.values()))] if made else []
    together = len(rest) > 1 and not any(isinstance(op, RenameField | RenameModel) for op in rest)
    return [*tables, *([ChangeTables(operations=rest)] if together else rest)]


def _moved_into(made: dict[str, CreateModel], op: Operation) -> bool:
    """Whether `op` belongs to a table of `made`, to which it is then given."""
    table = made.get(getattr(op, "model_name", "").lower())
    match op:
        case _ if table is None:
            return False
        case AddField():
            table.fields.append((op.name, op.field))
        case AddConstraint():
            table.options.setdefault("constraints", []).append(op.constraint)
        case AddIndex():
            table.options.setdefault("indexes", []).append(op.index)
        case AddTrigger():
            table.options.setdefault("triggers", []).append(op.trigger)
        case _:
            return False
    return True
