// The hands that carry: mouse, finger at a card's grip, keyboard.

const FAR = 5;
const EDGE = 64;
const SETTLES = 130;

/** The picture of a card in the air. */
class Ghost {
  constructor(card, { x, y }) {
    const box = card.getBoundingClientRect();
    this.id = card.id;
    this.offset = { x: x - box.left, y: y - box.top };
    this.image = card.cloneNode(true);
    this.image.removeAttribute("id");
    this.image.inert = true;
    this.image.classList.add("ghost");
    this.image.style.inlineSize = `${box.width}px`;
    document.body.append(this.image);
  }

  to(x, y) {
    this.image.style.transform = `translate(${x - this.offset.x}px, ${y - this.offset.y}px)`;
  }

  /** Moves to where the card stands now, and is gone. */
  async home() {
    const box = document.getElementById(this.id)?.getBoundingClientRect();
    if (box) {
      this.image.classList.add("settling");
      this.image.style.transform = `translate(${box.left}px, ${box.top}px)`;
      await new Promise((done) => { setTimeout(done, SETTLES); });
    }
    this.image.remove();
  }
}

export function byPointer(board, hold) {
  const { plan } = board;
  let pressed = null;

  function under(x, y) {
    const found = document.elementFromPoint(x, y);
    const chip = found?.closest(".days a");
    if (chip && location.hash !== chip.hash) location.hash = chip.hash;
    const card = found?.closest(".card");
    const cell = found?.closest("#tray, #off") ? hold.ctray : found?.closest("td") ?? null;
    const isPartner = card && cell !== hold.ctray && card.id !== `s${hold.load.id}` && !card.matches(".cancelled");
    hold.aimAt(cell, isPartner ? card : null);
  }

  function scrollAtEdges() {
    if (!pressed?.ghost) return;
    const [above, below] = [EDGE + 80, innerHeight - hold.bar.offsetHeight - EDGE];
    const step = pressed.y < above ? pressed.y - above : Math.max(0, pressed.y - below);
    if (step && hold.load) {
      scrollBy(0, step / 5);
      under(pressed.x, pressed.y);
    }
    requestAnimationFrame(scrollAtEdges);
  }

  function begin(event) {
    const card = board.card(pressed.id);
    if (!card) return false;
    try { document.body.setPointerCapture(event.pointerId); } catch { /* a pointer that is gone already */ }
    getSelection().removeAllRanges();
    pressed.ghost = new Ghost(card, pressed.begun);
    hold.pickUp(card);
    requestAnimationFrame(scrollAtEdges);
    return true;
  }

  function release(event, isDrop) {
    if (event.pointerId !== pressed?.pointer) return;
    const { ghost } = pressed;
    pressed = null;
    if (!ghost) return;
    // The click that ends a drag opens nothing.
    const stop = (click) => { click.preventDefault(); click.stopPropagation(); };
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, { capture: true }), SETTLES);
    if (!hold.load) ghost.home();
    else if (isDrop) hold.drop(ghost);
    else ghost.home().then(() => hold.putBack());
  }

  plan.addEventListener("pointerdown", (event) => {
    const card = event.target.closest(".card");
    const isHeld = event.pointerType === "mouse" ? card : event.target.closest(".grip");
    if (hold.load || event.button || !isHeld || !card.querySelector(".grip")) return;
    const [x, y] = [event.clientX, event.clientY];
    pressed = { id: card.id.slice(1), pointer: event.pointerId, x, y, begun: { x, y }, ghost: null };
    board.places(pressed.id).catch(() => {});
  });

  addEventListener("pointermove", (event) => {
    if (event.pointerId !== pressed?.pointer) return;
    const [x, y] = [event.clientX, event.clientY];
    Object.assign(pressed, { x, y });
    if (!pressed.ghost) {
      if (Math.hypot(x - pressed.begun.x, y - pressed.begun.y) < FAR) return;
      if (!begin(event)) { pressed = null; return; }
    }
    pressed.ghost.to(x, y);
    if (hold.load) under(x, y);
  });

  addEventListener("pointerup", (event) => release(event, true));
  addEventListener("pointercancel", (event) => release(event, false));
  plan.addEventListener("dragstart", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !pressed?.ghost) return;
    const { ghost } = pressed;
    pressed = null;
    ghost.home();
    if (hold.load) hold.putBack();
  });
}

