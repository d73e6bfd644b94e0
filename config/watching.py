"""Sees every request from its first byte to its answer: a line of the journal, figures for Prometheus, and a mark."""

import logging
import re
import time
from collections.abc import Callable
from secrets import token_hex
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponse

from config import metrics
from config.logs import account_of, pattern_of, request_mark

logger = logging.getLogger("kkg.requests")
MARK = re.compile(r"[\w-]{8,64}")
REFUSED = (400, 403, 404, 405, 409, 413, 429)


class Questions:
    """How many statements a request asked of the databases, and how long it waited for them."""

    def __init__(self) -> None:
        self.number, self.seconds = 0, 0.0

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.number += 1
            self.seconds += time.perf_counter() - begun


def watched(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the first of all. The proxy's X-Request-ID is kept, if it can be one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = request_mark.set(given if MARK.fullmatch(given) else token_hex(8))
        begun, asked = time.perf_counter(), Questions()
        wrappers = [connection.execute_wrappers for connection in connections.all()]
        for one in wrappers:
            one.append(asked)
        try:
            response = get_response(request)
            seconds = time.perf_counter() - begun
            metrics.note(request, response.status_code, seconds, asked.number, asked.seconds)
            _tell(request, response, seconds, asked)
            response.headers["X-Request-ID"] = request_mark.get()
            return response
        finally:
            for one in wrappers:
                one.remove(asked)
            request_mark.reset(token)

    return middleware


def _tell(request: HttpRequest, response: HttpResponse, seconds: float, asked: Questions) -> None:
    """Who was refused what is news; that something was served is only worth a line."""
    status = response.status_code
    level = logging.WARNING if status in REFUSED else logging.ERROR if status >= 500 else logging.INFO
    if not logger.isEnabledFor(level):
        return
    told = {
        "method": request.method,
        "page": pattern_of(request),
        "status": status,
        "ms": round(seconds * 1000),
        "queries": asked.number,
        "db_ms": round(asked.seconds * 1000),
        "account": account_of(request),
    }
    says = "refused" if status in REFUSED else "failed" if status >= 500 else "served"
    logger.log(level, says, extra={"told": told})
