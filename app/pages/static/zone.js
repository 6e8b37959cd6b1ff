/** The reader's own time beside the venue's, and a line that says so, wherever the two clocks differ. */
const banner = document.querySelector(".zone[data-yours]");
const language = `${document.documentElement.lang}-u-nu-latn`;

const pair = (number) => String(number).padStart(2, "0");
const hours = (moment) => `${pair(moment.getHours())}:${pair(moment.getMinutes())}`;
const date = (moment) => `${moment.getFullYear()}-${pair(moment.getMonth() + 1)}-${pair(moment.getDate())}`;

/** Minutes by which the venue is ahead of UTC at the instant of an element, as its offset says. */
function venueOffset(time) {
  const [, sign, hour, minute] = /([+-])(\d\d):(\d\d)$/.exec(time.dateTime);
  return (sign === "-" ? -1 : 1) * (60 * hour + Number(minute));
}

/** "10:00–13:00" on this device's clock, with the day of the week where the date is another one than at the venue. */
function yours(time) {
  const [starts, ends] = [new Date(time.dateTime), new Date(time.dataset.ends)];
  const day = date(starts) === time.dateTime.slice(0, 10) ? "" : starts.toLocaleDateString(language, { weekday: "short" });
  return `${day} ${hours(starts)}–${hours(ends)}`.trim();
}

/** "UTC+3", "UTC−3:30". */
function offset(moment) {
  const minutes = -moment.getTimezoneOffset();
  const [hour, minute] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  if (!minutes) return "UTC";
  return `UTC${minutes > 0 ? "+" : "−"}${hour}${minute ? `:${pair(minute)}` : ""}`;
}

/** What this device's zone is called in the page's language, and its offset; that alone where it has no name. */
function zoneWords(moment) {
  const parts = new Intl.DateTimeFormat(language, { timeZoneName: "longGeneric" }).formatToParts(moment);
  const name = parts.find((part) => part.type === "timeZoneName").value;
  const told = `\u2068${offset(moment)}\u2069`;
  return /\d/.test(name) ? told : `\u2068${name}\u2069 (${told})`;
}

const apart = [...document.querySelectorAll("time[data-ends]")].filter(
  (time) => -new Date(time.dateTime).getTimezoneOffset() !== venueOffset(time),
);
if (banner && apart.length) {
  for (const time of apart) {
    const told = document.createElement("small");
    told.className = "yours";
    const span = document.createElement("span");
    span.textContent = yours(time);
    told.append(`${banner.dataset.label} `, span);
    time.after(" ", told);
  }
  const moment = new Date(apart[0].dateTime);
  const line = document.createElement("span");
  line.textContent = banner.dataset.yours.replace("{zone}", zoneWords(moment));
  banner.append(" ", line);
}
