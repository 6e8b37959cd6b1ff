/**
 * Ticked sessions, without an account. They are kept on this device; once a calendar has been made of them, in a selection
 * that it edits, by the token that stays here. What could not be sent waits, and is sent on top of what others sent.
 */
const form = document.getElementById("own");
const meeting = form.dataset.meeting;
const KEY = `own:${meeting}`;
const API = "/api/v1";
const PAUSE = 400;
const TRIES = 3;

/** `uids` as last known, `pending` what was ticked (true) and unticked since; `token` edits, `page` is the path that shows. */
let own = load();

/** What this device keeps; nothing, where it keeps nothing. */
function load() {
  try {
    return { uids: [], pending: {}, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return { uids: [], pending: {} };
  }
}

function keep(changed) {
  own = { ...own, ...changed };
  try {
    localStorage.setItem(KEY, JSON.stringify(own));
  } catch {
    // A private window keeps nothing; the page goes on with what it has.
  }
  paint();
}

/** What is ticked: as last known, with what was changed since. */
function ticked() {
  const uids = new Set(own.uids);
  for (const [uid, isOn] of Object.entries(own.pending)) uids[isOn ? "add" : "delete"](uid);
  return [...uids];
}

function paint() {
  const uids = new Set(ticked());
  const count = form.querySelector(".count");
  const [button, link] = [form.querySelector("button"), form.querySelector("a")];
  document.querySelectorAll(".tick").forEach((box) => (box.checked = uids.has(box.value)));
  count.dataset.hint ??= count.textContent;
  count.textContent = uids.size || own.token ? count.dataset.count.replace("{count}", uids.size) : count.dataset.hint;
  button.hidden = Boolean(own.token) || !uids.size;
  link.hidden = !own.token;
  if (own.token) link.href = own.page + new URL(link.href).search;
  document.querySelectorAll(".mine").forEach((part) => {
    part.hidden = !own.token || own.page !== location.pathname;
    part.querySelectorAll('input[name="edit_token"]').forEach((field) => (field.value = own.token ?? ""));
  });
}

/** Says in words how it stands: "saved", or a name of what is wrong. */
function say(state) {
  form.querySelector(".state").textContent = state ? form.querySelector(".state").dataset[state] : "";
}

async function ask(method, path, body, headers = {}) {
  const type = body ? { "Content-Type": "application/json" } : {};
  return fetch(API + path, {
    method,
    headers: { ...type, ...headers },
    body: body && JSON.stringify(body),
    cache: "no-store",
    keepalive: method !== "GET",
  });
}

/** Takes over a selection as the service has it. */
async function take(answer) {
  const told = await answer.json();
  return { uids: told.session_uids, token: told.edit_token, page: new URL(told.page_url).pathname };
}

/** Looks at the selection that a token edits; without one that is there it is forgotten. Gives its version. */
async function look(token) {
  const answer = await ask("GET", `/selections/${token}`);
  if (answer.status === 404 && token === own.token) keep({ token: null, page: null });
  if (!answer.ok) throw new Error(String(answer.status));
  keep(await take(answer));
  return answer.headers.get("ETag");
}

/** Sends what waits, on top of what is there: another device may have been here in between. Says whether anything did. */
async function save() {
  let any = false;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const version = await look(own.token);
    const sent = { ...own.pending };
    if (!Object.keys(sent).length) break;
    const answer = await ask("PUT", `/selections/${own.token}`, { session_uids: ticked() }, { "If-Match": version });
    if (answer.status === 412) continue;
    if (!answer.ok) throw new Error(String(answer.status));
    const later = Object.entries(own.pending).filter(([uid, isOn]) => sent[uid] !== isOn);
    keep({ ...(await take(answer)), pending: Object.fromEntries(later) });
    any = true;
  }
  return any;
}

let waits = 0;

/** Saves a moment later, so that ten ticks in a row are one change. */
function settle(pause = PAUSE) {
  clearTimeout(waits);
  waits = setTimeout(async () => {
    try {
      if (await save()) say("saved");
    } catch (error) {
      say(error.message === "429" ? "many" : own.token ? "unsaved" : "");
    }
  }, pause);
}

function tick(box) {
  keep(own.token ? { pending: { ...own.pending, [box.value]: box.checked } } : { uids: toggled(box) });
  if (own.token) settle();
}

function toggled(box) {
  return box.checked ? [...own.uids, box.value] : own.uids.filter((uid) => uid !== box.value);
}

async function make(event) {
  event.preventDefault();
  try {
    const answer = await ask("POST", `/meetings/${meeting}/selections`, { session_uids: own.uids });
    if (!answer.ok) throw new Error(String(answer.status));
    keep({ ...(await take(answer)), pending: {} });
    location.assign(form.querySelector("a").href);
  } catch (error) {
    say(error.message === "429" ? "many" : "unsaved");
  }
}

/** Adds all that a page shows to what there is already; where there is nothing yet, the page makes a calendar of it. */
function tickAll(event) {
  if (!own.token && !own.uids.length) return;
  event.preventDefault();
  document.querySelectorAll(".tick:not(:checked)").forEach((box) => {
    box.checked = true;
    tick(box);
  });
}

/** A token that came with the page, or behind the address of a QR code, makes this device one that edits. */
async function adopt(token) {
  history.replaceState(null, "", location.pathname + location.search);
  try {
    await look(token);
  } catch {
    say("unsaved");
  }
}

document.addEventListener("change", (event) => event.target.matches(".tick") && tick(event.target));
document.querySelector(".offer")?.addEventListener("submit", tickAll);
form.addEventListener("submit", make);
addEventListener("online", () => own.token && settle(0));
addEventListener("storage", (event) => {
  if (event.key !== KEY) return;
  own = load();
  paint();
});

const given = /^#edit=([\w-]+)$/.exec(location.hash)?.[1] ?? form.dataset.edit;
form.hidden = false;
if (given) adopt(given);
else {
  paint();
  if (own.token) settle(0);
}
