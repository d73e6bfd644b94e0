"""Where the tables of this app, and those beneath, hold a person; what becomes of it (madrasah/erasures/rules.py)."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from core.files import discard_file
from core.models import LastSend
from madrasah.erasures.reads import Subject
from madrasah.erasures.rules import LOG_IN, PSEUDONYM, Own
from madrasah.imports.models import ImportRow, ImportRun, ImportWrite
from madrasah.rights.models import DataRequest

EMPTIED = ("title_before", "title_after", "birth_place", "nip", "nuptk", "npk", "peg_id", "nrg", "phone", "email")
OWN = {
    "madrasah.Person": Own(("pk",), {"name": PSEUDONYM, "birth_date": None, **dict.fromkeys(EMPTIED, "")}),
    "madrasah.User": Own(("person",), {"username": LOG_IN}),
    "madrasah.Degree": Own(("person",), {"institution": "", "graduated_on": None}),
    "madrasah.TeachingCertificate": Own(("person",), {"number": "", "issued_on": None}),
    # Steps hold values as they were; what is pseudonymous now is not parted again.
    "madrasah.PersonMerge": Own(("kept", "dropped"), {"steps": []}),
}
WORDS = {
    "core.StoredFile": "original_name",
    "core.Job": "title arguments problem",
    "pghistory.Context": "metadata",
    "madrasah.Madrasah": "address",
    "madrasah.Consent": "helper_note",
    "madrasah.User": "closed_reason",
    "madrasah.MadrasahClosing": "reason steps",
    "madrasah.YearOpening": "steps",
    "madrasah.ImportRun": "problem file_name layout open_columns notes counts marks",
    "madrasah.ImportRow": "label payload",
    "madrasah.ImportWrite": "before",
    "madrasah.ColumnMemory": "key",
    "madrasah.Ruling": "reason",
    "madrasah.Removal": "reason",
    "madrasah.Erasure": "reason",
    "madrasah.DataRequest": "text answer",
    "madrasah.Holiday": "name",
}
CODES = {
    "auth.Permission": "name codename",
    "auth.Group": "name",
    "contenttypes.ContentType": "app_label model",
    "sessions.Session": "session_key session_data",  # of an account: its key only; the session ends with the device
    "axes.AccessFailureLog": "username user_agent http_accept path_info ip_address",  # rows of the person go
    "axes.AccessAttempt": "username user_agent http_accept path_info get_data post_data ip_address",
    "axes.AccessLog": "username user_agent http_accept path_info session_hash ip_address",
    "otp_totp.TOTPDevice": "name key",
    "otp_static.StaticDevice": "name",
    "otp_static.StaticToken": "token",
    "core.StoredFile": "file content_type sha256",
    "core.Job": "task",
    "core.KeptSend": "browser page action content",  # locked with the browser's secret; gone after a day
    "core.LastSend": "digest led_to",
    "core.DutyDay": "duty",
    "core.Miss": "by_digest",
    "madrasah.Region": "code name",
    "madrasah.RegionAlias": "name",
    "madrasah.Madrasah": "name nsm npsn village affiliation accreditation",
    "madrasah.MadrasahName": "name",
    "madrasah.Subject": "code name other_names",
    "madrasah.Person": "grade",
    "madrasah.User": "password",
    "madrasah.AccessLink": "token_digest pin_digest",
    "madrasah.Device": "session_digest name",
    "madrasah.ImportRow": "kind answer twin",
    "madrasah.ColumnMemory": "field",
    "madrasah.Placement": "class_name",
    "madrasah.Degree": "level programme",
    "madrasah.TeachingCertificate": "field_code",
    "madrasah.Ruling": "against",
    "madrasah.Erasure": "code",
    "madrasah.Leftover": "place",
}
GONE = {
    "madrasah.Device": "user__person",
    "madrasah.AccessLink": "person",
    "otp_totp.TOTPDevice": "user__person",
    "otp_static.StaticDevice": "user__person",
    "core.KeptSend": "account__person",
}


def forget_log_ins(subject: Subject) -> int:
    """Who came from where, under any name or number that was typed at the door; no file goes with it."""
    typed = Q(pk__in=[])
    for name in subject.identity.numbers:
        typed |= Q(username__iexact=name)
    for model in (AccessLog, AccessAttempt, AccessFailureLog):
        model.objects.filter(typed).delete()
    LastSend.objects.filter(account__in=subject.users).delete()
    return 0


def forget_imports(subject: Subject) -> int:
    """Rows of applied uploads about the person go; an upload that waits and names the person goes whole."""
    # Run by run, as the index has them; and apart, where joined by OR both tables would be walked.
    meant = ImportRow.objects.filter(run__in=ImportRun.objects.values("pk"), target__in=subject.persons)
    written = ImportWrite.objects.filter(person__in=subject.persons)
    keys = {*meant.values_list("pk", flat=True), *written.values_list("row", flat=True)}
    waiting = ImportRun.objects.filter(confirmed_at=None, undone_at=None).select_related("file")
    named = [run for run in waiting if _names(run, subject)]
    ImportWrite.objects.filter(row__in=keys).delete()
    ImportRow.objects.filter(pk__in=keys).delete()
    files = [run.file for run in named if run.file]
    ImportRun.objects.filter(pk__in=[run.pk for run in named]).delete()
    for file in files:
        discard_file(file)
    return len(files)


def _names(run: ImportRun, subject: Subject) -> bool:
    """Whether a row of it does. One that was not read yet has none: it is not thrown away on a guess, but within a week
    by itself (imports/purge.py), and applied only by who was shown its rows.
    """
    rows = run.rows.annotate(read=Cast("payload", TextField()))
    pattern = subject.identity.coarse
    is_named = Q(label__iregex=pattern) | Q(read__iregex=pattern) | Q(target__in=subject.persons)
    return rows.filter(is_named).exists()


def settle_requests(subject: Subject) -> int:
    """What the person still waited for is answered by this."""
    waiting = DataRequest.objects.waiting().filter(person__in=subject.persons)
    waiting.order_by().update(answer="Data pribadi dihapus.", answered_at=subject.at)
    return 0


FIRST = (forget_log_ins, forget_imports, settle_requests)
