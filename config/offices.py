"""Settings that speak of offices, by the values of Role; "pengelola" is the keeper of the system."""

from collections.abc import Iterable

from django.core.exceptions import ImproperlyConfigured

from config.environment import env

OFFICES = ("guru", "kepala", "pengawas", "kabupaten", "operator", "pengelola")
# Who opens the data of many people types the password once a month, also on a device in daily use (ASVS 7.3.2).
MOST_DAYS = {"pengawas": "30", "kabupaten": "30", "operator": "30", "pengelola": "7"}


def second_factor_for() -> frozenset[str]:
    """Offices whose holders need a second factor. Raises ImproperlyConfigured for a word that is no office."""
    named = {word.strip().lower() for word in env.list("SECOND_FACTOR_FOR", default=[]) if word.strip()}
    _refuse_unknown("SECOND_FACTOR_FOR", named)
    return frozenset(named)


def session_most_days() -> dict[str, int]:
    """Days by office after which its holders log in again, whatever they did since. Raises ImproperlyConfigured."""
    told = env.dict("SESSION_MOST_DAYS", default=MOST_DAYS)
    days = {office.strip().lower(): number.strip() for office, number in told.items()}
    _refuse_unknown("SESSION_MOST_DAYS", days)
    if not all(number.isdecimal() and int(number) for number in days.values()):
        raise ImproperlyConfigured("SESSION_MOST_DAYS: tulis banyaknya hari, paling sedikit 1, misalnya operator=30.")
    return {office: int(number) for office, number in days.items()}


def _refuse_unknown(setting: str, named: Iterable[str]) -> None:
    if unknown := set(named).difference(OFFICES):
        raise ImproperlyConfigured(
            f"{setting} memuat {', '.join(sorted(unknown))}; yang dikenal: {', '.join(OFFICES)}."
        )
