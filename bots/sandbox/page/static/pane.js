// One person's app: where they can read, what is said there, and what they write.

import { Refused } from "/page/api.js";
import { Composer } from "/page/composer.js";
import { fresh, h, hidden } from "/page/dom.js";
import { openForm } from "/page/forms.js";
import { drawn, icon } from "/page/icons.js";
import { openMenu } from "/page/menu.js";
import { draw, fingerprint } from "/page/message.js";
import { drawPlaces } from "/page/places.js";
import * as discord from "/page/discord.js";
import * as telegram from "/page/telegram.js";

const PLATFORMS = { discord, telegram };
const SHOWN = 150;
const TOGETHER = 5 * 60 * 1000;

export class Pane {
  constructor(person, people, { changed, removed }) {
    this.people = people;
    this.changed = changed;
    this.title = fresh("person");
    this.drawn = new Map();
    this.label = h("span", { class: "platform" });
    this.picker = h("select", { "aria-label": "Who is played here", "data-key": "person", change: () => this.play(people[Number(this.picker.value)]) },
      ...["discord", "telegram"].map((platform) => h("optgroup", { label: PLATFORMS[platform].label },
        ...people.map((each, index) => (each.platform === platform ? h("option", { value: index }, each.name) : null)))));
    const more = h("button", { type: "button", class: "icon", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": "More about this person", click: () =>
      openMenu(more, "More about this person", [...this.personMenu(), { label: "Remove this pane", act: removed }]) }, icon("more"));
    this.nav = h("nav", { class: "places", id: fresh("places") });
    this.toggle = h("button", { type: "button", class: "icon places-toggle", "aria-expanded": "false", "aria-controls": this.nav.id, "aria-label": "Places", click: () => this.showPlaces(!this.element.classList.contains("choosing")) }, icon("places"));
    this.heading = h("h3", { dir: "auto" });
    this.placeMore = h("button", { type: "button", class: "icon", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": "Actions for this place", click: () =>
      openMenu(this.placeMore, "Actions for this place", this.guardedItems(this.platform.placeMenu(this.person, this.at))) }, icon("more"));
    this.earlier = h("button", { type: "button", class: "earlier", hidden: true, click: () => {
      this.limit += SHOWN;
      this.drawMessages();
    } }, "Show earlier messages");
    this.list = h("ol", { class: "messages", "aria-label": "Messages" });
    this.scroller = h("div", { class: "scroller", tabindex: "0", role: "group", "aria-label": "Conversation" }, this.earlier, this.list);
    this.busy = h("p", { class: "busy quiet" });
    this.toasts = h("div", { class: "toasts" });
    this.said = h("p", { class: "unseen", "aria-live": "polite" });
    this.composer = new Composer(this);
    this.element = h("section", { class: "pane", "aria-labelledby": this.title, keydown: (event) => {
      if (event.key === "Escape" && this.element.classList.contains("choosing")) {
        this.showPlaces(false);
        this.toggle.focus();
      }
    }, pointerdown: (event) => {
      if (!this.nav.contains(event.target) && !this.toggle.contains(event.target)) this.showPlaces(false);
    } },
      h("header", { class: "pane-head" }, this.label, h("h2", { id: this.title, class: "unseen" }), this.picker, more),
      h("div", { class: "pane-body" }, this.nav,
        h("div", { class: "talk" }, h("header", { class: "talk-head" }, this.toggle, this.heading, this.placeMore), this.scroller, this.toasts, this.busy, this.composer.element, this.said)));
    this.atEnd = true;
    this.scroller.addEventListener("scroll", () => {
      this.atEnd = this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < 80;
    });
    const grown = new ResizeObserver(() => this.stick());
    grown.observe(this.scroller);
    grown.observe(this.list);
    this.become(person);
  }

