// A form that waits for a signal: form[data-patient] names a light address to knock at before it is sent. While
// nobody answers, [data-waiting] says so and it is tried again. Without this file the form is sent at once.

import { within } from "./reach.js";

async function answers(address) {
  try {
    return await within(6000, async (signal) => (await fetch(address, { method: "HEAD", cache: "no-store", signal })).ok);
  } catch {
    return false;
  }
}

function makePatient(form) {
  const words = form.querySelector("[data-waiting]");
  let timer = 0;
  let underWay = false;

  async function send() {
    if (underWay) return;
    underWay = true;
    clearTimeout(timer);
    const heard = await answers(form.dataset.patient);
    underWay = false;
    words.hidden = heard;
    if (heard) form.submit();
    else timer = setTimeout(send, 3000);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  addEventListener("online", () => words.hidden || send());
}

document.querySelectorAll("form[data-patient]").forEach(makePatient);
