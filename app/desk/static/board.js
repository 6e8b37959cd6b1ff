// The board comes to life: what is dropped is saved at once, what the server answers is put into the cells, and what
// colleagues do appears by itself.
import { Hold } from "./board-carry.js";
import { byKeyboard, byPointer } from "./board-hands.js";

const plan = document.getElementById("plan");
const dialog = document.getElementById("dialog");
const happened = document.getElementById("happened");

/** Milliseconds in which several deeds at once become one question, and in which a stream may come back unnoticed. */
const PATIENCE = 60;
const SHORT = 2500;

class Board {
  constructor() {
    const { at, events, number, proof, me, words } = plan.dataset;
    Object.assign(this, { plan, at, events, proof, me, number: Number(number), edits: "edits" in plan.dataset, words: JSON.parse(words) });
    this.saving = 0;
    this.newest = this.number;
    this.asked = new Map();
  }

  /** A sentence of the page's language with its blanks filled in. */
  word(name, given = {}) {
    return this.words[name].replace(/\{(\w+)\}/g, (blank, key) => given[key] ?? blank);
  }

  /** Says something, to the eye and to a screen reader. */
  say(text, kind = "") {
    happened.textContent = text;
    happened.className = `happened small ${kind}`;
  }

  card(id) {
    return document.getElementById(`s${id}`);
  }

  title(id) {
    return this.card(id)?.querySelector(".t").textContent ?? "";
  }

  /** The address of something below the board, in this language and under this filter. */
  address(path, given = {}) {
    const query = new URLSearchParams(location.search);
    query.delete("said");
    for (const [name, value] of Object.entries(given)) query.set(name, value);
    return `${path.startsWith("/") ? path : `${this.at}/${path}`}?${query}`;
  }

  async ask(path, given, fields) {
    const options = { headers: { Accept: "application/json", "X-Planner-Proof": this.proof } };
    if (fields) Object.assign(options, { method: "POST", body: new URLSearchParams({ ...fields, proof: this.proof, since: this.number }) });
    const answer = await fetch(this.address(path, given), options);
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(body.said ?? body.detail ?? answer.statusText), { status: answer.status, body });
    return body;
  }

  /** Where a session could stand; asked for once as long as nothing changes. */
  places(id) {
    const minutes = document.getElementById("length")?.value ?? 0;
    const key = `${id} ${minutes} ${this.number}`;
    if (!this.asked.has(key)) {
      if (this.asked.size > 20) this.asked.clear();
      const asked = this.ask("places", { session: id, minutes });
      asked.catch(() => this.asked.delete(key));
      this.asked.set(key, asked);
    }
    return this.asked.get(key);
  }

  /** Puts into the cells what is new in them. */
  async apply(answer) {
    if (answer.number === undefined || answer.number < this.number) return;
    this.number = answer.number;
    if (answer.reload) return this.reload();
    for (const [name, html] of Object.entries(answer.cells)) this.fill(document.getElementById(`c${name}`), html);
    document.getElementById("board-counts").innerHTML = answer.counts;
    for (const way of ["undo", "redo"]) {
      const button = document.getElementById(way);
      if (!button) continue;
      button.disabled = !answer[way];
      button.title = answer[way] ?? "";
    }
    this.applied?.();
  }

  fill(cell, html) {
    if (!cell) return;
    const focused = cell.contains(document.activeElement) ? document.activeElement.closest(".card")?.id : null;
    const grip = document.activeElement.classList.contains("grip");
    cell.innerHTML = html.trim();
    if (focused) (document.getElementById(focused)?.querySelector(grip ? ".grip" : ".t"))?.focus({ preventScroll: true });
  }

  /** The rows are others than before: the whole board anew, where one was looking. */
  async reload() {
    const answer = await fetch(this.address(this.at));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("plan");
    if (!fresh) return location.reload();
    plan.querySelector("table").replaceWith(fresh.querySelector("table"));
    plan.querySelector("#ctray").replaceWith(fresh.querySelector("#ctray"));
    for (const id of ["board-counts", "steps"]) document.getElementById(id)?.replaceWith(page.getElementById(id));
    this.number = Number(fresh.dataset.number);
    this.applied?.();
  }

  /** Catches up with what colleagues did, as far as the server has told. */
  async catchUp() {
    if (this.catching) return;
    this.catching = true;
    try {
      while (this.newest > this.number && !this.saving) {
        const before = this.number;
        await this.apply(await this.ask("changes", { since: this.number }));
        if (this.number === before) break;
      }
    } catch { /* the stream tells when the server is there again */ } finally {
      this.catching = false;
    }
  }

  /** Saves; gives the answer, or null where it was refused, which has been said by then. */
  async save(path, fields, id) {
    this.saving++;
    try {
      const answer = await this.ask(path, {}, fields);
      await this.apply(answer);
      this.say(answer.said ?? "", "good");
      return answer;
    } catch (refused) {
      await this.refused(refused, id);
      return null;
    } finally {
      this.saving--;
      this.catchUp();
    }
  }

  async refused(refused, id) {
    const title = this.title(id);
    if (refused.status === undefined) return this.say(this.word("unreachable", { title }), "bad");
    if (refused.status === 401) return this.say(this.word("signed_out"), "bad");
    await this.apply(refused.body);
    if (refused.body.html) return void this.open(refused.body.html);
    this.say(title ? this.word("failed", { title, reason: refused.message }) : refused.message, "bad");
  }

  /** Shows a form of the server's; gives what its saving answered, or null. */
  open(html) {
    dialog.innerHTML = html;
    for (const hidden of dialog.querySelectorAll("[data-close]")) hidden.hidden = false;
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("[autofocus], select, button")?.focus();
    this.settled?.(null);
    return new Promise((settle) => { this.settled = settle; });
  }

  async openAt(path, given) {
    const answer = await fetch(this.address(path, { ...given, part: 1 })).catch(() => null);
    if (answer?.ok) return this.open(await answer.text());
    this.say(this.word("unreachable", { title: this.title(given.session) }), "bad");
    return null;
  }
}

