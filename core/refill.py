"""Puts what was typed back into the form of a page: from HTML to HTML. Pure; knows no form of the app.

The page stays as it was written, letter by letter, but for the controls of the one form.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

Sent = Mapping[str, Sequence[str]]
Attributes = dict[str, str | None]
CHOSEN, BUTTONS, NO_TEXT = ("checkbox", "radio"), ("submit", "button", "reset", "image"), ("file", "password")


@dataclass
class Control:
    """One control as it stands in the page: the letters from `start` to `end` are its opening tag."""

    tag: str
    attributes: Attributes
    start: int
    end: int
    inner_end: int = 0  # a textarea's words end here
    options: list["Control"] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.attributes.get("name") or ""

    @property
    def kind(self) -> str:
        """An input's type; else the tag."""
        return (self.attributes.get("type") or "text").casefold() if self.tag == "input" else self.tag


@dataclass
class Form:
    """A form in the page."""

    action: str
    end: int  # of its opening tag
    controls: list[Control] = field(default_factory=list)

    def aim(self, at: str) -> str:
        """The path it sends to from the page at the address `at`."""
        return urlsplit(urljoin(at, self.action or at)).path

    @property
    def is_typed(self) -> bool:
        """Whether there is anything to type or choose; else it is a button."""
        return any(control.kind not in (*BUTTONS, "button", "hidden") for control in self.controls)


Note = Callable[[Form, Sequence[str]], str]  # the form, and the names of what found no control in it -> HTML


def refill(html: str, *, at: str, action: str, sent: Sent, own: frozenset[str], note: Note) -> str | None:
    """The page at the address `at`, with `sent` in the form that sends to the path `action`, and `note` on top.

    Of several such forms the one whose hidden fields say the same. `own` names fields that keep what the
    page says. None if the page has no such form.
    """
    forms = [form for form in forms_of(html) if form.aim(at) == action]
    if not forms:
        return None
    form = max(forms, key=lambda form: _likeness(form, sent, own))
    waiting = {name: list(values) for name, values in sent.items() if name not in own}
    edits = [edit for control in form.controls for edit in _edits(control, waiting)]
    words = note(form, [name for name, values in waiting.items() if any(values)])
    return _edited(html, [(form.end, form.end, words), *edits])


def insert_after(html: str, tag: str, words: str) -> str:
    """`words` behind the first opening `tag`; the page as it was where there is none."""
    reader = _Reader(html, first=tag)
    return _edited(html, [(reader.first_end, reader.first_end, words)]) if reader.first_end else html


def _likeness(form: Form, sent: Sent, own: frozenset[str]) -> tuple[int, int]:
    known = [control for control in form.controls if control.name in sent and control.name not in own]
    same = [control for control in known if control.kind == "hidden" and _value(control) in sent[control.name]]
    return len(same), len({control.name for control in known})


def _value(control: Control) -> str:
    value = control.attributes.get("value")
    return "on" if value is None and control.kind in CHOSEN else value or ""


def _edits(control: Control, waiting: dict[str, list[str]]) -> list[tuple[int, int, str]]:
    """What changes in one control; what it takes up waits no more."""
    name, kind = control.name, control.kind
    if not name or kind in NO_TEXT or "disabled" in control.attributes:
        return []
    if kind in BUTTONS or control.tag == "button":
        waiting.pop(name, None)
        return []
    if control.tag == "select":
        return [_marked(option, "selected", _takes(option, name, waiting)) for option in control.options]
    if kind in CHOSEN:
        return [_marked(control, "checked", _takes(control, name, waiting))]
    values = waiting.get(name)
    if not values:
        return []
    value = values.pop(0)
    if control.tag == "textarea":
        return [(control.end, control.inner_end, f"\n{escape(value)}")]
    return [(control.start, control.end, _tag(control.tag, {**control.attributes, "value": value}))]


def _takes(control: Control, name: str, waiting: dict[str, list[str]]) -> bool:
    values = waiting.get(name, [])
    if _value(control) not in values:
        return False
    values.remove(_value(control))
    return True


def _marked(control: Control, mark: str, is_marked: bool) -> tuple[int, int, str]:
    kept: Attributes = {key: value for key, value in control.attributes.items() if key != mark}
    return control.start, control.end, _tag(control.tag, {**kept, mark: None} if is_marked else kept)


def _tag(tag: str, attributes: Attributes) -> str:
    words = [name if value is None else f'{name}="{escape(value)}"' for name, value in attributes.items()]
    return f"<{' '.join([tag, *words])}>"


def _edited(html: str, edits: list[tuple[int, int, str]]) -> str:
    parts, done = [], 0
    for start, end, words in sorted(edits, key=lambda edit: edit[:2]):
        parts += [html[done:start], words]
        done = end
    return "".join([*parts, html[done:]])


def forms_of(html: str) -> list[Form]:
    """The forms of the page that post, in their order."""
    return _Reader(html).forms


class _Reader(HTMLParser):
    """Finds the forms that post, their controls, and where each stands."""

    def __init__(self, html: str, first: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.first, self.first_end = first, 0
        self._starts = [0]
        for line in html.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._form: Form | None = None
        self._select: Control | None = None
        self._words: Control | None = None
        self.feed(html)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._here()
        end = start + len(self.get_starttag_text() or "")
        if tag == self.first and not self.first_end:
            self.first_end = end
        if tag == "form":
            found = dict(attrs)
            self._form = Form(found.get("action") or "", end)
            if (found.get("method") or "").casefold() == "post":
                self.forms.append(self._form)
        elif self._form is not None:
            self._take(Control(tag, dict(attrs), start, end))

    def _take(self, control: Control) -> None:
        assert self._form is not None  # noqa: S101 - asked by the caller
        if control.tag == "option":
            if self._select is not None:
                self._select.options.append(control)
        elif control.tag in ("input", "select", "textarea", "button"):
            self._form.controls.append(control)
            self._select = control if control.tag == "select" else self._select
            self._words = control if control.tag == "textarea" else self._words

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._words is not None:
            self._words.inner_end = self._here()
            self._words = None
