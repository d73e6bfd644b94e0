// What becomes of typed words between the screen, the shelf of this phone, and the server:
// (state, event) -> [state, effects]. Pure: no page, no clock, no network. autosave.js carries the effects out.
//
// state.revision  what the server last told
//      .merges    the server merges row by row;  .sends  there is an address to send to
//      .phase     "open" | "holding": nothing is sent until the button | "asking": which of two versions |
//                 "stopped": the server holds what another hand wrote
//      .dirty     the screen may hold what the server does not
//      .sending   a request is under way, the only one
//      .unsure    the last one got no answer and may have arrived: "" | "same": the screen still says what it said |
//                 "older": the screen has moved on
//      .waits     without a signal the button puts the words among what waits, and the page goes on;  .waiting  it did
//      .pressed   the button waits for a request: "" | "waiting": for an earlier one | "whole": for its own
//      .left      the browser itself is sending the page
// Effects are [name, value]; what each does stands in autosave.js.

export const SOON = 1000;
export const AGAIN = 20000;

/**
 * The first state. `holding`: the screen already holds what the server does not; `newer`: and it is what was sent
 * last, whatever lies on the shelf. `copy` is what lies there, or null; `copy.same`: it says what the screen says;
 * `copy.own`: what the screen says is what this phone sent last.
 */
export function begin({ revision, merges, sends, waits, holding, newer, copy }) {
  const state = {
    revision, merges, sends, waits, phase: "open", dirty: holding, sending: false, unsure: "", waiting: false,
    pressed: "", left: false,
  };
  if (copy && isForThePerson(copy, { revision, merges, sends, holding, newer })) return [{ ...state, phase: "asking" }, [["ask"]]];
  if (holding) return unsent({ ...state, phase: "holding" });
  if (!copy) return [state, []];
  if (copy.same) return [state, [["drop"]]];
  const phase = copy.holding ? "holding" : "open";
  return [{ ...state, phase, dirty: true }, [["putBack"], say("restored"), ["wait", SOON]]];
}

function isForThePerson(copy, { revision, merges, sends, holding, newer }) {
  if (copy.same || newer || merges) return false;
  return holding || copy.holding || !sends || (copy.revision !== revision && !copy.own);
}

/** Whether words would stay behind on this phone if the page went now. */
export function isUnsent(state) {
  return state.dirty && !state.left && (!state.sends || state.phase !== "open" || Boolean(state.unsure));
}

/** `event.type` is a name of EVENTS; lines of the server come as `status` and `answer`. */
export function step(state, event) {
  return EVENTS[event.type](state, event);
}

const EVENTS = {
  typed,
  due: (state) => send(state),
  online: (state) => send(state),
  hidden: (state) => send(state, true),
  pressed: (state, { online }) => (wantsWhole(state) ? pressWhole(state) : press(state, online)),
  saved: (state, { answer }) => goOn(state.pressed, saved({ ...state, sending: false }, answer)),
  refused: (state, { status, answer }) => goOn(state.pressed, refused({ ...state, sending: false }, status, answer)),
  lost: (state) => goOn(state.pressed, unanswered({ ...state, sending: false })),
  chosen,
  shown,
  dropped: (state) => [{ ...state, dirty: false, left: true }, [["rest"], ["drop"]]],
};

const say = (what, answer = {}) => ["say", { what, answer }];

// Such a form is sent quietly and whole first; the page goes on once that has arrived.
const wantsWhole = (state) => state.merges && state.sends;

function typed(state) {
  if (state.phase === "asking") return [state, []];
  const effects = state.phase === "stopped" ? [["store"]] : [["store"], ["wait", SOON]];
  return [{ ...state, dirty: true, waiting: false, unsure: state.unsure && "older" }, effects];
}

// Back on this page. `arrived`: the shelf no longer holds what was sent from it.
function shown(state, { arrived }) {
  const next = { ...state, left: false, dirty: state.dirty && !(state.left && arrived) };
  return [next, state.left && next.dirty ? [["wait", SOON]] : []];
}

