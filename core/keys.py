"""The keys of this site, newest first, and all that is locked with them besides what Django signs.

SECRET_KEY locks; each of SECRET_KEY_FALLBACKS still opens, until an office takes it away (docs/pengelola.md).
django.core.signing does the same by itself: sessions, messages, stamps, marks of accounts.
"""

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

NONCE_BYTES = 12


def digests(purpose: str, said: str) -> list[str]:
    """Keyed digests of `said` (HMAC-SHA-256, 64 hex digits), one a key: the first is kept, any may be found."""
    return [_keyed(key, purpose, said).hexdigest() for key in _keys()]


def is_digest(kept: str, purpose: str, said: str) -> bool:
    """Whether `kept` was the first of `digests` under a key that still counts."""
    return any([constant_time_compare(kept, one) for one in digests(purpose, said)])


def seal(purpose: str, plain: bytes) -> bytes:
    """`plain` locked with the newest key: 28 bytes longer, opened for the same purpose only (AES-256-GCM)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _ciphers(purpose)[0].encrypt(nonce, plain, None)


def unseal(purpose: str, sealed: bytes) -> bytes | None:
    """What `seal` was given; None for what no key opens that still counts, or somebody has touched."""
    for cipher in _ciphers(purpose):
        try:
            return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        except (InvalidTag, ValueError):  # ValueError: shorter than any nonce
            continue
    return None


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _ciphers(purpose: str) -> list[AESGCM]:
    return [AESGCM(_keyed(key, "core.keys.seal", purpose).digest()) for key in _keys()]


def _keyed(key: str, purpose: str, said: str) -> hmac.HMAC:
    return salted_hmac(purpose, said, secret=key, algorithm="sha256")
