/**
 * What is on now and what is next while the meeting runs, and on a telephone one day at a time.
 *
 * The page is the same for everybody and holds no clock. The instants stand in it, the clock is this device's; nothing
 * here needs a time zone.
 */
const programme = document.getElementById("programme");
const frame = document.getElementById("now-and-next");
const days = [...programme.querySelectorAll(".day")];
const chips = [...document.querySelectorAll(".days a[data-day]")];
const narrow = matchMedia("(max-width: 44rem)");

const MOST = narrow.matches ? 2 : 4;
const MINUTE = 60_000;
const EVE = 12 * 60 * MINUTE;

/** The slots in which something takes place, with their instants in milliseconds. */
const slots = [...programme.querySelectorAll(".slot")]
  .map((element) => {
    const time = element.querySelector("time[data-ends]");
    const cards = [...element.querySelectorAll(".session:not(.is-cancelled)")];
    return { element, cards, starts: Date.parse(time.dateTime), ends: Date.parse(time.dataset.ends) };
  })
  .filter((slot) => slot.cards.length);
const first = Math.min(...slots.map((slot) => slot.starts));
const last = Math.max(...slots.map((slot) => slot.ends));

/* Now and next */

/** The slots that are on at this moment, and those that begin next. */
function around(moment) {
  const now = slots.filter((slot) => slot.starts <= moment && moment < slot.ends);
  const begins = Math.min(...slots.map((slot) => slot.starts).filter((starts) => starts > moment));
  return { now, next: slots.filter((slot) => slot.starts === begins) };
}

/** A session in a line: hours, title, room and languages, copied from its card. */
function line(slot, card) {
  const item = document.createElement("li");
  const hours = slot.element.querySelector(".hours").cloneNode(true);
  const place = card.querySelector(".place")?.cloneNode(true);
  hours.querySelectorAll(".tag").forEach((tag) => tag.remove());
  item.append(hours, card.querySelector("h3").firstElementChild.cloneNode(true));
  if (place) item.append(place);
  return item;
}

/** Fills a list with the first few sessions of the slots, and says where the others stand. */
function fill(part, found) {
  const list = part.querySelector("ul");
  const rest = part.querySelector("a");
  const lines = found.flatMap((slot) => slot.cards.map((card) => [slot, card]));
  list.replaceChildren(...lines.slice(0, MOST).map(([slot, card]) => line(slot, card)));
  part.hidden = !found.length;
  rest.hidden = lines.length <= MOST;
  rest.textContent = rest.dataset.all.replace("{count}", lines.length);
}

/** Marks a slot with the word that heads its list. */
function mark(slot, part, id) {
  const tag = document.createElement("b");
  tag.className = `tag ${id}`;
  tag.textContent = part.querySelector("h2").textContent;
  slot.element.querySelector(".hours").append(tag);
}

let section = null;
let shown = "";

/** Says what is on, and again when that has changed. */
function tell() {
  const moment = Date.now();
  const runs = first - EVE <= moment && moment < last;
  const { now, next } = runs ? around(moment) : { now: [], next: [] };
  const key = [now, next].map((found) => found.map((slot) => slots.indexOf(slot)).join()).join(";");
  if (key === shown) return;
  shown = key;
  programme.querySelectorAll(".hours > .tag").forEach((tag) => tag.remove());
  section?.remove();
  if (!runs) return;
  section = frame.content.cloneNode(true).firstElementChild;
  for (const [id, found] of [["now", now], ["next", next]]) {
    const part = section.querySelector(`.${id}`);
    fill(part, found);
    found.forEach((slot) => mark(slot, part, id));
    if (found.length) part.querySelector("a").addEventListener("click", (event) => lead(event, found[0].element));
  }
  frame.after(section);
}

/** Leads to a slot, on its day. */
function lead(event, slot) {
  event.preventDefault();
  show(slot.closest(".day").dataset.day);
  slot.scrollIntoView();
}

/* One day at a time */

/** Shows one day on a narrow screen, all of them for "". A wide screen shows what the address says. */
function show(day) {
  days.forEach((section) => section.classList.toggle("is-off", day !== "" && section.dataset.day !== day));
  programme.dataset.shown = day;
  point();
}

/** Points out the chip of the day that is shown. */
function point() {
  const day = narrow.matches ? programme.dataset.shown : "";
  for (const chip of chips) {
    if (chip.dataset.day === day) chip.setAttribute("aria-current", day ? "date" : "true");
    else chip.removeAttribute("aria-current");
  }
}

/** The day that an address chooses, else the first on which something is still to come. */
function chosen() {
  const day = new URL(location.href).searchParams.get("day") ?? /^#day-(.+)$/.exec(location.hash)?.[1];
  if (days.some((section) => section.dataset.day === day)) return day;
  const slot = slots.find((slot) => slot.ends > Date.now()) ?? slots[0];
  return slot?.element.closest(".day").dataset.day ?? "";
}

function turn(event) {
  const day = event.currentTarget.dataset.day;
  const isHere = day === "" || days.some((section) => section.dataset.day === day);
  if (!narrow.matches || !isHere || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState({ day }, "", event.currentTarget.href);
  show(day);
  if (programme.getBoundingClientRect().top < 0) programme.scrollIntoView();
}

if (days.length > 1) {
  show(chosen());
  chips.forEach((chip) => chip.addEventListener("click", turn));
  narrow.addEventListener("change", point);
  addEventListener("popstate", (event) => show(event.state?.day ?? chosen()));
}
if (slots.length) {
  tell();
  setInterval(tell, MINUTE / 4);
}
