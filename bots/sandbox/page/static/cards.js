// Discord's embeds and components as elements.

import { local } from "/page/api.js";
import { bytes, fresh, h } from "/page/dom.js";
import { marked } from "/page/markdown.js";
import { link } from "/page/sanitise.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary link" };

export function embed(raw, names) {
  const element = h("article", { class: "embed" },
    raw.author?.name ? h("p", { class: "embed-small", dir: "auto" }, raw.author.name) : null,
    raw.title ? h("p", { class: "embed-title", dir: "auto" }, ...(raw.url ? [link(raw.url, raw.title)] : marked(raw.title, names))) : null,
    raw.description ? h("div", { class: "words", dir: "auto" }, ...marked(raw.description, names)) : null,
    raw.fields?.length ? h("dl", { class: "fields" }, ...raw.fields.map((field) =>
      h("div", { class: field.inline ? "inline" : "" },
        h("dt", { dir: "auto" }, ...marked(field.name, names)), h("dd", { class: "words", dir: "auto" }, ...marked(field.value, names))))) : null,
    raw.image?.url ? picture(raw.image.url, "") : null,
    raw.footer?.text ? h("p", { class: "embed-small", dir: "auto" }, raw.footer.text) : null,
  );
  tint(element, raw.color);
  return element;
}

function tint(element, color) {
  if (Number.isInteger(color)) element.style.setProperty("--tint", `#${color.toString(16).padStart(6, "0")}`);
}

function picture(url, description) {
  const address = local(url);
  if (!address.startsWith("/")) return link(url, url);
  return h("img", { src: address, alt: description || "", loading: "lazy", class: "picture" });
}

// `act` has press(button), choose(select, values) and people: what a press means is the pane's affair.
export function component(raw, names, act) {
  const inner = (list) => (list || []).map((each) => component(each, names, act));
  switch (raw.type) {
    case 1: return h("div", { class: "buttons" }, ...inner(raw.components));
    case 2: return button(raw, act);
    case 3: case 5: case 6: case 7: case 8: return menu(raw, act);
    case 9: return h("div", { class: "section" }, h("div", { class: "section-words" }, ...inner(raw.components)), raw.accessory ? component(raw.accessory, names, act) : null);
    case 10: return h("div", { class: "words", dir: "auto" }, ...marked(raw.content || "", names));
    case 11: return picture(raw.media?.url || "", raw.description);
    case 12: return h("div", { class: "gallery" }, ...(raw.items || []).map((each) => picture(each.media?.url || "", each.description)));
    case 13: return h("p", { class: "file" }, "📎 ", link(new URL(local(raw.file?.url || "/"), location.href).href, raw.name || "File"), raw.size ? ` ${bytes(raw.size)}` : "");
    case 14: return h("hr", { class: raw.divider === false ? "gap" : "" });
    case 17: {
      const element = h("div", { class: "embed container" }, ...inner(raw.components));
      tint(element, raw.accent_color);
      return element;
    }
    default: return h("p", { class: "quiet" }, `(a component of type ${raw.type})`);
  }
}

function button(raw, act) {
  const text = [raw.emoji?.name, raw.label].filter(Boolean).join(" ") || "…";
  const made = { label: text, id: raw.custom_id, url: raw.url };
  if (raw.url) return Object.assign(link(raw.url, text, " ↗"), { className: "press secondary" });
  return h("button", { type: "button", class: `press ${STYLES[raw.style] || "secondary"}`, disabled: raw.disabled, "data-key": `b-${raw.custom_id}`, click: () => act.press(made) }, text);
}

function menu(raw, act) {
  const name = raw.placeholder || "Choose";
  const many = (raw.max_values ?? 1) > 1;
  const options = raw.type === 3 ? raw.options : act.choices(raw.type);
  const select = h("select", { class: "select", multiple: many, disabled: raw.disabled, "aria-label": name, "data-key": `s-${raw.custom_id}` },
    many ? null : h("option", { value: "" }, name),
    ...options.map((each) => h("option", { value: each.value, selected: each.default }, [each.emoji?.name, each.label].filter(Boolean).join(" "))));
  const send = () => {
    const values = [...select.selectedOptions].map((each) => each.value).filter(Boolean);
    if (values.length >= (raw.min_values ?? 1)) act.choose(raw.custom_id, values);
  };
  return h("span", { class: "select-row" }, select, h("button", { type: "button", class: "press secondary", "data-key": `c-${raw.custom_id}`, disabled: raw.disabled, click: send }, "Choose"));
}

// One control of a form, with its label. `read` gives the value to send, undefined for nothing.
export function field(raw, outer, choices) {
  const id = fresh("field");
  const name = outer.label || raw.label || raw.placeholder || "Answer";
  const needed = raw.required !== false && raw.type !== 23;
  const hint = outer.description ? h("p", { class: "quiet", id: `${id}-hint` }, outer.description) : null;
  const common = { id, required: needed, "aria-describedby": hint ? `${id}-hint` : undefined };
  const [control, read] = controlOf(raw, common, choices);
  const label = h("label", { for: id }, name, needed ? h("span", { class: "needed", "aria-hidden": "true" }, " *") : h("span", { class: "quiet" }, " (optional)"));
  const grouped = raw.type === 21 || raw.type === 22;
  const element = grouped
    ? h("fieldset", { class: "field" }, h("legend", {}, name), hint, control)
    : h("div", { class: raw.type === 23 ? "field tick" : "field" }, label, hint, control);
  return { id: raw.custom_id, element, read, files: raw.type === 19 };
}

function controlOf(raw, common, choices) {
  switch (raw.type) {
    case 4: {
      const long = raw.style === 2;
      const shared = { ...common, minlength: raw.min_length || undefined, maxlength: raw.max_length || 4000, placeholder: raw.placeholder, value: raw.value || "", dir: "auto" };
      const control = long ? h("textarea", { ...shared, rows: "4" }) : h("input", { type: "text", ...shared });
      return [control, () => control.value];
    }
    case 19: {
      const control = h("input", { type: "file", ...common, multiple: (raw.max_values ?? 1) > 1 });
      return [control, () => [...control.files]];
    }
    case 21: case 22: {
      const kind = raw.type === 21 ? "radio" : "checkbox";
      const inputs = (raw.options || []).map((each) => [h("input", { type: kind, name: common.id, value: each.value, checked: each.default }), each.label]);
      const control = h("div", { class: "ticks" }, ...inputs.map(([input, text]) => h("label", {}, input, ` ${text}`)));
      const chosen = () => inputs.map(([input]) => input).filter((input) => input.checked).map((input) => input.value);
      return [control, () => (raw.type === 21 ? chosen()[0] || "" : chosen())];
    }
    case 23: {
      const control = h("input", { type: "checkbox", ...common, checked: raw.default });
      return [control, () => control.checked];
    }
    default: {
      const options = raw.type === 3 ? raw.options : choices(raw.type);
      const many = (raw.max_values ?? 1) > 1;
      const control = h("select", { ...common, multiple: many },
        many ? null : h("option", { value: "" }, raw.placeholder || "Choose…"),
        ...options.map((each) => h("option", { value: each.value, selected: each.default }, each.label)));
      return [control, () => [...control.selectedOptions].map((each) => each.value).filter(Boolean)];
    }
  }
}
