"""What the journal of the service holds: JSON lines without names, words or addresses that open something.

A line about a request tells the pattern of its address (never a link's secret), the account's number (never a name) and
a mark by which its lines belong together. Traces of faults lose the values that PostgreSQL repeats in them.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_mark: ContextVar[str] = ContextVar("request_mark", default="")

# "DETAIL: Key (nip)=(…) already exists": what PostgreSQL adds of a row.
_VALUES = re.compile(r"^((?:DETAIL|CONTEXT|HINT|LINE \d+):).*$", re.M)


def pattern_of(request: Any) -> str:
    """The address as urls.py writes it; "?" for what is none of ours."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "?"


def account_of(request: Any) -> int | None:
    """The number of who is logged in, if anybody has asked for it by now; it asks the database for nothing."""
    return getattr(getattr(request, "_cached_user", None), "pk", None)


class WithoutAddresses(logging.Filter):
    """Django's own lines about a request repeat its address: the pattern stands for it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line stays."""
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            path = getattr(request, "path", None)
            record.args = tuple(pattern_of(request) if arg == path else arg for arg in record.args)
        record.told = {**getattr(record, "told", {}), **({"id": request_mark.get()} if request_mark.get() else {})}
        return True


class JsonLines(logging.Formatter):
    """One line, one object; the moment is UTC."""

    def format(self, record: logging.LogRecord) -> str:
        """Keys in the order in which an eye wants them."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": moment, "level": record.levelname.lower(), "from": record.name, "says": record.getMessage()}
        line |= getattr(record, "told", {})
        if record.exc_info:
            line["fault"] = without_values(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """The same for the eye of whoever runs it at a desk."""

    def format(self, record: logging.LogRecord) -> str:
        """The sentence, then what was told beside it."""
        told = " ".join(f"{name}={value}" for name, value in getattr(record, "told", {}).items())
        return without_values(f"{super().format(record)} {told}".rstrip())


def without_values(text: str) -> str:
    """A trace without what PostgreSQL tells of rows.

    >>> without_values("duplicate key\\nDETAIL:  Key (nip)=(19800101) already exists.")
    'duplicate key\\nDETAIL: …'
    """
    return _VALUES.sub(r"\1 …", text)


def logging_of(form: str, level: str) -> dict[str, Any]:
    """As Django's LOGGING. `form`: "json", with a line for each request, or "text", with refusals only."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"addresses": {"()": "config.logs.WithoutAddresses"}},
        "formatters": {"json": {"()": "config.logs.JsonLines"}, "text": {"()": "config.logs.PlainLines"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["addresses"], "formatter": form}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Refusals are told by config/watching.py, with the account and without the address.
            "django.request": {"level": "ERROR"},
            "kkg.requests": {"level": "INFO" if form == "json" else "WARNING"},
            # django-axes tells names and addresses; both are kept in its tables, for 90 days.
            "axes": {"level": "ERROR"},
        },
    }
