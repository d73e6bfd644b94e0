"""What templates may say beyond if, for and include: formats as filters, and the chip.

Belongs here: a filter or tag two apps use. Not here: anything that reads the database or decides a rule.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django import template
from django.forms import BoundField
from django.forms.widgets import CheckboxSelectMultiple, ChoiceWidget, RadioSelect
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from core import formats
from core.forms import is_long_list
from core.search import fits

register = template.Library()
SELECTED, CHECKED, HIDDEN = SafeString(" selected"), SafeString(" checked"), SafeString(" hidden")
NUMERIC = SafeString(' class="n"')
SEGMENTED_LETTERS = 26  # what three segments hold on one line at 320 px


class MessageKind(NamedTuple):
    """How a message of one level looks, what word opens it, and how a screen reader is told."""

    tone: str
    word: str
    role: str


MESSAGE_KINDS = {
    "success": MessageKind("green", "Berhasil", "status"),
    "warning": MessageKind("amber", "Perhatikan", "status"),
    "error": MessageKind("red", "Belum berhasil", "alert"),
}


def _quiet(function: Callable[[Any], str]) -> Callable[[Any], str]:
    """The format for a template: aware moments in local time, nothing for nothing."""

    def filtered(value: Any) -> str:
        if value in (None, ""):
            return ""
        if isinstance(value, datetime) and timezone.is_aware(value):
            value = timezone.localtime(value)
        return function(value)

    return filtered


_FORMATS: dict[str, Callable[..., str]] = {
    "tanggal": formats.date_long,
    "tanggal_biasa": formats.date_plain,
    "tanggal_pendek": formats.date_short,
    "jam": formats.clock,
    "waktu": formats.moment_long,
    "waktu_pendek": formats.moment_short,
    "ukuran": formats.file_size,
    "deret": formats.joined,
}
for _name, _function in _FORMATS.items():
    register.filter(_name, _quiet(_function))


@register.filter
def desimal(value: formats.Number | float | None, places: int = 0) -> str:
    """`{{ mean|desimal:1 }}` gives 3,5; an empty value stays empty."""
    return "" if value is None else formats.decimal(value, places)


@register.filter
def seminggu(monday: date) -> str:
    """`{{ monday|seminggu }}` gives 23–28 November 2026: the six days of lessons, so that none reads as a Sunday."""
    return formats.date_range(monday, monday + timedelta(days=5))


@register.filter
def sampai(first: date, last: date) -> str:
    """`{{ first|sampai:last }}` gives 23–28 November 2026."""
    return formats.date_range(first, last)


@register.filter
def tenggat(due: date | None, today: date | None = None) -> str:
    """`{{ due|tenggat }}` gives Lewat 3 hari, Hari ini, Besok, 3 hari lagi."""
    return formats.relative_due(due, today or timezone.localdate()) if due else ""


@register.filter
def warna_tenggat(due: date | None, today: date | None = None) -> str:
    """The tone of the chip beside `tenggat`."""
    return formats.due_tone(due, today or timezone.localdate()) if due else "grey"


@register.simple_tag
def chip(word: str, tone: str = "grey") -> SafeString:
    """`{% chip "Dijadwalkan" "blue" %}`: a state in colour and in a word; no word, no chip."""
    return format_html('<span class="chip {}">{}</span>', tone, word) if word else SafeString("")


@register.filter
def chips(options: Iterable[tuple[str, str, str]], chosen: str) -> SafeString:
    """The same for each (value, word, tone) of a choice; all but the chosen are hidden."""
    parts = ((tone, "" if value == chosen else HIDDEN, word) for value, word, tone in options)
    return format_html_join("", '<span class="chip {}"{}>{}</span>', parts)


@register.filter
def memuat(text: str, asked: str | None) -> bool:
    """`{% if not name|memuat:asked %}hidden{% endif %}`: whether a name fits what is looked for."""
    return fits(str(text), asked or "")


@register.simple_tag
def radios(name: str, options: Iterable[Sequence[Any]], chosen: Any) -> SafeString:
    """One for each (value, word[, tone]), in one go: a roll call has hundreds."""
    name = conditional_escape(name)
    segment = '<label{}><input type="radio" name="{}" value="{}"{}><span>{}</span></label>'
    parts = (
        (_classed(*tone), name, value, CHECKED if str(value) == str(chosen) else "", word)
        for value, word, *tone in options
    )
    return format_html_join("", segment, parts)


def _classed(tone: str = "") -> str:
    return format_html(' class="{}"', tone) if tone else ""


@register.filter
def as_choices(options: Iterable[tuple[Any, str]], chosen: Any) -> SafeString:
    """What stands in a select of (value, word)."""
    return _options({"value": value, "selected": same(value, chosen), "label": word} for value, word in options)


@register.filter
def message_kind(level_tag: str) -> MessageKind:
    """The look and the opening word of one message level."""
    return MESSAGE_KINDS.get(level_tag, MessageKind("blue", "Info", "status"))


@register.filter
def same(value: object, chosen: object) -> bool:
    """Whether a choice is the chosen one, "2" and 2 alike; None and "" are never chosen."""
    return chosen not in (None, "") and str(value) == str(chosen)


@register.filter
def as_rows(lines: Iterable[Any]) -> SafeString:
    """What stands in components/rows.html, in one go: twenty lines on a page, and a template is slow for each."""
    return SafeString("\n".join(map(_row, lines)))


def _row(line: Any) -> str:
    told = line if isinstance(line, Mapping) else line._asdict()
    title, detail, state, tone, url = (
        conditional_escape(localize(told.get(name) or "")) for name in ("title", "detail", "state", "tone", "url")
    )
    small = f"<small>{detail}</small>" if detail else ""
    chip = f'<span class="chip {tone or "grey"}">{state}</span>' if state else ""
    words = f"<span><b>{title}</b>{small}</span> {chip}"
    return f'<li><a class="row" href="{url}">{words}</a></li>' if url else f'<li><div class="row">{words}</div></li>'


@register.simple_tag
def table_rows(heads: Sequence[str], rows: Iterable[Sequence[Any]], numeric: Sequence[int]) -> SafeString:
    """The body of components/table.html, in one go: each cell beside the heading of its column.

    `numeric`: numbers of columns from 0; "" where a template names none.
    """
    marks = [NUMERIC if at in (numeric or ()) else "" for at in range(len(heads))]
    opened = [format_html('<td data-label="{}"{}>', *column) for column in zip(heads, marks, strict=True)]
    shapes = [('<th scope="row">', "</th>"), *((tag, "</td>") for tag in opened[1:])]
    return SafeString("\n".join(f"<tr>{''.join(map(_cell, shapes, row))}</tr>" for row in rows))


def _cell(shape: tuple[str, str], cell: Any) -> str:
    """A word, a number, {text, url} or {text, tone} between the tags of its column."""
    told = cell if isinstance(cell, Mapping) else {"text": cell}
    text: str = conditional_escape(localize(told["text"]))
    if told.get("url"):
        text = f'<a href="{conditional_escape(told["url"])}">{text}</a>'
    elif told.get("tone"):
        text = f'<span class="chip {conditional_escape(told["tone"])}">{text}</span>'
    return f"{shape[0]}{text}{shape[1]}"


@register.filter
def as_options(groups: Iterable[tuple[str | None, Sequence[Mapping[str, Any]], int]]) -> SafeString:
    """What stands in a select, in one go: lists of madrasah have hundreds, and a template is slow for each."""
    plain: list[Mapping[str, Any]] = []
    parts = []
    for name, options, _number in groups:
        if name is None:
            plain += options
        else:
            parts += [_options(plain), format_html('<optgroup label="{}">{}</optgroup>', name, _options(options))]
            plain = []
    return format_html_join("", "{}", ((part,) for part in [*parts, _options(plain)]))


def _options(options: Iterable[Mapping[str, Any]]) -> SafeString:
    rows = ((option["value"], SELECTED if option["selected"] else "", option["label"]) for option in options)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


@register.filter
def anchor(field: BoundField) -> str:
    """Where the error summary leads: the control itself, or its group when it is many controls."""
    return field.id_for_label or f"div_{field.auto_id}"


@register.filter
def is_long(field: BoundField) -> bool:
    """Whether a list of boxes gets a box to look for names in it."""
    return is_long_list(field.field)


@register.filter
def near(field: BoundField) -> list[Any]:
    """The options of a choice that stand in sight: all, or the first `near` of its field."""
    return list(field)[: getattr(field.field, "near", None)]


@register.filter
def far(field: BoundField) -> list[Any]:
    """Those folded away behind the field's `far_label`."""
    return list(field)[getattr(field.field, "near", None) or len(field) :]


@register.filter
def has_chosen(options: Iterable[Any]) -> bool:
    """Whether one of these options is the chosen one."""
    return any(option.data["selected"] for option in options)


@register.filter
def choice_style(field: BoundField) -> str:
    """seg for a small set of short radios, pills for short checkboxes, choices for anything longer."""
    widget = field.field.widget
    words = [str(word) for _value, word in widget.choices] if isinstance(widget, ChoiceWidget) else []
    if isinstance(widget, RadioSelect) and not isinstance(widget, CheckboxSelectMultiple):
        return "seg" if len(words) <= 3 and sum(map(len, words)) <= SEGMENTED_LETTERS else "choices"
    return "pills" if words and max(map(len, words)) <= SEGMENTED_LETTERS else "choices"
