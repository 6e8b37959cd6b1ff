/**
 * The lobby's screen: what is on in each room and what is next, kept up to date from the meeting's data.
 *
 * Without a network it goes on with what it has, on its own clock, and says since when. Times are the venue's: each instant
 * carries the offset that holds there.
 */
const { source } = document.body.dataset;
const dayWords = JSON.parse(document.body.dataset.days);
const table = document.getElementById("rooms");
const state = document.getElementById("state");
const [clock, day] = [document.getElementById("clock"), document.getElementById("day")];
const language = `${document.documentElement.lang}-u-nu-latn`;

const MINUTE = 60_000;
const TICK = 5_000;
const POLL = 20_000;
const PATIENCE = 10_000;

let sessions = [];
let version = null;
let reached = Date.now();
let drawn = "";

/* Times at the venue */

/** Minutes by which an instant as the data writes it is ahead of UTC. */
function offsetOf(instant) {
  const [, sign, hour, minute] = /([+-])(\d\d):(\d\d)$/.exec(instant) ?? [null, "+", 0, 0];
  return (sign === "-" ? -1 : 1) * (60 * Number(hour) + Number(minute));
}

/** A moment as the venue's wall clock has it, "2027-03-01T10:00": the offset is that of the session nearest to it. */
function wall(moment) {
  const gap = (session) => Math.abs(Date.parse(session.starts) - moment);
  const nearest = sessions.reduce((best, session) => (best && gap(best) <= gap(session) ? best : session), null);
  return new Date(moment + offsetOf(nearest?.starts ?? "") * MINUTE).toISOString().slice(0, 16);
}

const hours = (instant) => instant.slice(11, 16);
const date = (instant) => instant.slice(0, 10);

/* What is on */

const isOff = (session) => session.status === "cancelled";
const isOn = (session, moment) => Date.parse(session.starts) <= moment && moment < Date.parse(session.ends);
const isToCome = (session, moment) => Date.parse(session.starts) > moment;

/** The day that is shown: this one while something is left of it, else the next that has anything. */
function shownDay(moment) {
  return date(sessions.find((session) => Date.parse(session.ends) > moment)?.starts ?? wall(moment));
}

/** The rooms of a day, each with what is on and what comes: of what is cancelled, too, until something takes place. */
function rooms(moment) {
  const today = shownDay(moment);
  const held = sessions.filter((session) => date(session.starts) === today && Date.parse(session.ends) > moment);
  const named = new Map();
  for (const session of held) {
    if (!session.room && session.kind === "break") continue;
    const name = session.room?.name ?? "";
    named.set(name, [...(named.get(name) ?? []), session]);
  }
  const inOrder = [...named].sort(([one], [other]) => !one - !other || one.localeCompare(other, language, { numeric: true }));
  return inOrder.map(([name, its]) => {
    const on = its.filter((session) => isOn(session, moment));
    const toCome = its.filter((session) => isToCome(session, moment));
    const takesPlace = toCome.findIndex((session) => !isOff(session));
    const live = on.filter((session) => !isOff(session));
    return { name, now: live.length ? live : on, next: toCome.slice(0, (takesPlace + 1 || 1)) };
  });
}

/* How it is shown */

const part = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

/** A word for what is unusual about a session. */
function tagOf(session) {
  if (isOff(session)) return session.postponed ? "postponed" : "cancelled";
  return session.moved_from ? "moved" : "";
}

function sessionPart(session, isNow) {
  const shown = part("session");
  const words = shown.querySelector(".hours").dataset;
  const tag = tagOf(session);
  shown.classList.toggle("is-cancelled", isOff(session));
  shown.querySelector(".title").textContent = session.title;
  shown.querySelector(".hours").textContent = isNow
    ? words.until.replace("{time}", hours(session.ends))
    : `${hours(session.starts)}–${hours(session.ends)}`;
  shown.querySelector(".codes").textContent = session.kind === "break" ? "" : session.languages.join(" ");
  shown.querySelector(".numeral").textContent = session.theme?.numeral ?? "";
  shown.querySelector(".numeral").hidden = !session.theme;
  if (session.theme) shown.dataset.theme = session.theme.numeral;
  shown.querySelectorAll(".tag").forEach((word) => (word.hidden = !word.classList.contains(tag)));
  return shown;
}

function rowPart(room) {
  const row = part("room");
  if (room.name) row.querySelector("th").textContent = room.name;
  for (const [name, found] of [["now", room.now], ["next", room.next]]) {
    row.querySelector(`.${name}`).append(...found.map((session) => sessionPart(session, name === "now")));
  }
  return row;
}

/** Draws again what has changed since. */
function draw() {
  const moment = Date.now();
  const shown = rooms(moment);
  const today = shownDay(moment);
  clock.textContent = sessions.length ? hours(wall(moment)) : "";
  day.textContent = dayWords[today] ?? "";
  day.classList.toggle("is-ahead", today !== date(wall(moment)));
  const key = JSON.stringify([version, shown.map((room) => [room.name, room.now.length, room.next.map((one) => one.uid)])]);
  if (key === drawn) return;
  drawn = key;
  table.querySelector("tbody").replaceChildren(...shown.map(rowPart));
  table.hidden = !shown.length;
  document.getElementById("nothing").hidden = shown.length > 0 || !version;
  const lines = shown.reduce((sum, room) => sum + Math.max(1, room.now.length, room.next.length), 0);
  document.body.style.setProperty("--rows", String(Math.max(4, lines)));
}

/* Keeping up */

/** Says since when there has been no answer, and nothing while there is one. */
function tellState(isReached) {
  state.textContent = isReached ? "" : state.dataset.since.replace("{time}", hours(wall(reached)));
  document.body.classList.toggle("is-alone", !isReached);
}

async function poll() {
  try {
    const answer = await fetch(source, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(String(answer.status));
    const told = answer.headers.get("ETag");
    if (told !== version) {
      sessions = (await answer.json()).items;
      version = told;
    }
    reached = Date.now();
    tellState(true);
  } catch {
    tellState(false);
  }
  draw();
}

/* The screen itself */

/** Keeps the screen from going dark, where the browser lets a page do that. */
async function stayAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // A screen that may go dark is still a screen.
  }
}

const full = document.getElementById("full");
full.hidden = !document.fullscreenEnabled;
full.addEventListener("click", () => document.documentElement.requestFullscreen());
document.addEventListener("fullscreenchange", () => (full.hidden = Boolean(document.fullscreenElement)));
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && (stayAwake(), poll()));
addEventListener("online", poll);
addEventListener("offline", () => tellState(false));
stayAwake();
poll();
setInterval(poll, POLL);
setInterval(draw, TICK);