export function byKeyboard(board, hold) {
  const { plan } = board;
  const rows = () => [...plan.querySelectorAll("tbody tr:not(.day)")].map((row) => [...row.cells].slice(1));
  const forward = document.dir === "rtl" ? -1 : 1;
  const STEPS = { ArrowLeft: [0, -forward], ArrowRight: [0, forward], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const within = (number, list) => Math.max(0, Math.min(number, list.length - 1));

  function reveal(element) {
    const box = element.getBoundingClientRect();
    const below = innerHeight - hold.bar.offsetHeight - 12;
    if (box.top < 110) scrollBy(0, box.top - 110);
    else if (box.bottom > below) scrollBy(0, Math.min(box.bottom - below, box.top - 110));
  }

  /** The cell that a key leads to from the one aimed at; from the tray it leads to the first. */
  function cellTowards(key) {
    const table = rows();
    const row = table.findIndex((cells) => cells.includes(hold.load.cell));
    if (row < 0) return table[0][0];
    const column = table[row].indexOf(hold.load.cell);
    const days = table.map((cells) => cells[0].closest("tbody"));
    const [down, across] = STEPS[key] ?? [0, 0];
    if (key === "Home") return table[row][0];
    if (key === "End") return table[row].at(-1);
    if (key === "PageDown") return table[days.findIndex((day, at) => at > row && day !== days[row])]?.[column] ?? table.at(-1)[column];
    if (key === "PageUp") return table[days.indexOf(days[days.indexOf(days[row]) - 1])]?.[column] ?? table[0][column];
    const cells = table[within(row + down, table)];
    return cells[within(column + across, cells)];
  }

  function carried(event) {
    const { key } = event;
    if (key in STEPS || ["Home", "End", "PageUp", "PageDown"].includes(key)) {
      const cell = cellTowards(key);
      hold.aimAt(cell);
      if (!cell.offsetParent) location.hash = cell.closest("tbody").id;
      reveal(cell);
    } else if (key === "Enter" || key === " ") {
      hold.drop();
    } else if (key === "Escape") {
      hold.putBack();
    } else if (key === "Delete" || key === "Backspace") {
      hold.aimAt(hold.ctray);
      hold.drop();
    } else if (key !== "Tab") {
      return;
    }
    event.preventDefault();
  }

  /** The card that an arrow leads to: above or below in the column, beside it in the row. */
  function neighbour(card, key) {
    const table = rows();
    const row = table.find((cells) => cells.includes(card.closest("td")));
    if (!row) return undefined;
    const column = row.indexOf(card.closest("td"));
    const [down, across] = STEPS[key];
    if (across) {
      const beside = across > 0 ? row.slice(column + 1) : row.slice(0, column).reverse();
      return beside.map((cell) => cell.querySelector(".card")).find(Boolean);
    }
    const cards = table.flatMap((cells) => [...cells[column].querySelectorAll(".card")]);
    return cards[cards.indexOf(card) + down];
  }

  function atCard(event, card) {
    const { key } = event;
    const canMove = card.querySelector(".grip");
    if (key in STEPS) {
      const next = neighbour(card, key);
      if (!next) return;
      next.querySelector(".t").focus({ preventScroll: true });
      reveal(next);
    } else if (key === " " && canMove) {
      hold.pickUp(card, true);
      board.say(board.word("lifted", { title: hold.load.title }));
      hold.load.cell = card.closest("td");
      hold.load.cell?.classList.add("aim");
    } else if (key.toLowerCase() === "m" && canMove) {
      board.openAt("move", { session: card.id.slice(1) });
    } else {
      return;
    }
    event.preventDefault();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (hold.load?.byKeyboard) { carried(event); return; }
    const card = event.target.closest?.(".plan .card");
    if (card && !hold.load) atCard(event, card);
  });
}
