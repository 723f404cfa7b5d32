// Discord's marks in cards and components, as elements. Names are those that this person's view knows.

import { h } from "/page/dom.js";
import { link, moment, spoiler } from "/page/sanitise.js";

const PIECES = [
  [/```(?:[\w+-]*\n)?([\s\S]+?)```/, (found) => h("pre", {}, found[1])],
  [/`([^`\n]+)`/, (found) => h("code", {}, found[1])],
  [/\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/, (found, names) => link(found[2], ...inline(found[1], names))],
  [/<t:(\d+)(?::([tTdDfFR]))?>/, (found) => moment(Number(found[1]), found[2])],
  [/<(@!?|@&|#)(\d+)>/, (found, names) => mention(found[1], found[2], names)],
  [/<\/([^:>]+):\d+>/, (found) => h("span", { class: "mention" }, `/${found[1]}`)],
  [/https?:\/\/[^\s<>"]+/, (found) => link(found[0], found[0])],
  [/\*\*([\s\S]+?)\*\*/, (found, names) => h("strong", {}, ...inline(found[1], names))],
  [/__([\s\S]+?)__/, (found, names) => h("u", {}, ...inline(found[1], names))],
  [/~~([\s\S]+?)~~/, (found, names) => h("s", {}, ...inline(found[1], names))],
  [/\|\|([\s\S]+?)\|\|/, (found, names) => spoiler(...inline(found[1], names))],
  [/(?<![\w*])\*(?!\s)([^*\n]+?)\*(?!\w)/, (found, names) => h("em", {}, ...inline(found[1], names))],
  [/(?<!\w)_(?!\s)([^_\n]+?)_(?!\w)/, (found, names) => h("em", {}, ...inline(found[1], names))],
  [/\\([*_~|`>#\\[\]()-])/, (found) => document.createTextNode(found[1])],
];

const BLOCKS = [
  [/^### (.+)/, (children) => h("span", { class: "heading heading-3" }, ...children)],
  [/^## (.+)/, (children) => h("span", { class: "heading heading-2" }, ...children)],
  [/^# (.+)/, (children) => h("span", { class: "heading heading-1" }, ...children)],
  [/^-# (.+)/, (children) => h("small", { class: "line" }, ...children)],
  [/^> (.+)/, (children) => h("blockquote", {}, ...children)],
  [/^\s*[-*] (.+)/, (children) => h("span", { class: "bullet" }, ...children)],
];

export function marked(text, names) {
  if (text.includes("```")) return inline(text, names);
  const nodes = [];
  let open = false;
  for (const line of text.split("\n")) {
    const block = BLOCKS.find(([pattern]) => pattern.test(line));
    if (block) {
      nodes.push(block[1](inline(line.match(block[0])[1], names)));
      open = false;
    } else {
      if (open) nodes.push(h("br"));
      nodes.push(...inline(line, names));
      open = true;
    }
  }
  return nodes;
}

function inline(text, names) {
  let first = null;
  for (const [pattern, draw] of PIECES) {
    const found = pattern.exec(text);
    if (found && (first === null || found.index < first.found.index)) first = { found, draw };
  }
  if (first === null) return text ? [document.createTextNode(text)] : [];
  const { found, draw } = first;
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + found[0].length);
  return [...(before ? [document.createTextNode(before)] : []), draw(found, names), ...inline(after, names)];
}

function mention(sign, id, names) {
  const fallback = sign === "#" ? "unknown" : sign === "@&" ? "role" : "somebody";
  return h("span", { class: "mention" }, (sign === "#" ? "#" : "@") + (names.get(id) || fallback));
}
