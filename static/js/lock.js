// ChaCha20 (RFC 8439): the browser's own locks (crypto.subtle) are missing where a page has no https, and would
// make the shelf wait. The same call locks and opens. Pure.

const WORDS = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574];
const ROUND = [
  [0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15],
  [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14],
];

const turned = (word, by) => (word << by) | (word >>> (32 - by));

function mix(words, into, from, other, by) {
  words[into] += words[from];
  words[other] = turned(words[other] ^ words[into], by);
}

function block(start) {
  const words = start.slice();
  for (let turn = 0; turn < 10; turn += 1) {
    for (const [a, b, c, d] of ROUND) {
      mix(words, a, b, d, 16);
      mix(words, c, d, b, 12);
      mix(words, a, b, d, 8);
      mix(words, c, d, b, 7);
    }
  }
  return new Uint8Array(words.map((word, place) => word + start[place]).buffer);
}

/** `bytes` under `key` (32 bytes) and `nonce` (12 bytes, never twice with one key), counted from the block `count`. */
export function crypt(key, nonce, bytes, count = 0) {
  const [keyWords, nonceWords] = [key, nonce].map((part) => new Uint32Array(part.slice().buffer));
  let stream;
  return bytes.map((byte, place) => {
    if (place % 64 === 0) stream = block(Uint32Array.of(...WORDS, ...keyWords, count + place / 64, ...nonceWords));
    return byte ^ stream[place % 64];
  });
}
