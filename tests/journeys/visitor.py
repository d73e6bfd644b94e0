"""Somebody with a browser but without script: reads a page, follows words, fills the form that is there.

Belongs here: what a person can do with any page. Not here: what the app is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urljoin

from django.test import Client


class Button(NamedTuple):
    """What it says, what it sends, and where to if not to its form's address."""

    words: str
    name: str = ""
    value: str = ""
    action: str = ""


@dataclass
class Form:
    """What a browser would send: values as they stand, words for each choice, and its buttons."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)  # name: value -> words
    buttons: list[Button] = field(default_factory=list)

    def put(self, name: str, given: Any) -> None:
        """Type a value, or choose by what stands beside the choice."""
        assert name in self.values or name in self.choices, f"no field {name}: {sorted(self.values)}"
        wanted = given if isinstance(given, list) else [given]
        self.values[name] = [self._value(name, one) for one in wanted]

    def _value(self, name: str, given: Any) -> Any:
        offered = self.choices.get(name)
        if offered is None or str(given) in offered:
            return given
        fitting = [value for value, words in offered.items() if value and str(given) in words]
        assert fitting, f"no choice {given!r} for {name}: {offered}"
        return fitting[0]


LISTENED = ("a", "label", "button", "option", "textarea")
SILENT = ("script", "style", "head")


class Page(HTMLParser):
    """The forms, links and words of one response."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self._by_id: dict[str, Form] = {}
        self._form: Form | None = None
        self._select = ""
        self._choices: dict[str, tuple[Form, str, str]] = {}  # id of a radio or checkbox: where its words go
        self._open: list[tuple[list[str], dict[str, str]]] = []  # words and attributes since each listened tag
        self._words: list[str] = []
        self._silent = 0
        self.feed(html)

    @property
    def text(self) -> str:
        """Everything that is read, with single spaces."""
        return " ".join(" ".join(self._words).split())

    @property
    def buttons(self) -> list[str]:
        """What the buttons that can be pressed say."""
        return [button.words for form in self.forms for button in form.buttons]

    def form_with(self, words: str) -> tuple[Form, Button] | None:
        """The first form with a button of these words."""
        found = ((form, button) for form in self.forms for button in form.buttons if words in button.words)
        return next(found, None)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = {name: value or "" for name, value in attrs}
        self._silent += tag in SILENT
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
            self._by_id[given.get("id", "")] = self._form
        if tag in LISTENED:
            self._open.append(([], given))
        if tag == "input" and self._form and "disabled" not in given:
            self._start_input(self._form, given)
        if tag == "select" and self._form:
            self._select = given.get("name", "")
            self._form.choices[self._select], self._form.values[self._select] = {}, []

    def _start_input(self, form: Form, given: dict[str, str]) -> None:
        name, kind, value = given.get("name", ""), given.get("type", "text"), given.get("value", "on")
        if kind not in ("radio", "checkbox"):
            form.values[name] = [given.get("value", "")] if kind != "file" else []
            return
        form.choices.setdefault(name, {})[value] = given.get("aria-label", "")
        self._choices[given.get("id", "")] = (form, name, value)
        if self._open:  # a label around it
            self._open[-1][1]["for"] = given.setdefault("id", f"{name}={value}")
            self._choices[given["id"]] = (form, name, value)
        if "checked" in given:
            form.values.setdefault(name, []).append(value)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        if tag == "form":
            self._form = None
        if tag in LISTENED and self._open:
            words, given = self._open.pop()
            getattr(self, f"_end_{tag}")(" ".join("".join(words).split()), given)

    def _end_a(self, words: str, given: dict[str, str]) -> None:
        self.links.append((words, given.get("href", "")))

    def _end_label(self, words: str, given: dict[str, str]) -> None:
        if given.get("for") in self._choices:
            form, name, value = self._choices[given["for"]]
            form.choices[name][value] += f" {words}"

    def _end_button(self, words: str, given: dict[str, str]) -> None:
        form = self._by_id.get(given.get("form", "-"), self._form)
        if form and given.get("type", "submit") == "submit" and "disabled" not in given:
            more = (given.get(key, "") for key in ("name", "value", "formaction"))
            form.buttons.append(Button(words, *more))

    def _end_option(self, words: str, given: dict[str, str]) -> None:
        if self._form is None:
            return
        value = given.get("value", words)
        self._form.choices[self._select][value] = words
        if "selected" in given or not self._form.values[self._select]:
            self._form.values[self._select] = [value]

    def _end_textarea(self, words: str, given: dict[str, str]) -> None:
        if self._form:
            self._form.values[given.get("name", "")] = [words]

    def handle_data(self, data: str) -> None:
        for words, _ in self._open:
            words.append(data)
        if not self._silent:
            self._words.append(data)


class Visitor:
    """One person at one device."""

    def __init__(self) -> None:
        self.client = Client()
        self.path = ""
        self.page = Page("")

    def opens(self, path: str) -> "Visitor":
        """Types or taps an address."""
        return self._arrives(self.client.get(path, follow=True), path)

    def follows(self, words: str) -> "Visitor":
        """Taps the first link with these words."""
        found = [href for text, href in self.page.links if words in text]
        assert found, f"no link {words!r} on {self.path}: {self.page.links}"
        return self.opens(found[0])

    def presses(self, words: str, fields: Mapping[str, Any] | None = None, **more: Any) -> "Visitor":
        """Fills the form that has a button of these words, and presses it."""
        form, button = self._found(words)
        for key, given in {**(fields or {}), **more}.items():
            form.put(key, given)
        data: dict[str, Any] = {**form.values, **({button.name: [button.value]} if button.name else {})}
        send = self.client.post if form.method == "post" else self.client.get
        path = urldefrag(urljoin(self.path, button.action or form.action)).url
        return self._arrives(send(path, data, follow=True), path)

    def form(self, words: str) -> Form:
        """The form that has a button of these words."""
        return self._found(words)[0]

    def reads(self, *words: str) -> "Visitor":
        """The page says all of this."""
        for word in words:
            assert word in self.page.text, f"{word!r} is not on {self.path}: {self.page.text}"
        return self

    def _found(self, words: str) -> tuple[Form, Button]:
        found = self.page.form_with(words)
        assert found, f"no button {words!r} on {self.path}: {self.page.buttons}"
        return found

    def _arrives(self, response: Any, path: str) -> "Visitor":
        self.path = response.redirect_chain[-1][0] if response.redirect_chain else path
        assert response.status_code == 200, f"{response.status_code} at {self.path}: {response.content[:2000]!r}"
        self.page = Page(response.content.decode())
        return self
