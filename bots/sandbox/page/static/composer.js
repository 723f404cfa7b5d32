// Where a person writes: text, files, replies, edits, and commands after a slash.

import { Refused } from "/page/api.js";
import { fitted, openCommand } from "/page/commands.js";
import { bytes, fresh, h, redraw } from "/page/dom.js";
import { icon } from "/page/icons.js";

export class Composer {
  // `pane` has person, platform, at (the place), guarded(action), and lastOwn() for editing.
  constructor(pane) {
    this.pane = pane;
    this.drafts = new Map();
    this.files = [];
    this.replyTo = null;
    this.editing = null;
    this.offered = [];
    this.chosen = 0;
    this.told = 0;
    const list = fresh("commands");
    this.list = h("ul", { class: "commands", id: list, role: "listbox", "aria-label": "Commands", hidden: true });
    this.text = h("textarea", { rows: "1", dir: "auto", "data-key": "composer", "aria-autocomplete": "list", "aria-controls": list,
      input: () => this.typed(), keydown: (event) => this.keys(event), paste: (event) => this.pasted(event) });
    this.picker = h("input", { type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true", change: () => this.attach(this.picker.files) });
    this.chips = h("div", { class: "chips" });
    this.keyboard = h("div", { class: "keys quick" });
    this.form = h("div", { class: "command-space" });
    this.send = h("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"));
    this.box = h("form", { class: "composer", submit: (event) => {
      event.preventDefault();
      this.go();
    } }, h("button", { type: "button", class: "attach", "aria-label": "Attach files", click: () => this.picker.click() }, icon("attach")), this.text, this.send, this.picker);
    this.element = h("div", { class: "composing" }, this.form, this.list, this.keyboard, this.chips, this.box);
  }

  // The place has changed or was looked at anew.
  show(at) {
    if (this.at?.key !== at?.key) {
      if (this.at) this.drafts.set(this.at.key, this.text.value);
      this.text.value = at ? this.drafts.get(at.key) || "" : "";
      this.reset();
    }
    this.at = at;
    const closed = !at || !at.writable;
    this.box.hidden = closed;
    this.text.placeholder = at ? `Message ${at.kind === "channel" ? "#" : ""}${at.title}` : "";
    this.text.setAttribute("aria-label", at ? `Message to ${at.title}` : "Message");
    this.quick(at);
  }

  quick(at) {
    const keyed = at ? at.messages.filter((each) => each.keyboard).at(-1)?.keyboard : null;
    const rows = keyed?.keyboard || [];
    redraw(this.keyboard, rows.map((row) => h("div", { class: "keys-row" }, ...row.map((key) => {
      const text = typeof key === "string" ? key : key.text;
      const act = key.request_users
        ? (event) => this.pane.choose(event.currentTarget)
        : () => this.pane.guarded(() => this.say(text, [], null));
      return h("button", { type: "button", class: "key", "data-key": `q-${text}`, click: act }, text);
    }))));
  }

  reset() {
    this.files = [];
    this.replyTo = null;
    this.editing = null;
    this.form.replaceChildren();
    this.offer([]);
    this.drawChips();
  }

  reply(message) {
    this.replyTo = message;
    this.editing = null;
    this.drawChips();
    this.text.focus();
  }

  rewrite(message) {
    this.editing = message;
    this.replyTo = null;
    this.text.value = message.text;
    this.drawChips();
    this.text.focus();
  }

  cancel() {
    if (this.editing) this.text.value = "";
    this.editing = null;
    this.replyTo = null;
    this.drawChips();
  }

  attach(files) {
    this.files.push(...files);
    this.picker.value = "";
    this.drawChips();
    this.text.focus();
  }

  pasted(event) {
    if (event.clipboardData?.files.length) {
      event.preventDefault();
      this.attach(event.clipboardData.files);
    }
  }

  drawChips() {
    const chip = (text, drop, key) => h("span", { class: "chip" }, h("span", { class: "chip-text", dir: "auto" }, text), h("button", { type: "button", "aria-label": `Remove: ${text}`, "data-key": key, click: drop }, icon("close")));
    redraw(this.chips, [
      this.replyTo && chip(`Replying to ${this.replyTo.author.name}`, () => this.cancel(), "chip-reply"),
      this.editing && chip("Editing your message", () => this.cancel(), "chip-edit"),
      ...this.files.map((file, index) => chip(`${file.name} (${bytes(file.size)})`, () => {
        this.files.splice(index, 1);
        this.drawChips();
      }, `chip-${index}`)),
    ]);
  }

  async typed() {
    const line = this.text.value;
    if (line && Date.now() - this.told > 8000 && this.at) {
      this.told = Date.now();
      this.pane.platform.typing(this.pane.person, this.at).catch(() => {});
    }
    if (!line.startsWith("/") || line.includes("\n") || this.editing || !this.at) return this.offer([]);
    if (!this.known || this.knownAt !== this.at.key || line === "/") {
      this.knownAt = this.at.key;
      this.known = await this.pane.platform.commands(this.pane.person, this.at).catch(() => []);
    }
    const now = this.text.value;
    this.offer(now.startsWith("/") ? this.known.filter((each) => each.kind === "chat" && `/${each.name}`.startsWith(now.trimEnd())) : []);
  }

  offer(commands) {
    this.offered = commands;
    this.chosen = 0;
    this.list.hidden = commands.length === 0;
    if (commands.length) this.pane.said.textContent = `${commands.length} commands, the arrow keys choose`;
    this.list.replaceChildren(...commands.map((each, index) => h("li", { role: "option", id: `${this.list.id}-${index}`, pointerdown: (event) => {
      event.preventDefault();
      this.pick(each);
    } }, h("span", { class: "command-name" }, `/${each.name}`), " ", h("span", { class: "quiet", dir: "auto" }, each.description))));
    this.mark();
  }

  mark() {
    [...this.list.children].forEach((each, index) => each.setAttribute("aria-selected", String(index === this.chosen)));
    if (this.offered.length) this.text.setAttribute("aria-activedescendant", `${this.list.id}-${this.chosen}`);
    else this.text.removeAttribute("aria-activedescendant");
    this.list.children[this.chosen]?.scrollIntoView({ block: "nearest" });
  }

  keys(event) {
    if (event.isComposing) return;
    const count = this.offered.length;
    if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.chosen = (this.chosen + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
      this.mark();
    } else if (count && (event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
      event.preventDefault();
      this.pick(this.offered[this.chosen]);
    } else if (event.key === "Escape") {
      if (count) this.offer([]);
      else if (this.form.firstChild) this.form.replaceChildren();
      else this.cancel();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.go();
    } else if (event.key === "ArrowUp" && !this.text.value) {
      const last = this.pane.lastOwn();
      if (last) {
        event.preventDefault();
        this.rewrite(last);
      }
    }
  }

  pick(command) {
    this.offer([]);
    this.text.value = "";
    this.begin(command, {});
  }

  begin(command, given, target) {
    const missing = command.options.filter((each) => !(each.name in given));
    if (missing.length === 0) return this.pane.guarded(() => this.pane.platform.run(this.pane.person, this.at, command, given, target));
    return openCommand(this.form, { pane: this.pane, at: this.at, command, given, done: () => this.text.focus() });
  }

  say(text, files, replyTo) {
    return this.pane.platform.say(this.pane.person, this.at, { text, files, replyTo });
  }

  async go() {
    const line = this.text.value.trim();
    if (!line && !this.files.length) return;
    const { editing, files, replyTo } = this;
    this.offer([]);
    if (line.startsWith("/") && !editing && this.pane.platform.takesOptions) {
      const fit = await this.pane.guarded(async () => fitted(line, await this.pane.platform.commands(this.pane.person, this.at)));
      if (!fit) return;
      this.text.value = "";
      this.offer([]);
      const asks = fit.command.options.some((each) => each.required && !(each.name in fit.given));
      if (asks) this.begin(fit.command, fit.given);
      else this.pane.guarded(() => this.pane.platform.run(this.pane.person, this.at, fit.command, fit.given));
      return;
    }
    this.text.value = "";
    this.files = [];
    this.editing = null;
    this.replyTo = null;
    this.drawChips();
    try {
      if (editing) await this.pane.platform.edit(this.pane.person, this.at, editing, line);
      else await this.say(line, files, replyTo);
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof TypeError)) throw error;
      this.text.value = line;
      this.files = files;
      this.editing = editing;
      this.replyTo = replyTo;
      this.drawChips();
      this.pane.toast(error.message, true);
    }
  }
}
