// Reads a calendar from standard input with ical.js and prints its events, with instants by its own VTIMEZONEs.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

function instant(time) {
  if (time.timezone && time.zone.tzid !== time.timezone && time.zone !== ICAL.Timezone.utcTimezone) {
    throw new Error(`${time.timezone} was not understood`);
  }
  return time.toJSDate().toISOString();
}

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const value = (name) => component.getFirstPropertyValue(name);
  return {
    uid: event.uid,
    sequence: event.sequence,
    status: value("status"),
    transparency: value("transp"),
    summary: event.summary,
    location: event.location,
    description: event.description,
    categories: component.getAllProperties("categories").flatMap((property) => property.getValues()),
    url: value("url"),
    starts: instant(event.startDate),
    ends: instant(event.endDate),
  };
});
process.stdout.write(JSON.stringify({ name: calendar.getFirstPropertyValue("name"), events }));
