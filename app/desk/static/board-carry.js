// Carrying a session: by mouse, by touch at its grip, by keyboard. While it is held, every cell says what it would break.

const FAR = 5;
const EDGE = 64;

export function carry(board) {
  const { plan } = board;
  const holding = document.getElementById("holding");
  const [held, aimed, reasons, off] = ["held", "aim", "reasons", "off"].map((id) => document.getElementById(id));
  let pressed = null;
  let load = null;

  plan.classList.add("lively");

  // --- picking up and putting down

  function pickUp(card, keyboard) {
    const id = card.id.slice(1);
    load = { id, version: card.dataset.v, title: board.title(id), keyboard, places: null, cell: null, card: null };
    performance.mark("board:picked");
    lift();
    held.textContent = load.title;
    aimed.textContent = "";
    reasons.replaceChildren();
    holding.hidden = false;
    const mine = load;
    board.places(id).then((places) => {
      if (load !== mine) return;
      mine.places = places;
      mark(places);
      if (mine.cell) tell(mine.cell);
    }, (refused) => { if (load === mine) { putBack(); board.refused(refused, id); } });
  }

  function lift() {
    board.card(load.id)?.classList.add("lifted");
    plan.classList.add("carrying");
  }

  function mark({ cells, reasons: said }) {
    for (const [name, place] of Object.entries(cells)) {
      const cell = document.getElementById(`c${name}`);
      if (!cell) continue;
      const [first, ...others] = place.why.map((number) => said[number][1]);
      const shown = place.taken.length ? board.word("taken") : first;
      const further = others.length ? ` +${others.length}` : "";
      cell.dataset.why = first ? `${place.errors ? "✕" : "▲"} ${shown}${further}` : `✓ ${place.hours}`;
      cell.classList.add("m", place.here ? "here" : place.errors ? "no" : first ? "hm" : "yes");
      if (place.here) cell.dataset.why = place.hours;
    }
    requestAnimationFrame(() => performance.mark("board:marked"));
  }

  function unmark() {
    for (const cell of plan.querySelectorAll(".m, .aim")) cell.classList.remove("m", "here", "no", "hm", "yes", "aim");
    board.card(load?.id)?.classList.remove("lifted");
    plan.classList.remove("carrying");
    holding.hidden = true;
  }

  function letGo() {
    unmark();
    const done = load;
    load = null;
    return done;
  }

  function putBack(says = true) {
    const { title, id, keyboard } = letGo();
    if (says) board.say(board.word("put_back", { title }));
    if (keyboard) board.card(id)?.querySelector(".t").focus();
    board.caughtUp?.();
  }

  // What the server answers while a card is held must not let it fall.
  board.applied = () => {
    if (!load) return;
    const { id } = load;
    if (!board.card(id)) return putBack();
    lift();
    board.places(id).then((places) => { if (load?.id === id) { const { cell } = load; clean(); load.places = places; mark(places); if (cell) tell(cell); } }, () => {});
  };

  function clean() {
    for (const cell of plan.querySelectorAll(".m")) cell.classList.remove("m", "here", "no", "hm", "yes");
  }

  // --- what stands where it would go

  const placeAt = (cell) => load.places?.cells[cell.id.slice(1)];

  function whereIs(cell) {
    if (cell.id === "ctray") return board.word("off");
    const day = cell.closest("tbody").querySelector(".day th").textContent.trim();
    return `${day}, ${placeAt(cell)?.hours ?? ""}, ${cell.dataset.room}`;
  }

  function tell(cell) {
    const where = whereIs(cell);
    const place = placeAt(cell);
    const troubles = place?.why.map((number) => load.places.reasons[number]) ?? [];
    aimed.textContent = place?.mended ? `${where} · ${board.word("mended", { n: place.mended })}` : where;
    reasons.replaceChildren(...troubles.map(([severity, text]) => Object.assign(document.createElement("li"), { className: severity, textContent: `${severity === "error" ? "✕" : "▲"} ${text}` })));
    if (!load.keyboard || !load.places) return;
    const said = troubles.map(([severity, text]) => `${board.word(severity)} ${text}`).join("; ");
    board.say(cell.id === "ctray" ? where : board.word(place?.here ? "here" : said ? "broken" : "free", { where, troubles: said }));
  }

  function aimAt(cell, card) {
    if (!load || (load.cell === cell && load.card === card)) return;
    load.cell?.classList.remove("aim");
    load.card?.classList.remove("aim");
    const isNew = load.cell !== cell;
    Object.assign(load, { cell, card });
    (card ?? cell)?.classList.add("aim");
    off.classList.toggle("aim", cell?.id === "ctray");
    if (cell && isNew) tell(cell);
  }

  // --- dropping

  async function drop(ghost) {
    const { cell, card, id, version, places, keyboard } = load;
    const place = cell && placeAt(cell);
    if (!cell || (cell.id !== "ctray" && !place) || (place?.here && !card) || cell.contains(board.card(id)) && cell.id === "ctray") {
      await ghost?.home();
      return putBack();
    }
    const partner = card?.id.slice(1) ?? place?.taken[0];
    letGo();
    performance.mark("board:dropped");
    let answer;
    if (partner && partner !== id) {
      await ghost?.home();
      answer = await board.openAt("swap", { session: id, with: partner, to: place.to });
    } else {
      answer = await board.save("move", { session: id, version, to: place?.to ?? "tray" }, id);
      performance.mark("board:settled");
      await ghost?.home();
    }
    if (keyboard) board.card(id)?.querySelector(".t").focus();
    if (!answer) board.caughtUp?.();
  }

  // --- by mouse and by touch

  class Ghost {
    constructor(card, x, y) {
      const box = card.getBoundingClientRect();
      this.id = card.id;
      this.offset = { x: x - box.left, y: y - box.top };
      this.image = card.cloneNode(true);
      this.image.removeAttribute("id");
      this.image.inert = true;
      this.image.className += " ghost";
      this.image.style.inlineSize = `${box.width}px`;
      document.body.append(this.image);
      this.to(x, y);
    }

    to(x, y) {
      this.image.style.transform = `translate(${x - this.offset.x}px, ${y - this.offset.y}px)`;
    }

    /** Moves to where the card stands, and is gone. */
    async home() {
      const box = document.getElementById(this.id)?.getBoundingClientRect();
      if (box) {
        this.image.classList.add("settling");
        this.image.style.transform = `translate(${box.left}px, ${box.top}px)`;
        await new Promise((done) => setTimeout(done, 130));
      }
      this.image.remove();
    }
  }

  function under(x, y) {
    const found = document.elementFromPoint(x, y);
    const chip = found?.closest(".days a");
    if (chip && location.hash !== chip.hash) location.hash = chip.hash;
    const card = found?.closest(".card");
    const cell = found?.closest("td, #ctray") ?? (found?.closest("#tray, #off") ? document.getElementById("ctray") : null);
    const isPartner = card && card.id !== `s${load.id}` && !card.matches(".cancelled") && cell?.id !== "ctray";
    aimAt(cell, isPartner ? card : null);
  }

  function scrollAtEdges() {
    if (!pressed?.ghost) return;
    const { y } = pressed;
    const below = innerHeight - holding.offsetHeight;
    const step = y < EDGE + 80 ? y - EDGE - 80 : y > below - EDGE ? y - below + EDGE : 0;
    if (step) { scrollBy(0, step / 5); under(pressed.x, y); }
    requestAnimationFrame(scrollAtEdges);
  }

  plan.addEventListener("pointerdown", (event) => {
    const card = event.target.closest(".card");
    const grip = event.target.closest(".grip");
    if (load || event.button || !card?.querySelector(".grip") || (event.pointerType !== "mouse" && !grip)) return;
    pressed = { card, pointer: event.pointerId, x: event.clientX, y: event.clientY, begun: { x: event.clientX, y: event.clientY } };
    board.places(card.id.slice(1)).catch(() => {});
  });

  addEventListener("pointermove", (event) => {
    if (event.pointerId !== pressed?.pointer) return;
    const { clientX: x, clientY: y } = event;
    Object.assign(pressed, { x, y });
    if (!pressed.ghost) {
      if (Math.hypot(x - pressed.begun.x, y - pressed.begun.y) < FAR) return;
      const card = board.card(pressed.card.id.slice(1));
      if (!card) { pressed = null; return; }
      try { document.body.setPointerCapture(event.pointerId); } catch { /* a pointer that has gone already */ }
      pressed.ghost = new Ghost(card, pressed.begun.x, pressed.begun.y);
      getSelection().removeAllRanges();
      pickUp(card, false);
      requestAnimationFrame(scrollAtEdges);
    }
    pressed.ghost.to(x, y);
    if (load) under(x, y);
  });

  function release(event, isDrop) {
    if (event.pointerId !== pressed?.pointer) return;
    const { ghost } = pressed;
    pressed = null;
    if (!ghost) return;
    // The click that ends a drag opens nothing.
    addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
    if (!load) { ghost.home(); return; }
    if (isDrop) drop(ghost);
    else ghost.home().then(() => putBack());
  }

  addEventListener("pointerup", (event) => release(event, true));
  addEventListener("pointercancel", (event) => release(event, false));
  plan.addEventListener("dragstart", (event) => event.preventDefault());

  // --- by keyboard

  const rows = () => [...plan.querySelectorAll("tbody tr:not(.day)")].map((row) => [...row.cells].slice(1));

  function carryTo(key) {
    const table = rows();
    const up = table.findIndex((row) => row.includes(load.cell));
    const at = up < 0 ? { row: 0, column: 0 } : { row: up, column: table[up].indexOf(load.cell) };
    const across = document.dir === "rtl" ? -1 : 1;
    const step = { ArrowLeft: [0, -across], ArrowRight: [0, across], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
    const days = table.map((row) => row[0].closest("tbody"));
    if (step) { at.row += up < 0 ? 0 : step[0]; at.column += up < 0 ? 0 : step[1]; }
    if (key === "Home") at.column = 0;
    if (key === "End") at.column = Infinity;
    if (key === "PageDown") at.row = days.findIndex((day, row) => row > at.row && day !== days[at.row]);
    if (key === "PageUp") at.row = days.indexOf(days[days.indexOf(days[at.row]) - 1]);
    const row = table[Math.max(0, Math.min(at.row < 0 ? table.length - 1 : at.row, table.length - 1))];
    const cell = row[Math.max(0, Math.min(at.column, row.length - 1))];
    aimAt(cell, null);
    if (!cell.offsetParent) location.hash = cell.closest("tbody").id;
    reveal(cell);
  }

  function reveal(cell) {
    const box = cell.getBoundingClientRect();
    const below = innerHeight - holding.offsetHeight - 12;
    if (box.top < 110) scrollBy(0, box.top - 110);
    else if (box.bottom > below) scrollBy(0, Math.min(box.bottom - below, box.top - 110));
  }

  const CARRYING = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"]);

  function carried(event) {
    if (CARRYING.has(event.key)) carryTo(event.key);
    else if (event.key === "Enter" || event.key === " ") drop();
    else if (event.key === "Escape") putBack();
    else if (event.key === "Delete" || event.key === "Backspace") { aimAt(document.getElementById("ctray"), null); drop(); }
    else if (event.key !== "Tab") return;
    event.preventDefault();
  }

  document.addEventListener("keydown", (event) => {
    if (load) {
      if (load.keyboard) carried(event);
      else if (event.key === "Escape" && pressed) { const { ghost } = pressed; pressed = null; ghost.home(); putBack(); }
      return;
    }
    const card = event.target.closest?.(".card");
    if (!card?.querySelector(".grip") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " ") {
      event.preventDefault();
      pickUp(card, true);
      board.say(board.word("lifted", { title: load.title }));
      const cell = card.closest("td, #ctray");
      if (cell.id !== "ctray") { Object.assign(load, { cell }); cell.classList.add("aim"); }
    } else if (event.key.toLowerCase() === "m") {
      event.preventDefault();
      board.openAt("move", { session: card.id.slice(1) });
    }
  });

  plan.addEventListener("click", (event) => {
    const grip = event.target.closest(".grip");
    if (!grip || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    board.openAt("move", { session: grip.closest(".card").id.slice(1) });
  });
}