function chosen(state, { mine }) {
  if (!mine && !state.sends && !state.dirty) return [{ ...state, phase: "open" }, [["drop"]]];
  const [next, effects] = typed({ ...state, phase: "open" });
  return [next, [[mine ? "putBack" : "drop"], ...effects]];
}

function send(state, leaving = false) {
  if (!state.dirty || state.sending || state.left || state.phase === "stopped") return [state, []];
  if (state.phase === "holding" || !state.sends) return [state, [say("held")]];
  if (state.unsure) return repeat(state, leaving);
  return [{ ...state, dirty: false, sending: true }, [["rest"], ["send", leaving]]];
}

// Word for word what got no answer: if it had arrived, newer words would now look like those of another hand.
function repeat(state, leaving = false) {
  return [{ ...state, dirty: state.unsure === "older", sending: true }, [["rest"], ["repeat", leaving]]];
}

function unsent(state) {
  return [{ ...state, dirty: true }, [["store"], say("unsent"), ["wait", AGAIN]]];
}

function unanswered(state) {
  return unsent({ ...state, unsure: state.merges ? "" : state.dirty ? "older" : "same" });
}

function saved(state, answer) {
  const revision = "revision" in answer ? answer.revision : state.revision;
  const rest = state.dirty ? [["store"], ["wait", SOON]] : [["drop"]];
  return [{ ...state, revision, unsure: "" }, [["accept", answer.fields || {}], ...rest, say("saved", answer)]];
}

function refused(state, status, answer) {
  if (status >= 500) return unanswered(state);
  const next = { ...state, dirty: true };
  if (status === 409) return [{ ...next, phase: "stopped", unsure: "" }, [say("conflict", answer)]];
  if (status === 400) return [{ ...next, unsure: "" }, [say("faulty", answer)]];
  if (answer.message) return [next, [say("refused", answer)]];
  return [next, [say(status === 404 ? "gone" : "loggedOut")]];
}

function press(state, online) {
  if (state.phase === "asking") return [state, [["block"], say("asked")]];
  if (!online && state.waits && state.phase === "open") return wait(state);
  if (!online) return withFirst([["block"]], unsent({ ...state, left: false }));
  if (state.sending) return [{ ...state, pressed: "waiting" }, [["rest"], ["block"]]];
  if (state.unsure && !state.left) return withFirst([["block"]], repeat({ ...state, pressed: "waiting" }));
  return [{ ...state, left: true, waiting: state.waits }, state.dirty ? [["rest"], ["store"]] : [["rest"]]];
}

// What the server already has needs no copy; what was pressed without a word typed is a statement too.
function wait(state) {
  const isThere = state.sends && !state.dirty && !state.sending && !state.unsure;
  const store = isThere ? [] : [["store"]];
  return [{ ...state, waiting: true }, [["rest"], ["block"], ...store, ["go", isThere]]];
}

function pressWhole(state) {
  if (state.left) return [state, [["rest"]]];
  if (state.pressed) return [state, [["block"]]];
  const phase = state.phase === "holding" ? "open" : state.phase;
  const now = { ...state, phase, dirty: true };
  const first = [["rest"], ["block"], ["whole"], ["store"], say("sending")];
  if (state.sending) return [{ ...now, pressed: "waiting" }, first];
  return withFirst(first, sendWhole(now));
}

// Where the server already said no, the page itself shows both versions.
function sendWhole(state) {
  if (state.phase === "stopped") return submit(state, []);
  const [next, effects] = send(state);
  return [{ ...next, pressed: "whole" }, effects];
}

// What a press that waited does once the request has ended.
function goOn(pressed, [state, effects]) {
  const now = { ...state, pressed: "" };
  if (!pressed) return [now, effects];
  if (!wantsWhole(now)) return submit(now, effects);
  if (pressed === "waiting") return withFirst(effects, sendWhole(now));
  if (now.dirty && now.phase !== "stopped") return [now, effects];
  return submit(now, effects);
}

const submit = (state, effects) => [{ ...state, left: true }, [...effects, ["submit"]]];

const withFirst = (first, [state, effects]) => [state, [...first, ...effects]];