// The server tells that something happened, the board asks for the cells that are new.
function follow() {
  let stream = null;
  let timer = null;
  let isLost = false;

  function told(event) {
    const deed = JSON.parse(event.data);
    board.newest = Math.max(board.newest, deed.number);
    if (deed.number <= board.number) return;
    if (deed.told && deed.by !== board.me) board.say(board.word("now", { deed: deed.told }));
    setTimeout(() => board.catchUp(), PATIENCE);
  }

  function open() {
    if (stream || document.hidden) return;
    stream = new EventSource(board.address(board.events, { after: board.number }));
    stream.addEventListener("deed", told);
    stream.addEventListener("open", () => {
      clearTimeout(timer);
      if (isLost) board.say(board.word("found"));
      [timer, isLost] = [null, false];
    });
    stream.addEventListener("error", () => {
      timer ??= setTimeout(() => { board.say(board.word("lost"), "bad"); isLost = true; }, SHORT);
      if (stream?.readyState !== EventSource.CLOSED) return;
      close();
      setTimeout(open, SHORT);
    });
  }

  // A page that nobody looks at holds no connection: a browser allows few to one host.
  function close() {
    stream?.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
}

const board = new Board();

// The forms in the dialog are saved without leaving the page.
dialog.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (submitter?.formMethod === "dialog") return;
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(form));
  if (submitter?.name) fields[submitter.name] = submitter.value;
  if ("part" in form.dataset) return board.openAt(new URL(form.action).pathname, fields);
  const settle = board.settled;
  board.settled = null;
  const path = new URL(submitter?.hasAttribute("formaction") ? submitter.formAction : form.action).pathname;
  const answer = await board.save(path, fields, fields.session);
  if (answer) dialog.close();
  settle?.(answer);
  if (answer?.session) board.card(answer.session)?.querySelector(".t").focus();
});
dialog.addEventListener("close", () => { board.settled?.(null); board.settled = null; });

// Undo and redo, by button and by key.
const steps = document.getElementById("steps");
if (steps) {
  const take = (way) => board.save(steps.getAttribute("action"), { way });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "steps") return;
    event.preventDefault();
    take(event.submitter.value);
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.target.closest("input, select, textarea, dialog")) return;
    const way = { z: event.shiftKey ? "redo" : "undo", y: "redo" }[event.key.toLowerCase()];
    if (!way) return;
    event.preventDefault();
    take(way);
  });
}

const chips = [...document.querySelectorAll(".days a")];
const markDay = () => chips.forEach((chip) => {
  if (chip.hash === location.hash) chip.setAttribute("aria-current", "true");
  else chip.removeAttribute("aria-current");
});
addEventListener("hashchange", markDay);
markDay();

follow();
if (board.edits) {
  const hold = new Hold(board);
  plan.classList.add("lively");
  byPointer(board, hold);
  byKeyboard(board, hold);
  plan.addEventListener("click", (event) => {
    const grip = event.target.closest(".grip");
    if (!grip || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    board.openAt("move", { session: grip.closest(".card").id.slice(1) });
  });
}
performance.mark("board:usable");
