// The shelf of this phone: copies of what was typed, each under a number of its own and locked with the newest secret
// that only pages of its account carry; older ones still open. What that protects against: docs/tampilan.md.

import { crypt } from "./lock.js";

const SENT = /^(__Host-)?terkirim=/; // the cookie by which the server names the copies that arrived (core/drafts.py)

const random = (count) => crypto.getRandomValues(new Uint8Array(count));
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));

export const newNumber = () => hex(random(8));

/** A UUID of version 4. */
export function newToken() {
  const bytes = random(16);
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Numbers of the copies that the server says it has; told once. */
export function takeSent() {
  const told = document.cookie.split("; ").find((part) => SENT.test(part));
  if (!told) return [];
  const [name, numbers] = told.split("=");
  document.cookie = `${name}=; path=/; max-age=0${name.startsWith("__Host-") ? "; secure" : ""}`;
  return numbers.split(".");
}

// What lies there, by number, locked.
function storeOf(account, secrets) {
  const locks = secrets.split(" ").map(bytesOf);
  const nameOf = (number) => `isian:${account}:${number}`;
  return {
    open(number) {
      for (const lock of locks) {
        try {
          const [nonce, words] = localStorage.getItem(nameOf(number)).split(".").map(bytesOf);
          return JSON.parse(new TextDecoder().decode(crypt(lock, nonce, words)));
        } catch { /* nothing there, or not under this lock */ }
      }
      return null;
    },
    numbers() {
      try {
        return Object.keys(localStorage).filter((name) => name.startsWith(nameOf(""))).map((name) => name.slice(nameOf("").length));
      } catch {
        return []; // no storage on this phone
      }
    },
    write(number, copy) {
      const nonce = random(12);
      const words = crypt(locks[0], nonce, new TextEncoder().encode(JSON.stringify(copy)));
      try {
        localStorage.setItem(nameOf(number), `${hex(nonce)}.${hex(words)}`);
        return true;
      } catch {
        return false;
      }
    },
    drop(number) {
      try { localStorage.removeItem(nameOf(number)); } catch { /* nothing was kept */ }
    },
  };
}

/** The shelf of one account; `secrets`: 64 hex digits each, the newest first. A copy is any JSON with `key` (whose form) and `at` (when). */
export function shelfOf(account, secrets) {
  const { open, numbers, write, drop } = storeOf(account, secrets);

  function all() {
    const copies = numbers().map((number) => Object.assign(open(number) || {}, { number }));
    return copies.filter(({ key }) => key).sort((one, other) => one.at - other.at);
  }

  // Another page may have written on since it was read.
  const isStill = ({ number, at }) => (open(number) || {}).at === at;

  return {
    has: (number) => open(number) !== null,
    /** All copies, each with its `number`, the oldest first. */
    all,
    /** The youngest copy of this form; undefined if there is none. */
    find: (key) => all().reduce((best, copy) => (copy.key === key ? copy : best), undefined),
    /** Whether the phone took it. */
    write,
    drop,
    /** Writes `more` into the copy, and drops it, where it still is as it was read. */
    amend(copy, more) { if (isStill(copy)) write(copy.number, { ...copy, ...more }); },
    dropStill(copy) { if (isStill(copy)) drop(copy.number); },
  };
}
