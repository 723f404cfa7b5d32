// The list of places in a pane: groups with a heading each, threads below what they belong to.

import { drawn } from "/page/icons.js";
import { h, hidden, redraw } from "/page/dom.js";

export function drawPlaces(nav, seen, at, unread, { open, opener }) {
  const groups = Map.groupBy ? Map.groupBy(seen.places, (each) => each.group) : grouped(seen.places);
  const parts = [...groups].flatMap(([name, places]) => [
    h("h3", { dir: "auto" }, name),
    h("ul", {}, ...places.map((place) => item(place, at, unread(place), open))),
  ]);
  const openers = seen.openers.map((each) => h("button", { type: "button", class: "press primary opener", "data-key": "opener", click: () => opener(each) }, each.label));
  redraw(nav, [...openers, ...parts]);
}

function grouped(places) {
  const groups = new Map();
  for (const each of places) groups.set(each.group, [...(groups.get(each.group) || []), each]);
  return groups;
}

function item(place, at, count, open) {
  const here = place.key === at?.key;
  const button = h("button", {
    type: "button", "data-key": `p-${place.key}`, "aria-current": here ? "true" : undefined, click: () => open(place),
    class: ["place", place.nested && "nested", place.archived && "archived", count && "has-unread"].filter(Boolean).join(" "),
  },
    h("span", { class: "sign", "aria-hidden": "true" }, drawn(place.sign)),
    h("span", { class: "place-title", dir: "auto" }, place.title),
    ...place.note.map((each) => h("span", { class: "tag" }, each)),
    count ? h("span", { class: "unread" }, String(count), hidden(" unread")) : null,
  );
  return h("li", {}, button);
}
