// What colleagues change appears by itself: the server tells, the board asks for the cells that are new.

const PATIENCE = 60;

export function follow(board) {
  let stream = null;
  let isLost = false;
  let wanted = 0;
  let asking = false;

  async function catchUp() {
    if (asking) return;
    asking = true;
    try {
      while (wanted > board.number && !board.saving) {
        const before = board.number;
        await board.catchUp();
        if (board.number === before) break;
      }
    } catch { /* the stream tells when the server is there again */ } finally {
      asking = false;
    }
  }

  function told(event) {
    const deed = JSON.parse(event.data);
    wanted = Math.max(wanted, deed.number);
    if (deed.number <= board.number) return;
    if (deed.told && deed.by !== board.me) board.say(board.word("now", { deed: deed.told }));
    setTimeout(catchUp, PATIENCE);
  }

  function open() {
    if (stream || document.hidden) return;
    stream = new EventSource(board.address(board.events, { after: board.number }));
    stream.addEventListener("deed", told);
    stream.addEventListener("open", () => {
      if (isLost) board.say(board.word("found"));
      isLost = false;
    });
    stream.addEventListener("error", () => {
      if (!isLost) board.say(board.word("lost"), "bad");
      isLost = true;
      if (stream?.readyState === EventSource.CLOSED) { close(); setTimeout(open, 3000); }
    });
  }

  // A page that nobody looks at holds no connection: a browser allows few to one host.
  function close() {
    stream?.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  board.caughtUp = catchUp;
  open();
}
