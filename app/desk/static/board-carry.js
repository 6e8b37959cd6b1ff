// What an officer holds: while it is in the air, every cell says what it would break; where it falls, it is saved.

const MARKS = ["m", "here", "no", "hm", "yes"];

export class Hold {
  constructor(board) {
    this.board = board;
    this.load = null;
    this.bar = document.getElementById("holding");
    for (const id of ["held", "aim", "reasons", "off", "ctray"]) this[id] = document.getElementById(id);
    // What the server answers while a card is held must not let it fall.
    board.applied = () => this.goOn();
  }

  /** Picks a card up; at once the cells are marked. */
  pickUp(card, byKeyboard = false) {
    const { board } = this;
    const id = card.id.slice(1);
    this.load = { id, version: card.dataset.v, title: board.title(id), byKeyboard, places: null, cell: null, card: null, isCarried: false };
    performance.mark("board:picked");
    this.held.textContent = this.load.title;
    this.aim.textContent = "";
    this.reasons.replaceChildren();
    this.bar.hidden = false;
    this.lift();
    this.judge();
  }

  lift() {
    this.board.card(this.load.id)?.classList.add("lifted");
    this.board.plan.classList.add("carrying");
  }

  /** Asks where it could stand and marks every cell. */
  judge() {
    const { load, board } = this;
    board.places(load.id).then((places) => {
      if (this.load !== load) return;
      load.places = places;
      this.unmark();
      this.mark(places);
      if (load.cell) this.tell(load.cell);
    }, (refused) => { if (this.load === load) { this.putBack(); board.refused(refused, load.id); } });
  }

  goOn() {
    this.ctray = document.getElementById("ctray");
    if (!this.load) return;
    const card = this.board.card(this.load.id);
    if (!card) { this.putBack(); return; }
    // A colleague changed what is held: it goes on as it is now only if it is put down again by its new version.
    this.lift();
    this.judge();
  }

  mark({ cells, reasons }) {
    for (const [name, place] of Object.entries(cells)) {
      const cell = document.getElementById(`c${name}`);
      if (!cell) continue;
      const [first, ...others] = place.why.map((number) => reasons[number][1]);
      const shown = place.taken.length ? this.board.word("taken") : first;
      const further = others.length ? ` +${others.length}` : "";
      cell.dataset.why = place.here ? place.hours : first ? `${place.errors ? "✕" : "▲"} ${shown}${further}` : `✓ ${place.hours}`;
      cell.classList.add("m", place.here ? "here" : place.errors ? "no" : first ? "hm" : "yes");
    }
    requestAnimationFrame(() => performance.mark("board:marked"));
  }

  unmark() {
    for (const cell of this.board.plan.querySelectorAll(".m")) cell.classList.remove(...MARKS);
  }

  /** Ends the holding, whatever becomes of the card; gives what was held. */
  letGo() {
    const { load, board } = this;
    this.unmark();
    for (const aimed of document.querySelectorAll(".aim")) aimed.classList.remove("aim");
    board.card(load.id)?.classList.remove("lifted");
    board.plan.classList.remove("carrying");
    this.bar.hidden = true;
    this.load = null;
    return load;
  }

  putBack() {
    const { title, id, byKeyboard } = this.letGo();
    this.board.say(this.board.word("put_back", { title }));
    if (byKeyboard) this.focus(id);
    this.board.catchUp();
  }

  focus(id) {
    this.board.card(id)?.querySelector(".t").focus();
  }

  placeAt(cell) {
    return this.load.places?.cells[cell.id.slice(1)];
  }

  /** Aims at a cell, and perhaps at a card in it; null where there is nothing to aim at. */
  aimAt(cell, card = null) {
    const { load } = this;
    if (!load || (load.cell === cell && load.card === card)) return;
    const isNew = load.cell !== cell;
    load.cell?.classList.remove("aim");
    load.card?.classList.remove("aim");
    Object.assign(load, { cell, card, isCarried: true });
    (card ?? cell)?.classList.add("aim");
    this.off.classList.toggle("aim", cell !== null && cell === this.ctray);
    if (cell && isNew) this.tell(cell);
  }

  /** Says what the aimed cell would mean: in the bar, and by keyboard also aloud. */
  tell(cell) {
    const { load, board } = this;
    const place = this.placeAt(cell);
    const where = this.whereIs(cell, place);
    const troubles = place?.why.map((number) => load.places.reasons[number]) ?? [];
    this.aim.textContent = place?.mended ? `${where} · ${board.word("mended", { n: place.mended })}` : where;
    this.reasons.replaceChildren(...troubles.map(([severity, text]) => {
      const line = document.createElement("li");
      line.className = severity;
      line.textContent = `${severity === "error" ? "✕" : "▲"} ${text}`;
      return line;
    }));
    if (!load.byKeyboard || !load.isCarried || !load.places) return;
    const said = troubles.map(([severity, text]) => `${board.word(severity)} ${text}`).join("; ");
    board.say(cell === this.ctray ? where : board.word(place?.here ? "here" : said ? "broken" : "free", { where, troubles: said }));
  }

  whereIs(cell, place) {
    if (cell === this.ctray) return this.board.word("off");
    const day = cell.closest("tbody").querySelector(".day th").textContent.trim();
    return [day, place?.hours, cell.dataset.room].filter(Boolean).join(", ");
  }

  /** Puts the card down where it is aimed at. The ghost is its picture in the air, if there is one. */
  async drop(ghost) {
    // Who is faster than the server waits for it with the card in the air.
    this.load.places ??= await this.board.places(this.load.id).catch(() => null);
    if (!this.load) return ghost?.home();
    const { cell, card, id, version, byKeyboard } = this.load;
    const place = cell && this.placeAt(cell);
    const isInTray = cell === this.ctray;
    if (!(place || isInTray) || (place?.here && !card) || (isInTray && cell.contains(this.board.card(id)))) {
      await ghost?.home();
      return this.load ? this.putBack() : undefined;
    }
    const partner = card?.id.slice(1) ?? place?.taken[0];
    this.letGo();
    performance.mark("board:dropped");
    if (partner) {
      await ghost?.home();
      await this.board.openAt("swap", { session: id, with: partner, to: place.to });
    } else {
      await this.board.save("move", { session: id, version, to: place?.to ?? "tray" }, id);
      performance.mark("board:settled");
      await ghost?.home();
    }
    if (byKeyboard && !document.querySelector("dialog[open]")) this.focus(id);
    return this.board.catchUp();
  }
}
