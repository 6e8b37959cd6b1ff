// Lines that are put in order by drag: the seats of a panel, the items of an agenda. The arrows beside each line do the
// same without a drag, and without this module.

/** The lines that a line may change places with: those of its own level, in their order. */
const peersOf = (line) => [...line.parentElement.children].filter((one) => one.dataset.level === line.dataset.level);

const middle = (line) => {
  const { top, height } = line.getBoundingClientRect();
  return top + height / 2;
};

/** Sends a form with one field more. */
function send(form, name, value) {
  const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
  form.append(field);
  form.requestSubmit();
}

/** A panel is saved whole, with the places that the seats have now. */
function settleSeat(line, order) {
  order.forEach((one, at) => { one.querySelector("input.place").value = at + 1; });
  send(line.closest("form"), "move", `${line.dataset.line}:here`);
}

/** An item steps over those that it was carried past, one after the other. */
function settleItem(line, order, steps) {
  send(line.querySelector(`form[data-way="${steps < 0 ? "up" : "down"}"]`), "steps", Math.abs(steps));
}

class Carried {
  constructor(line, pointer) {
    Object.assign(this, { line, pointer, peers: peersOf(line) });
    this.others = this.peers.filter((one) => one !== line);
    this.from = this.to = this.peers.indexOf(line);
    line.classList.add("lifted");
  }

  /** Shows where the line would stand if it were let go here. */
  aim(y) {
    this.unmark();
    this.to = this.others.filter((one) => middle(one) < y).length;
    if (this.to === this.from) return;
    if (this.to < this.others.length) this.others[this.to].classList.add("drop-before");
    else this.others.at(-1)?.classList.add("drop-behind");
  }

  unmark() {
    for (const one of this.others) one.classList.remove("drop-before", "drop-behind");
  }

  end(isDrop) {
    this.unmark();
    this.line.classList.remove("lifted");
    if (!isDrop || this.to === this.from) return;
    const order = [...this.others];
    order.splice(this.to, 0, this.line);
    const settle = this.line.dataset.line ? settleSeat : settleItem;
    settle(this.line, order, this.to - this.from);
  }
}

function begin(list) {
  let carried = null;
  list.classList.add("lively");
  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".handle");
    if (!handle || event.button || carried) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    carried = new Carried(handle.closest("[data-level]"), event.pointerId);
  });
  list.addEventListener("pointermove", (event) => {
    if (event.pointerId === carried?.pointer) carried.aim(event.clientY);
  });
  const end = (isDrop) => {
    const was = carried;
    carried = null;
    was?.end(isDrop);
  };
  list.addEventListener("pointerup", () => end(true));
  list.addEventListener("pointercancel", () => end(false));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") end(false); });
}

document.querySelectorAll("[data-order]").forEach(begin);
