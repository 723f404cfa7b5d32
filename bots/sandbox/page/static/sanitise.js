// Formatted text from the platforms' servers, let through piece by piece: known tags without attributes,
// links to known schemes, and everything else as plain text.

import { h } from "/page/dom.js";

const TAGS = {
  B: "strong", STRONG: "strong", I: "em", EM: "em", U: "u", S: "s", DEL: "s", SMALL: "small",
  CODE: "code", PRE: "pre", BLOCKQUOTE: "blockquote", BR: "br",
};
const HEADINGS = { H1: "heading heading-1", H2: "heading heading-2", H3: "heading heading-3" };
const SCHEMES = new Set(["http:", "https:", "mailto:"]);

export function sanitised(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return [...parsed.body.childNodes].flatMap(clean);
}

function clean(node) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const name = node.tagName;
  if (name === "SCRIPT" || name === "STYLE" || name === "TEMPLATE") return [];
  const children = [...node.childNodes].flatMap(clean);
  if (name in TAGS) return [h(TAGS[name], {}, ...children)];
  if (name in HEADINGS) return [h("span", { class: HEADINGS[name] }, ...children)];
  if (name === "A") return [link(node.getAttribute("href") || "", ...children)];
  if (name === "TIME") return [moment(Number(node.dataset.seconds))];
  if (name === "SPAN" && node.classList.contains("spoiler")) return [spoiler(...children)];
  if (name === "SPAN" && /mention/.test(node.className)) return [h("span", { class: "mention" }, ...children)];
  return children;
}

export function link(href, ...children) {
  let address;
  try {
    address = new URL(href);
  } catch {
    return h("span", {}, ...children);
  }
  if (!SCHEMES.has(address.protocol)) return h("span", {}, ...children);
  return h("a", { href: address.href, target: "_blank", rel: "noopener noreferrer nofollow" }, ...children);
}

export function spoiler(...children) {
  const inner = h("span", { class: "spoiler-text" }, ...children);
  const shown = h("button", { type: "button", class: "spoiler", "aria-label": "Show the spoiler", click: () => {
    shown.replaceWith(h("span", { class: "spoiler-open" }, ...inner.childNodes));
  } }, inner);
  return shown;
}

const UNITS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

export function moment(seconds, style = "f") {
  if (!Number.isFinite(seconds)) return document.createTextNode("");
  const date = new Date(seconds * 1000);
  const full = date.toLocaleString([], { dateStyle: "long", timeStyle: "short" });
  return h("time", { datetime: date.toISOString(), title: full }, worded(date, style, full));
}

function worded(date, style, full) {
  switch (style) {
    case "t": return date.toLocaleTimeString([], { timeStyle: "short" });
    case "T": return date.toLocaleTimeString([], { timeStyle: "medium" });
    case "d": return date.toLocaleDateString([], { dateStyle: "short" });
    case "D": return date.toLocaleDateString([], { dateStyle: "long" });
    case "R": {
      const away = (date.getTime() - Date.now()) / 1000;
      const [unit, size] = UNITS.find(([, length]) => Math.abs(away) >= length) || ["second", 1];
      return new Intl.RelativeTimeFormat([], { numeric: "auto" }).format(Math.round(away / size), unit);
    }
    default: return full;
  }
}
