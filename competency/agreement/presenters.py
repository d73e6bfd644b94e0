"""What two people scored, side by side, and how far it agrees, in plain words with its n."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.urls import reverse

from competency.agreement.forms import UNSEEN, RatingForm
from competency.agreement.masters import Vignette
from competency.agreement.models import Pairing, Rating
from competency.instruments.presenters import item_shown
from competency.scoring.agreement import Agreement
from competency.scoring.definition import Answer, Definition
from competency.scoring.words import answer_words, percent_words
from core.formats import date_short, decimal, dotted

ALIKE = "Semua nilai sama: kappa tak dapat dihitung."
NOTHING = "Belum ada butir yang dinilai keduanya."
UNDEFINED = "tak dapat dihitung"


def pairing_row(pairing: Pairing, me: int | None) -> dict[str, Any]:
    """One line of the list: with whom, and whose turn it is. Its ratings were read along."""
    ratings = list(pairing.ratings.all())
    others = ", ".join(str(rating.rater) for rating in ratings if rating.rater_id != me)
    state, tone = _state(pairing, ratings, me)
    return {
        "title": pairing.lesson,
        "detail": dotted(date_short(pairing.seen_on), others and f"bersama {others}"),
        "url": reverse("competency:agreement-detail", args=[pairing.pk]),
        "state": state,
        "tone": tone,
    }


def _state(pairing: Pairing, ratings: Sequence[Rating], me: int | None) -> tuple[str, str]:
    if pairing.called_off_at:
        return "Dibatalkan", "grey"
    if all(rating.done_at for rating in ratings):
        return "Selesai", "green"
    if any(rating.rater_id == me and not rating.done_at for rating in ratings):
        return "Giliran Anda", "amber"
    return "Menunggu rekan", "grey"


def agreement_shown(found: Agreement) -> dict[str, Any]:
    """Figures, each with its n, and a sentence where one can't be reckoned."""
    if not found.n:
        return {"figures": [], "why": NOTHING, "one_saw": found.one_saw}
    figures = [_figure("Nilai sama persis", found.exact, found.n)]
    if found.adjacent is not None:
        figures.append(_figure("Sama atau selisih satu langkah", found.adjacent, found.n))
    kappas = [("Kappa kuadrat", found.quadratic), ("Kappa linear", found.linear)]
    return {
        "figures": figures,
        "kappas": [{"label": label, "number": _kappa(value), "note": f"{found.n} butir"} for label, value in kappas],
        "why": ALIKE if found.linear is None else "",
        "one_saw": found.one_saw,
    }


def _figure(label: str, count: int, of: int) -> dict[str, Any]:
    percent = percent_words(Fraction(100 * count, of), ())
    return {"label": label, "number": percent, "note": f"{count} dari {of} butir"}


def _kappa(value: Fraction | None) -> str:
    return UNDEFINED if value is None else decimal(value, 2).replace("-", "−")


def item_rows(
    definition: Definition, first: Mapping[str, Answer], second: Mapping[str, Answer], vignette: Vignette | None
) -> Callable[[Sequence[str]], list[list[Any]]]:
    """For some items: both values, and how far apart they are; of a vignette the master's reason."""

    def row(code: str) -> list[Any]:
        told = [answer_words(definition, code, given.get(code)) for given in (first, second)]
        apart, why = _apart(first.get(code), second.get(code)), [vignette.why[code]] if vignette else []
        return [definition.indicator(code).text, *told, apart, *why]

    return lambda codes: [row(code) for code in codes]


def _apart(one: Answer | None, other: Answer | None) -> dict[str, str]:
    if one == other:
        return {"text": "Sama", "tone": "green"}
    if not isinstance(one, int) or not isinstance(other, int):
        return {"text": "Hanya satu yang melihat", "tone": "grey"}
    distance = abs(one - other)
    return {"text": f"Selisih\u00a0{distance}", "tone": "blue" if distance == 1 else "amber"}


def items_of(form: RatingForm) -> list[dict[str, Any]]:
    """What components/indicator.html shows; no note is asked for."""
    shown = []
    for number, code in enumerate(form.codes, start=1):
        field = form[f"butir-{number}"]
        item = item_shown(form.definition, number, form.definition.indicator(code))
        steps = [(value, word, False) for value, word, _ in item["steps"]]
        more = {"name": field.html_name, "chosen": field.value(), "error": " ".join(map(str, field.errors))}
        shown.append(item | more | {"steps": steps, "unseen_value": UNSEEN})
    return shown
