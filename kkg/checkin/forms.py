"""The hours of a check-in, and the PIN that a teacher types."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from core.code_fields import PinField
from core.forms import FormBase
from kkg.checkin.codes import usual_span
from kkg.checkin.models import CheckInWindow
from kkg.checkin.permissions import why_not_hours
from kkg.sessions.models import Session


class WindowForm(FormBase, forms.Form):
    """From when until when, today."""

    submit_word = "Buka presensi"
    opens = forms.TimeField(label="Dibuka pukul")
    closes = forms.TimeField(label="Ditutup pukul")

    def __init__(self, *args: Any, session: Session, window: CheckInWindow | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opens, closes = (window.opens_at, window.closes_at) if window else _usual(session)
        self.session = session
        self.initial = {"opens": timezone.localtime(opens), "closes": timezone.localtime(closes)}

    @property
    def opens_at(self) -> datetime:
        """Today at the hour typed first."""
        return _today(self.cleaned_data["opens"])

    @property
    def closes_at(self) -> datetime:
        """Today at the hour typed second; the next day where the session passes midnight and the hour did."""
        closes = _today(self.cleaned_data["closes"])
        is_tomorrow = closes < self.opens_at and self.session.last_day > timezone.localdate()
        return closes + timedelta(days=is_tomorrow)

    def clean(self) -> dict[str, Any]:
        """The sentence about the hours stands at the second."""
        data: dict[str, Any] = super().clean() or {}
        is_whole = data.get("opens") and data.get("closes")
        if is_whole and (reason := why_not_hours(self.opens_at, self.closes_at)):
            self.add_error("closes", reason)
        return data


def _today(hour: time) -> datetime:
    return datetime.combine(timezone.localdate(), hour, timezone.get_current_timezone())


def _usual(session: Session) -> tuple[datetime, datetime]:
    return usual_span(_today(session.starts_at) if session.starts_at else None, timezone.localtime())


class CheckInPinForm(FormBase, forms.Form):
    """Six digits from the screen in the hall."""

    submit_word = "Lanjut"
    pin = PinField(label="PIN dari layar", help_text="Enam angka yang ditayangkan atau disebutkan pengurus.")
