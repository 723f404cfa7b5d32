// Building elements. Whatever people wrote becomes text, never markup.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const hidden = (text) => h("span", { class: "unseen" }, text);

// Draw anew, and leave the keyboard's focus on what it was on, told by data-key.
export function redraw(container, children) {
  const key = container.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  container.replaceChildren(...children.filter(Boolean));
  if (key !== undefined) focusKey(container, key);
}

export function focusKey(container, key) {
  for (const each of container.querySelectorAll("[data-key]")) {
    if (each.dataset.key === key) {
      each.focus({ preventScroll: true });
      return true;
    }
  }
  return false;
}

let counted = 0;
export const fresh = (prefix) => `${prefix}-${++counted}`;

export function avatar(who) {
  let sum = 0;
  for (const letter of String(who.id)) sum = (sum * 31 + letter.codePointAt(0)) % 997;
  const initial = [...(who.name || "?")][0].toUpperCase();
  return h("span", { class: `avatar hue-${sum % 8}`, "aria-hidden": "true" }, initial);
}

export function bytes(size) {
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(0)} kB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}

export const clock = (date) => date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
