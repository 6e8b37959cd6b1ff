/** Filters the sessions on the page while one types. Sent, the same form asks the server, which also reads descriptions. */
const field = document.querySelector('input[name="q"]');
const programme = document.getElementById("programme");
const found = document.getElementById("found");

/** Letters without marks or case, as the server compares them. */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();

let texts = null;

/** Every card with what it says. Read when it is first needed, since a page may hold hundreds. */
function read() {
  texts = [...programme.querySelectorAll(".session")].map((card) => [card, plain(card.textContent)]);
}

/** Hides what holds no card that is shown. */
function fold(selector) {
  for (const part of programme.querySelectorAll(selector)) {
    part.hidden = !part.querySelector(".session:not([hidden])");
  }
}

function search() {
  if (!texts) read();
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const [card, text] of texts) {
    card.hidden = !words.every((word) => text.includes(word));
    if (!card.hidden) count += 1;
  }
  fold(".slot");
  fold(".day");
  programme.classList.toggle("is-searched", words.length > 0);
  found.textContent = words.length ? found.dataset.found.replace("{count}", count) : "";
}

// On a page that the server searched, the sessions that were not found are not there.
if (programme && !field.defaultValue) field.addEventListener("input", search);
