"""The token of a form: sent along unseen, so that a second press writes nothing twice (`core.revisions.once`)."""

from typing import Any
from uuid import UUID, uuid4

from django import forms

LOST = "Formulir ini tidak utuh. Periksa isian Anda, lalu simpan sekali lagi."


class _Hidden(forms.HiddenInput):
    def format_value(self, value: Any) -> str:
        """A page that sent none, such as one opened before an update, gets one for the next press."""
        try:
            return str(UUID(str(value)))
        except ValueError:
            return str(uuid4())


def token_field() -> forms.UUIDField:
    """`client_token = token_field()`."""
    faults = {"invalid": LOST, "required": LOST}
    return forms.UUIDField(widget=_Hidden, initial=uuid4, label="Tanda formulir", error_messages=faults)
