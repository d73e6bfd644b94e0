// A form that waits for a signal: form[data-patient] names a light address to knock at before it is sent. While
// nobody answers, [data-waiting] says so with its [data-cause], and it is tried again. Without this file, or where it
// cannot knock, the form is sent at once.

const SOON = 3000;
const LONGEST = 6000;

// `heard` gets the answer's status; 0 for none.
function knock(address, heard) {
  const request = new XMLHttpRequest();
  request.open("HEAD", address);
  request.setRequestHeader("Cache-Control", "no-store");
  request.timeout = LONGEST;
  request.addEventListener("loadend", () => heard(request.status));
  request.send();
}

function causeOf(status) {
  if (status) return "server sedang bermasalah";
  return navigator.onLine ? "sambungan terputus" : "tidak ada sinyal";
}

function makePatient(form) {
  const words = form.querySelector("[data-waiting]");
  const cause = words.querySelector("[data-cause]");
  let timer = 0;
  let underWay = false;

  function heard(status) {
    underWay = false;
    words.hidden = status > 0 && status < 500;
    cause.textContent = causeOf(status);
    if (words.hidden) form.submit();
    else timer = setTimeout(send, SOON);
  }

  function send() {
    if (underWay) return;
    underWay = true;
    clearTimeout(timer);
    try {
      knock(form.dataset.patient, heard);
    } catch {
      form.submit();
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  addEventListener("online", () => words.hidden || send());
}

document.querySelectorAll("form[data-patient]").forEach(makePatient);