  // Stay at the newest message when whoever reads was there.
  stick() {
    if (this.atEnd) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  become(person) {
    this.person = person;
    this.platform = PLATFORMS[person.platform];
    this.element.dataset.platform = person.platform;
    this.label.textContent = this.platform.label;
    this.element.querySelector("h2").textContent = `${person.name}, ${this.platform.label}`;
    this.nav.setAttribute("aria-label", `Places of ${person.name}`);
    this.picker.value = String(this.people.indexOf(person));
    this.seen = null;
    this.key = null;
    this.read = new Map();
    this.toasted = null;
    this.atEnd = true;
    this.limit = SHOWN;
    this.drawn.clear();
    this.nav.replaceChildren();
    this.list.replaceChildren();
    this.toasts.replaceChildren();
  }

  play(person) {
    this.become(person);
    this.changed();
    return this.look();
  }

  get at() {
    return this.seen?.places.find((each) => each.key === this.key) || null;
  }

  // Whether a change there is one that this person may see.
  concerns(event, panes) {
    if (event.platform !== this.person.platform) return false;
    if (!event.where || !this.seen) return true;
    if (event.platform === "telegram") return event.where.startsWith("-") || event.where === this.person.id;
    const knows = (pane) => pane.seen?.places.some((each) => each.key === event.where) ?? false;
    return knows(this) || !panes.some(knows);
  }

  // Fetch the view; a call while one is under way leads to one more after it, and is over with that.
  look() {
    this.again = true;
    this.looking ??= this.fetched();
    return this.looking;
  }

  async fetched() {
    try {
      while (this.again) {
        this.again = false;
        const person = this.person;
        const seen = await this.platform.look(person);
        if (person === this.person) this.show(seen);
        else this.again = true;
      }
    } catch (error) {
      if (error instanceof Refused) this.toast(error.message, true);
      else if (!(error instanceof TypeError)) throw error;
    } finally {
      this.looking = null;
    }
  }

  show(seen) {
    const first = this.seen === null;
    this.seen = seen;
    if (first) for (const place of seen.places) this.read.set(place.key, place.messages.length ? lastId(place) : 0n);
    if (!this.at) {
      const begin = seen.places.find((each) => each.kind === "dm" && each.messages.length) || seen.places.find((each) => each.kind === "channel") || seen.places[0];
      this.key = begin?.key ?? null;
    }
    this.announce();
    this.drawAll();
    this.raise(first);
    if (!this.element.hidden) {
      const form = seen.forms.at(-1);
      if (form) openForm(form, { person: this.person, names: seen.names, platform: this.platform, choices: (type) => this.choices(type) });
    }
    clearTimeout(this.later);
    if (seen.typing.length || seen.busy.length) this.later = setTimeout(() => this.look(), 4000);
  }

  drawAll() {
    this.drawPlaces();
    this.drawMessages();
    const at = this.at;
    this.composer.show(at);
    const waits = at && this.seen.busy.includes(at.key) ? `${this.person.bot_name || "The bot"} is thinking…` : "";
    const types = this.seen.typing.filter((each) => each.key === at?.key).map((each) => `${each.name} is typing…`);
    this.busy.textContent = [waits, ...types].filter(Boolean).join(" ");
  }

  drawPlaces() {
    const at = this.at;
    if (at && at.messages.length) this.read.set(at.key, lastId(at));
    drawPlaces(this.nav, this.seen, at, (place) => this.unread(place), {
      open: (place) => this.open(place.key),
      opener: (opener) => this.begin(opener),
    });
    const waiting = this.seen.places.reduce((sum, place) => sum + this.unread(place), 0);
    this.waiting = waiting;
    this.toggle.replaceChildren(icon("places"), waiting ? h("span", { class: "unread" }, String(waiting), hidden(" unread")) : "");
  }

  // Write to a bot for the first time.
  begin(opener) {
    return this.guarded(async () => {
      const key = await opener.act();
      await this.look();
      this.open(key);
    });
  }

  unread(place) {
    if (place.key === this.key && !this.element.hidden) return 0;
    const read = this.read.get(place.key) ?? 0n;
    return place.messages.filter((each) => !each.mine && BigInt(each.id) > read).length;
  }

  open(key) {
    this.key = key;
    this.limit = SHOWN;
    this.atEnd = true;
    this.drawn.clear();
    this.list.replaceChildren();
    this.showPlaces(false);
    this.drawAll();
    this.changed();
    (this.composer.box.hidden ? this.scroller : this.composer.text).focus({ preventScroll: true });
  }

  showPlaces(on) {
    this.element.classList.toggle("choosing", on);
    this.toggle.setAttribute("aria-expanded", String(on));
    if (on) this.nav.querySelector("button")?.focus();
  }

  drawMessages() {
    const at = this.at;
    this.heading.replaceChildren(...(at ? [h("span", { class: "sign", "aria-hidden": "true" }, drawn(at.sign), " "), at.title] : ["Nothing here yet"]));
    this.placeMore.hidden = !at || this.platform.placeMenu(this.person, at).length === 0;
    const all = at?.messages || [];
    const messages = all.slice(-this.limit);
    this.earlier.hidden = messages.length === all.length;
    const byId = new Map(all.map((each) => [each.id, each]));
    const kept = new Map();
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    const nodes = messages.map((message, index) => {
      const previous = messages[index - 1];
      const follows = Boolean(previous) && !previous.service && !message.replyTo && previous.author.id === message.author.id && previous.ephemeral === message.ephemeral && message.at - previous.at < TOGETHER;
      const context = { act: this.acts, names: this.seen.names, follows, quoted: message.replyTo ? byId.get(message.replyTo) : undefined };
      const print = fingerprint(message, context);
      const known = this.drawn.get(message.id);
      const node = known?.print === print ? known.node : draw(message, context);
      kept.set(message.id, { print, node });
      return node;
    });
    this.drawn = kept;
    if (!nodes.length) nodes.push(at ? this.empty(at) : this.nowhere());
    patch(this.list, nodes);
    if (focused && !this.list.contains(document.activeElement)) {
      [...this.list.querySelectorAll("[data-key]")].find((each) => each.dataset.key === focused)?.focus({ preventScroll: true });
    }
    this.stick();
  }

  empty(at) {
    const posts = at.kind === "forum" ? this.seen.places.filter((each) => each.parent === at.key) : [];
    if (!posts.length) return h("li", { class: "empty quiet" }, at.kind === "forum" ? "No posts yet." : "No messages yet.");
    return h("li", { class: "empty posts" }, ...posts.map((post) => h("button", { type: "button", class: "press secondary", dir: "auto", "data-key": `post-${post.key}`, click: () => this.open(post.key) }, post.title)));
  }

  nowhere() {
    return h("li", { class: "empty" }, ...this.seen.openers.map((each) =>
      h("button", { type: "button", class: "press primary", "data-key": "begin", click: () => this.begin(each) }, each.label)));
  }

  announce() {
    const at = this.at;
    if (!at) return;
    const read = this.read.get(at.key);
    const unheard = read === undefined ? [] : at.messages.filter((each) => !each.mine && BigInt(each.id) > read);
    if (unheard.length) this.said.textContent = unheard.map((each) => `${each.author.name}: ${each.text || each.embeds[0]?.title || "a new message"}`).join(". ");
  }

  raise(first) {
    const known = this.toasted ?? new Set(first ? this.seen.toasts.map((each) => each.id) : []);
    for (const each of this.seen.toasts) if (!known.has(each.id)) this.toast(each.text, each.alert);
    this.toasted = new Set([...known, ...this.seen.toasts.map((each) => each.id)]);
  }

  toast(text, alert = false) {
    const close = h("button", { type: "button", "aria-label": "Dismiss", click: () => element.remove() }, alert ? "OK" : icon("close"));
    const element = h("div", { class: alert ? "toast alert" : "toast", role: alert ? "alert" : "status" }, h("span", { dir: "auto" }, text), close);
    this.toasts.append(element);
    while (this.toasts.children.length > 3) this.toasts.firstChild.remove();
    if (!alert) setTimeout(() => element.remove(), 6000);
  }

  // Do something that the app may refuse, and say so when it does; undefined then.
  // A button below the chat asks for somebody, whom this person chooses from everybody there is.
  choose(anchor) {
    const others = this.people.filter((each) => each.platform === this.person.platform && each.id !== this.person.id);
    openMenu(anchor, "Choose somebody", this.guardedItems(others.map((each) => ({
      label: each.name,
      act: () => this.platform.choose(this.person, this.at, each),
    }))));
  }

  async guarded(action) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof TypeError)) throw error;
      this.toast(error.message, true);
      return undefined;
    }
  }

  guardedItems(items) {
    return items.map((each) => ({ ...each, act: () => this.guarded(each.act) }));
  }

  personMenu() {
    return this.seen ? this.guardedItems(this.platform.personMenu(this.person, this.seen)) : [];
  }

  lastOwn() {
    return this.at?.messages.filter((each) => each.mine && !each.service && each.text).at(-1);
  }

  // What a select of people, roles or channels offers.
  choices(type) {
    if (type === 8) return this.seen.places.filter((each) => each.kind !== "dm").map((each) => ({ value: each.key, label: `#${each.title}` }));
    if (type === 6) return [];
    return this.people.filter((each) => each.platform === this.person.platform).map((each) => ({ value: each.id, label: each.name }));
  }

  get acts() {
    const { person, platform, at } = this;
    return {
      menu: (anchor, message) => this.messageMenu(anchor, message),
      react: (message, emoji, off) => this.guarded(() => platform.react(person, at, message, emoji, off)),
      of: (message) => ({
        press: (button) => this.guarded(() => platform.press(person, at, message, button)),
        choose: (select, values) => this.guarded(() => platform.choose(person, at, message, select, values)),
        choices: (type) => this.choices(type),
      }),
    };
  }

  async messageMenu(anchor, message) {
    const { person, platform, at } = this;
    const known = await platform.commands(person, at).catch(() => []);
    const of = (kind, target) => known.filter((each) => each.kind === kind).map((each) => ({ label: kind === "user" ? `${each.name} (${message.author.name})` : each.name, act: () => platform.run(person, at, each, {}, target) }));
    const items = [
      ...platform.reactions.map((emoji) => {
        const mine = message.reactions.some((each) => each.emoji === emoji && each.mine);
        return { label: emoji, name: mine ? `Take back ${emoji}` : `React with ${emoji}`, row: true, act: () => platform.react(person, at, message, emoji, mine) };
      }),
      at.writable && { label: "Reply", act: () => this.composer.reply(message) },
      message.mine && message.text && { label: "Edit", act: () => this.composer.rewrite(message) },
      ...of("message", message.id),
      ...(message.author.bot ? [] : of("user", message.author.id)),
      platform.forward && !message.author.bot && at.kind !== "dm" && { label: "Forward to the bot", act: () => platform.forward(person, message) },
      { label: message.ephemeral ? "Dismiss" : "Delete", act: () => platform.erase(person, at, message) },
    ];
    openMenu(anchor, "Message actions", this.guardedItems(items.filter(Boolean)));
  }
}

const lastId = (place) => place.messages.reduce((last, each) => (BigInt(each.id) > last ? BigInt(each.id) : last), 0n);

// Make the list's children these nodes, moving as little as possible.
function patch(list, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] || null);
  });
}
