"""Figures for Prometheus at /metrik/: requests, waits for the database, long work, daily duties, the last backup.

Counted in each process and added up over all of one server (gunicorn.conf.py names the folder). Answers only on
loopback, past every proxy, or with METRICS_TOKEN; to everybody else it is no page.
"""

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.db.models import Count, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from core.models import DutyDay, Job

OWN = CollectorRegistry()
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
REQUESTS = Counter("kkg_requests", "Answers by page, method and status.", ["page", "method", "status"], registry=OWN)
WAITS = Histogram("kkg_request_seconds", "From the request to its answer.", ["page"], buckets=SECONDS, registry=OWN)
QUERIES = Counter("kkg_database_queries", "Statements of requests.", ["page"], registry=OWN)
DATABASE = Counter("kkg_database_seconds", "What requests waited for the database.", ["page"], registry=OWN)
METHODS = ("GET", "HEAD", "POST")
FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")


def note(request: HttpRequest, status: int, seconds: float, queries: int, database: float) -> None:
    """One answered request. A page is the name of its address; what is none of ours shares one."""
    match = request.resolver_match
    page = match.view_name if match else "none"
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(page, method, status).inc()
    WAITS.labels(page).observe(seconds)
    QUERIES.labels(page).inc(queries)
    DATABASE.labels(page).inc(database)


class State(Collector):
    """What is asked for at the moment of the question."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The database first: away, it leaves out what only it knows."""
        try:
            found = [*_of_jobs(), *_of_duties()]
        except DatabaseError:
            found = []
        yield GaugeMetricFamily("kkg_database_up", "Whether the database answers.", value=float(bool(found)))
        yield from found
        yield from _of_backups()


def _of_jobs() -> Iterator[GaugeMetricFamily]:
    since = timezone.now() - timedelta(days=1)
    failed = Q(status=Job.Status.FAILED, finished_at__gte=since)
    counted: dict[str, Any] = Job.objects.aggregate(
        waiting=Count("pk", filter=Q(status=Job.Status.WAITING)),
        running=Count("pk", filter=Q(status=Job.Status.RUNNING)),
        failed=Count("pk", filter=failed),
        oldest=Min("created_at", filter=Q(status=Job.Status.WAITING)),
    )
    oldest = counted.pop("oldest")
    jobs = GaugeMetricFamily("kkg_jobs", "Long work now; failed within the last day.", labels=["state"])
    for state, number in counted.items():
        jobs.add_metric([state], number)
    yield jobs
    waited = (timezone.now() - oldest).total_seconds() if oldest else 0
    yield GaugeMetricFamily("kkg_job_oldest_waiting_seconds", "How long the oldest job has waited.", value=waited)


def _of_duties() -> Iterator[GaugeMetricFamily]:
    """Days since the daily duty that was taken up longest ago."""
    oldest = DutyDay.objects.aggregate(oldest=Min("taken_on"))["oldest"]
    if oldest:
        days = (timezone.localdate() - oldest).days
        yield GaugeMetricFamily("kkg_duty_oldest_days", "Days since the oldest daily duty was taken up.", value=days)


def _of_backups() -> Iterator[GaugeMetricFamily]:
    """None, where this machine keeps no backup."""
    made = [path.stat().st_mtime for path in Path(settings.BACKUP_ROOT).glob("kkg-*")]
    if made:
        age = time.time() - max(made)
        yield GaugeMetricFamily("kkg_backup_age_seconds", "Age of the newest backup.", value=age)


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """As Prometheus reads it."""
    if not _may_read(request):
        raise Http404
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry = OWN
    state = CollectorRegistry()
    state.register(State())
    return HttpResponse(generate_latest(registry) + generate_latest(state), content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    token: str = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and constant_time_compare(given, token):
        return True
    return _is_loopback(request) and not any(name in request.headers for name in FORWARDED)


def _is_loopback(request: HttpRequest) -> bool:
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
