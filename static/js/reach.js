// Reading from the server with an end to the waiting. (AbortSignal.timeout is younger than our oldest browsers.)

/** What `work(signal)` gives; once the time is over its signal aborts it. */
export async function within(milliseconds, work) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), milliseconds);
  try {
    return await work(control.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** This very page, read anew: the answer and its document. */
export function readPage() {
  return within(8000, async (signal) => {
    const answer = await fetch(location.href, { cache: "no-store", signal });
    return { answer, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
  });
}
