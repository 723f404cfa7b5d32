// The page: its panes, the tabs that stand for them on a narrow screen, and what keeps them current.

import { get } from "/page/api.js";
import { h, redraw } from "/page/dom.js";
import { Mailboxes } from "/page/mail.js";
import { Pane } from "/page/pane.js";
import { drawTrouble } from "/page/trouble.js";

const NARROW = matchMedia("(max-width: 47.99rem)");
const SOON = 60;
const THEMES = ["auto", "light", "dark"];

const at = (id) => document.getElementById(id);
const panes = [];
let people = [];
let mailboxes = null;
let current = 0;

const stored = {
  get: (name) => {
    try {
      return localStorage.getItem(`sandbox-${name}`);
    } catch {
      return null;
    }
  },
  set: (name, value) => {
    try {
      localStorage.setItem(`sandbox-${name}`, value);
    } catch {
      // A browser that keeps nothing still shows everything.
    }
  },
};

function theme(name) {
  if (name === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  stored.set("theme", name);
  at("theme").replaceChildren("Theme", h("span", { class: "long" }, `: ${name}`));
}

function show(id, button, on) {
  at(id).hidden = !on;
  button.setAttribute("aria-expanded", String(on));
}

// Rita on the left and Ana on the right, if they are there; else the first person of each platform.
function usual() {
  const first = (platform, name) => {
    const some = people.filter((each) => each.platform === platform);
    return some.find((each) => each.name.startsWith(name)) || some[0];
  };
  return [first("discord", "Rita"), first("telegram", "Ana")].filter(Boolean);
}

function asked() {
  const keys = decodeURIComponent(location.hash.slice(1)).split(",");
  return keys.map((key) => people.find((each) => `${each.platform}:${each.id}` === key)).filter(Boolean);
}

function remember() {
  history.replaceState(null, "", `#${panes.map((each) => `${each.person.platform}:${each.person.id}`).join(",")}`);
  drawTabs();
}

function add(person) {
  const pane = new Pane(person, people, { changed: remember, removed: () => drop(pane) });
  panes.push(pane);
  at("panes").append(pane.element);
  pane.look().then(drawTabs);
  remember();
  arrange();
  return pane;
}

function drop(pane) {
  panes.splice(panes.indexOf(pane), 1);
  pane.element.remove();
  current = Math.max(0, Math.min(current, panes.length - 1));
  remember();
  arrange();
  at("add").focus();
}

function arrange() {
  panes.forEach((pane, index) => {
    pane.element.hidden = NARROW.matches && index !== current;
  });
  at("panes").style.setProperty("--count", String(Math.max(1, panes.length)));
  drawTabs();
}

function choose(index) {
  current = (index + panes.length) % panes.length;
  arrange();
  panes[current].look();
  at("tabs").querySelectorAll("button")[current].focus();
}

function drawTabs() {
  const keys = { ArrowRight: 1, ArrowLeft: -1 };
  redraw(at("tabs"), panes.map((pane, index) => h("button", {
    type: "button", role: "tab", class: "tab", id: `tab-${index}`, "data-key": `tab-${index}`, "data-platform": pane.person.platform,
    "aria-selected": String(index === current), tabindex: index === current ? "0" : "-1", click: () => choose(index),
    keydown: (event) => {
      if (event.key in keys) choose(index + keys[event.key]);
    },
  }, pane.person.name, h("span", { class: "tab-platform" }, pane.platform.label.replace("Simulated ", "")), pane.waiting ? h("span", { class: "unread" }, String(pane.waiting)) : null)));
}

const due = new Set();
let timer = null;

// Look again soon at the panes that a change concerns; many changes at once lead to one look.
function soon(some) {
  some.forEach((each) => due.add(each));
  timer ??= setTimeout(async () => {
    timer = null;
    const now = [...due];
    due.clear();
    await Promise.all(now.map((each) => each.look()));
    drawTabs();
  }, SOON);
}

function listen() {
  const events = new EventSource("/control/events");
  events.onopen = () => {
    at("offline").hidden = true;
    mailboxes.look();
    soon(panes);
  };
  events.onerror = () => {
    at("offline").hidden = false;
  };
  events.onmessage = (message) => {
    const event = JSON.parse(message.data);
    if (event.what === "world") refreshPeople();
    if (event.platform === "mail") mailboxes.look();
    soon(panes.filter((each) => each.concerns(event, panes)));
  };
}

async function refreshPeople() {
  const now = await get("/control/people");
  if (JSON.stringify(now) === JSON.stringify(people)) return;
  people = now;
  const wanted = panes.length ? panes.map((each) => each.person) : asked();
  panes.splice(0).forEach((each) => each.element.remove());
  at("empty")?.remove();
  const same = wanted.map((old) => people.find((each) => each.platform === old.platform && each.id === old.id)).filter(Boolean);
  for (const person of same.length ? same : usual()) add(person);
}

async function begin() {
  theme(THEMES.includes(stored.get("theme")) ? stored.get("theme") : "auto");
  at("theme").addEventListener("click", () => {
    theme(THEMES[(THEMES.indexOf(document.documentElement.dataset.theme || "auto") + 1) % THEMES.length]);
  });
  const trouble = (on) => {
    show("trouble", at("misbehave"), on);
    if (on) others("trouble");
  };
  const mail = (on) => {
    show("mail", at("post"), on);
    if (on) others("mail");
    mailboxes.look();
  };
  const drawers = { guide: at("help"), trouble: at("misbehave"), mail: at("post") };
  const others = (open) => {
    for (const [id, button] of Object.entries(drawers)) if (id !== open) show(id, button, false);
  };
  const guide = (on) => {
    show("guide", at("help"), on);
    if (on) others("guide");
    stored.set("guided", "yes");
  };
  at("help").addEventListener("click", () => guide(at("guide").hidden));
  at("guide-close").addEventListener("click", () => {
    guide(false);
    at("help").focus();
  });
  mailboxes = new Mailboxes(at("mail"), () => {
    mail(false);
    at("post").focus();
  }, (unread) => at("post").replaceChildren("Mail", ...(unread ? [" ", h("span", { class: "unread" }, String(unread))] : [])));
  at("post").addEventListener("click", () => mail(at("mail").hidden));
  if (stored.get("guided") === null) guide(true);
  drawTrouble(at("trouble"), () => {
    trouble(false);
    at("misbehave").focus();
  });
  at("misbehave").addEventListener("click", () => trouble(at("trouble").hidden));
  for (const [id, act] of Object.entries({ guide, trouble, mail })) {
    at(id).addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      act(false);
      drawers[id].focus();
    });
  }
  at("add").addEventListener("click", () => {
    const next = people.find((each) => !panes.some((pane) => pane.person === each)) || people[0];
    if (!next) return;
    current = panes.length;
    add(next).picker.focus();
  });
  NARROW.addEventListener("change", arrange);
  people = await get("/control/people");
  const wanted = asked();
  for (const person of wanted.length ? wanted : usual()) add(person);
  if (!panes.length) at("panes").append(h("p", { class: "nobody", id: "empty" }, "Nobody lives here yet. Start the demo, and its people appear."));
  listen();
}

begin();
