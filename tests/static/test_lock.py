"""static/js/lock.js against the vector of RFC 8439, 2.4.2."""

import json
from pathlib import Path

import quickjs

SCRIPT = Path(__file__).resolve().parents[2] / "static/js/lock.js"
DOOR = """
const bytes = (given) => Uint8Array.from(given);
globalThis.call = (given) => {
  const [key, nonce, text, count] = JSON.parse(given);
  return JSON.stringify([...crypt(bytes(key), bytes(nonce), bytes(text), count)]);
};
"""
TEXT = (
    b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
    b"sunscreen would be it."
)
LOCKED = (
    "6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0bf91b65c5524733ab8f593dabcd62b357"
    "1639d624e65152ab8f530c359f0861d807ca0dbf500d6a6156a38e088a22b65e52bc514d16ccf806818ce91ab7793736"
    "5af90bbf74a35be6b40b8eedf2785e42874d"
)
KEY, NONCE = bytes(range(32)), bytes.fromhex("000000000000004a00000000")


def crypt(text: bytes, key: bytes = KEY) -> bytes:
    context = quickjs.Context()
    context.module(SCRIPT.read_text("utf-8") + DOOR)
    return bytes(json.loads(context.get("call")(json.dumps([list(key), list(NONCE), list(text), 1]))))


def test_it_locks_as_the_standard_says_and_opens_what_it_locked() -> None:
    assert crypt(TEXT).hex() == LOCKED
    assert crypt(crypt(TEXT)) == TEXT


def test_another_key_opens_nothing() -> None:
    assert crypt(crypt(TEXT), key=bytes(32)) != TEXT
