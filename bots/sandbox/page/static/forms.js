// Forms that a bot opens (Discord's modals), as dialogs. One at a time; Esc dismisses it.

import { Refused, asUpload } from "/page/api.js";
import { field } from "/page/cards.js";
import { fresh, h } from "/page/dom.js";
import { marked } from "/page/markdown.js";

const shown = new Set();

export const isOpen = () => document.querySelector("dialog.form[open]") !== null;

export function openForm(form, { person, names, choices, platform }) {
  if (shown.has(form.id) || isOpen()) return;
  shown.add(form.id);
  const title = fresh("form");
  const fields = [];
  const parts = form.components.map((part) => {
    if (part.type === 10) return h("div", { class: "words" }, ...marked(part.content || "", names));
    const raw = part.type === 18 ? part.component : part.components?.[0];
    if (!raw) return null;
    const made = field(raw, part.type === 18 ? part : {}, choices);
    fields.push(made);
    return made.element;
  });
  const trouble = h("p", { class: "refused", role: "alert" });
  const send = h("button", { type: "submit", class: "press primary" }, "Submit");
  const body = h("form", { method: "dialog", submit: async (event) => {
    event.preventDefault();
    send.disabled = true;
    try {
      const values = {};
      const files = {};
      for (const each of fields) {
        if (each.files) files[each.id] = await Promise.all(each.read().map(asUpload));
        else values[each.id] = each.read();
      }
      await platform.submit(person, form, values, files);
      dialog.close("sent");
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      trouble.textContent = error.message;
    } finally {
      send.disabled = false;
    }
  } },
    h("p", { class: "quiet" }, `A form from the bot, for ${person.name} on Discord`),
    h("h2", { id: title, dir: "auto" }, form.title),
    ...parts, trouble,
    h("div", { class: "form-end" }, h("button", { type: "button", class: "press secondary", click: () => dialog.close("") }, "Cancel"), send),
  );
  const dialog = h("dialog", { class: "form", "aria-labelledby": title, close: async () => {
    dialog.remove();
    if (dialog.returnValue === "sent") return;
    try {
      await platform.dismiss(person, form);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  } }, body);
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("input, textarea, select")?.focus();
}
