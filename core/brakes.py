"""Pages that anybody may open ask a visitor to wait after too many misses; whoever gets it right is never counted.

A whole room of teachers sits behind one address (decisions.md 15): so limits are high, misses count and successes
don't, and secrets are long enough by themselves. Counted in the database: every server process knows the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest
from django.utils import timezone

from core.http import visitor_address
from core.keys import digests
from core.models import Miss

IPV6_HOME = 64  # bits of an address that one household or office shares


@dataclass(frozen=True)
class Brake:
    """`most` misses of one visitor within `span`, on all pages of one kind."""

    name: str
    most: int
    span: timedelta = timedelta(minutes=15)

    def holds(self, who: str, *, at: datetime | None = None) -> bool:
        """Whether this visitor has to wait.

        Of a short secret it is asked first, so that right and wrong wait alike; of one that nobody guesses only after a
        miss, so that who holds it neither waits nor costs a query.
        """
        since = (at or timezone.now()) - self.span
        return Miss.objects.filter(by_digest__in=self._digests(who), at__gt=since).count() >= self.most

    def note(self, who: str, *, at: datetime | None = None) -> None:
        """One more miss."""
        Miss.objects.create(by_digest=self._digests(who)[0], at=at or timezone.now())

    def _digests(self, who: str) -> list[str]:
        return digests(f"core.brakes.{self.name}", who)


def visitor(request: HttpRequest) -> str:
    """Who asks, where nobody is logged in: the true address behind the proxies (`visitor_address`)."""
    return of_address(visitor_address(request) or "")


def of_address(address: str) -> str:
    """One home or office of IPv6 has more addresses than there are guesses: it counts as one."""
    try:
        read = ip_address(address)
    except ValueError:
        return "alamat tidak terbaca"
    home = ip_network(f"{read}/{IPV6_HOME}", strict=False) if isinstance(read, IPv6Address) else read
    return f"alamat {home}"


def purge_misses(*, at: datetime) -> None:
    """The daily duty: no digest of an address stays longer than a day."""
    Miss.objects.filter(at__lte=at - timedelta(days=1)).delete()
