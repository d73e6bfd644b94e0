"""The demo's numbered papers: undangan and berita acara of a session, certificates, one of them withdrawn."""

from datetime import timedelta
from uuid import UUID

from config.demo import group_words as words
from config.demo.days import moment
from config.demo.people import Village
from core.jobs import begin, run_job
from kkg.attendance.rosters import roster_of
from kkg.certificates.actions import issue_batch, withdraw_certificate
from kkg.groups.reports import signers_on
from kkg.letters.actions import issue_letter
from kkg.letters.papers import invitation, named_by, record
from kkg.models import Certificate, CertificateBatch, Session

FIRST_TOKEN = 8_000  # far from the tokens that luck draws
OPENING = "Dengan hormat, kami mengundang Bapak/Ibu untuk hadir pada:"
CLOSING = "Demikian undangan ini kami sampaikan. Atas kehadiran Bapak/Ibu, kami ucapkan terima kasih."


def issue_papers(village: Village) -> None:
    """Letters of the last closed session; certificates for all closed ones."""
    closed = list(Session.objects.closed().order_by("date").select_related("group", "madrasah"))
    _invite(village, closed[-1])
    _record(village, closed[-1])
    _certify(village, closed)


def _invite(village: Village, session: Session) -> None:
    dated = session.date - timedelta(days=7)
    topics = [f"{at}. {topic.title}" for at, topic in enumerate(session.topics.all(), start=1)]
    values = {
        "dated": dated,
        "nature": "Biasa",
        "enclosure": "–",
        "subject": f"Undangan {session.title}",
        "addressee": f"Bapak/Ibu anggota {session.group}\ndi tempat",
        "opening": OPENING,
        "event": "\n".join([session.title, *topics]),
        "participants": f"Anggota {session.group}",
        "closing": CLOSING,
    }
    content = invitation(session, values, signers_on(session.group, dated, with_numbers=True))
    issue_letter(
        group=session.group,
        kind="undangan",
        dated=dated,
        content=content,
        session=session,
        named=named_by(session, "undangan", content),
        client_token=UUID(int=FIRST_TOKEN),
        by=village.users["gita"],
    )


def _record(village: Village, session: Session) -> None:
    roster = roster_of(session)
    came = [entry for entry in roster if entry.mark == "hadir"]
    values = {"dated": session.date, "result": session.result_text, "witnesses": came[:2]}
    content = record(session, values, signers_on(session.group, session.date, with_numbers=True))
    issue_letter(
        group=session.group,
        kind="berita-acara",
        dated=session.date,
        content=content,
        session=session,
        named=named_by(session, "berita-acara", content),
        client_token=UUID(int=FIRST_TOKEN + 1),
        by=village.users["gita"],
    )


def _certify(village: Village, closed: list[Session]) -> None:
    """Written at once, so that the demo is whole; the last member's is withdrawn."""
    last, group = closed[-1].date, closed[-1].group
    values = {"title": words.CERTIFICATES, "since": closed[0].date, "until": last, "dated": last, "least_hours": 8}
    paper = {
        "letterhead": group.letterhead.splitlines(),
        "place": group.city,
        "signers": signers_on(group, last, with_numbers=True),
    }
    batch = issue_batch(
        group=group, values=values, paper=paper, client_token=UUID(int=FIRST_TOKEN + 2), by=village.users["gita"]
    )
    _finish(batch)
    other = batch.certificates.filter(part=Certificate.Part.MEMBER).latest("number")
    withdraw_certificate(certificate=other, reason=words.WITHDRAWN, by=village.users["gita"], at=moment(last, 14))


def _finish(batch: CertificateBatch) -> None:
    if batch.job and not batch.job.is_over:
        run_job(begin(batch.job))
