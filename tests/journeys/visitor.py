"""Somebody with a browser but without script: reads a page, follows words, fills the form that is there.

Belongs here: what a person can do with any page. Not here: what the app is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client


@dataclass
class Form:
    """What a browser would send: values as they stand, words for each choice, buttons by their words."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)  # name: value -> words
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # words, name, value

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


class Page(HTMLParser):
    """The forms, links and words of one response."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.labels: dict[str, str] = {}
        self._inputs: list[tuple[Form, str, str, str]] = []  # form, name, value, id of a radio or checkbox
        self._open: list[list[str]] = []  # words since each tag that is being listened to
        self._attrs: list[dict[str, str]] = []
        self._words: list[str] = []
        self._silent = 0
        self.feed(html)
        self._name_choices()

    @property
    def text(self) -> str:
        """Everything that is read, with single spaces."""
        return " ".join(" ".join(self._words).split())

    def form_with(self, words: str) -> tuple[Form, tuple[str, str, str]] | None:
        """The first form with a button of these words."""
        found = ((form, button) for form in self.forms for button in form.buttons if words in button[0])
        return next(found, None)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        if tag in ("script", "style", "head"):
            self._silent += 1
        if tag in ("a", "label", "button", "option", "textarea"):
            self._open.append([])
            self._attrs.append(given)
        if tag in ("input", "select") and self.forms and "disabled" not in given:
            getattr(self, f"_start_{tag}")(given)

    def _start_input(self, given: dict[str, str]) -> None:
        form, name, kind = self.forms[-1], given.get("name", ""), given.get("type", "text")
        if kind in ("radio", "checkbox"):
            value = given.get("value", "on")
            self._inputs.append((form, name, value, given.get("id", "")))
            form.choices.setdefault(name, {})[value] = ""
            if "checked" in given:
                form.values.setdefault(name, []).append(value)
        elif kind == "submit":
            form.buttons.append((given.get("value", ""), name, given.get("value", "")))
        elif name:
            form.values[name] = [given.get("value", "")] if kind != "file" else []

    def _start_select(self, given: dict[str, str]) -> None:
        self._select = given.get("name", "")
        self.forms[-1].choices[self._select] = {}
        self.forms[-1].values[self._select] = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "head"):
            self._silent -= 1
        if tag in ("a", "label", "button", "option", "textarea") and self._open:
            words, given = " ".join("".join(self._open.pop()).split()), self._attrs.pop()
            getattr(self, f"_end_{tag}")(words, given)

    def _end_a(self, words: str, given: dict[str, str]) -> None:
        self.links.append((words, given.get("href", "")))

    def _end_label(self, words: str, given: dict[str, str]) -> None:
        self.labels[given.get("for", "")] = words

    def _end_button(self, words: str, given: dict[str, str]) -> None:
        if self.forms and given.get("type", "submit") == "submit":
            self.forms[-1].buttons.append((words, given.get("name", ""), given.get("value", "")))

    def _end_option(self, words: str, given: dict[str, str]) -> None:
        form, value = self.forms[-1], given.get("value", words)
        form.choices[self._select][value] = words
        if "selected" in given or not form.values[self._select]:
            form.values[self._select] = [value]

    def _end_textarea(self, words: str, given: dict[str, str]) -> None:
        if self.forms:
            self.forms[-1].values[given.get("name", "")] = [words]

    def handle_data(self, data: str) -> None:
        for words in self._open:
            words.append(data)
        if not self._silent:
            self._words.append(data)

    def _name_choices(self) -> None:
        for form, name, value, key in self._inputs:
            form.choices[name][value] = self.labels.get(key, "")


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
        found = self.page.form_with(words)
        assert found, f"no button {words!r} on {self.path}: {[form.buttons for form in self.page.forms]}"
        form, (_, name, value) = found
        for key, given in {**(fields or {}), **more}.items():
            form.put(key, given)
        data: dict[str, Any] = {**form.values, **({name: [value]} if name else {})}
        send = self.client.post if form.method == "post" else self.client.get
        return self._arrives(send(form.action or self.path, data, follow=True), form.action or self.path)

    def reads(self, *words: str) -> "Visitor":
        """The page says all of this."""
        for word in words:
            assert word in self.page.text, f"{word!r} is not on {self.path}: {self.page.text}"
        return self

    def _arrives(self, response: Any, path: str) -> "Visitor":
        self.path = response.redirect_chain[-1][0] if response.redirect_chain else path
        assert response.status_code == 200, (
            f"{response.status_code} at {self.path}: {response.content[:2000]!r}"
        )
        self.page = Page(response.content.decode())
        return self
