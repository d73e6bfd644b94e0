"""Faults of the machine and not of the code, and the page that says in words what whoever waits can do."""

import errno

from django.db import InterfaceError, OperationalError

# SQLSTATE, appendix A of the PostgreSQL manual.
TOO_SLOW = {"57014"}  # a statement met `statement_timeout`
NO_WRITING = {"25006", "53100"}  # the database is read-only, its disk is full
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}  # the same of the disk of files
AWAY = ("08", "57P", "53300")  # no connection, shutting down or starting, no connection left
# What the client of a bucket (core/bucket.py) raises when that does not answer; it need not be installed.
FILES_AWAY = {("botocore.exceptions", "HTTPClientError"), ("botocore.exceptions", "ConnectionError")}


def page_of_outage(fault: BaseException | None) -> str:
    """The template for what came to pass, "" where it is a fault of ours.

    The whole chain is looked at, since a library may have put its own fault around it.
    """
    while fault is not None:
        state = getattr(fault, "pgcode", None) or ""
        if state in TOO_SLOW:
            return "503.html"
        if state in NO_WRITING or (isinstance(fault, OSError) and fault.errno in NO_ROOM):
            return "503_full.html"
        if state.startswith(AWAY) or _is_unreached(fault) or _is_of_files(fault):
            return "503_away.html"
        fault = fault.__cause__ or fault.__context__
    return ""


def _is_unreached(fault: BaseException) -> bool:
    """A connection that never came about, or broke, has no SQLSTATE."""
    inner = fault.__cause__
    return isinstance(fault, OperationalError | InterfaceError) and not getattr(inner, "pgcode", None)


def _is_of_files(fault: BaseException) -> bool:
    return any((kind.__module__, kind.__name__) in FILES_AWAY for kind in type(fault).__mro__)
