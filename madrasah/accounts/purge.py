"""Records of log-ins hold addresses: they go after a while."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessLog

KEPT_FOR = timedelta(days=90)


def purge_log_ins(*, at: datetime) -> None:
    """The daily duty: who came from where, and whose password was wrong, is of no use after three months."""
    AccessLog.objects.filter(attempt_time__lte=at - KEPT_FOR).delete()
    AccessAttempt.objects.filter(attempt_time__lte=at - KEPT_FOR).delete()
