// Tells how many files of an archive are there while it comes in. Without this, its link downloads as any other.
const links = document.querySelectorAll("[data-papers]");
const told = document.getElementById("progress");

const NAME_AT = 30;
const SLASH_AT = NAME_AT + 2;

/**
 * How many files of the archive begin within these bytes (APPNOTE 4.3.7), and the last bytes, in which another may begin.
 * The archive's own files are named by language, "en/…"; a DOCX is an archive too, whose files are not.
 */
function begun(chunk, rest) {
  const bytes = new Uint8Array(rest.length + chunk.length);
  bytes.set(rest);
  bytes.set(chunk, rest.length);
  let files = 0;
  for (let at = 0; at + SLASH_AT < bytes.length; at += 1) {
    const signed = bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 3 && bytes[at + 3] === 4;
    if (signed && bytes[at + SLASH_AT] === 0x2f) files += 1;
  }
  return { files, rest: bytes.slice(-SLASH_AT) };
}

/** Says how many files of a link's archive are there. */
function tell(link, made) {
  told.textContent = told.dataset.said.replace("{made}", made).replace("{all}", link.dataset.papers);
}

/** Fetches the archive of a link, telling of each file, and hands it over as a download. */
async function fetchAll(link) {
  const answer = await fetch(link.href);
  if (!answer.ok) throw new Error(String(answer.status));
  const chunks = [];
  const reader = answer.body.getReader();
  let made = 0;
  let rest = new Uint8Array(0);
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const seen = begun(part.value, rest);
    made += seen.files;
    rest = seen.rest;
    chunks.push(part.value);
    tell(link, made);
  }
  const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "papers.zip";
  const file = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob(chunks)), download: name });
  file.click();
  setTimeout(() => URL.revokeObjectURL(file.href), 60000);
}

let isFetching = false;

/** One archive at a time: the words below tell of one. */
async function download(event) {
  const link = event.currentTarget;
  event.preventDefault();
  if (isFetching) return;
  isFetching = true;
  told.hidden = false;
  tell(link, 0);
  try {
    await fetchAll(link);
  } catch {
    location.assign(link.href);
  } finally {
    isFetching = false;
  }
}

links.forEach((link) => link.addEventListener("click", download));
