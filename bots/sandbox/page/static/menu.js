// A small menu at a button: arrow keys move, Enter chooses, Esc and a click elsewhere close.

import { h } from "/page/dom.js";

let open = null;

export function openMenu(anchor, label, items) {
  const again = open?.anchor === anchor;
  closeMenu(false);
  if (again || items.length === 0) return;
  const buttons = items.map((item) =>
    h("button", { type: "button", role: "menuitem", tabindex: "-1", class: item.row ? "menu-emoji" : "menu-item", "aria-label": item.name, click: () => {
      closeMenu(true);
      item.act();
    } }, item.label),
  );
  const emoji = buttons.filter((_, index) => items[index].row);
  const rest = buttons.filter((_, index) => !items[index].row);
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label, keydown: (event) => keys(event, buttons) },
    emoji.length ? h("div", { class: "menu-row", role: "none" }, ...emoji) : null, ...rest);
  document.getElementById("panes").append(menu);
  anchor.setAttribute("aria-expanded", "true");
  open = { anchor, menu };
  settle(anchor, menu);
  buttons[0].focus();
}

function keys(event, buttons) {
  const at = buttons.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    buttons[(to + buttons.length) % buttons.length].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    closeMenu(true);
  }
}

function settle(anchor, menu) {
  const at = anchor.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const below = at.bottom + size.height + 8 < innerHeight;
  menu.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - size.height - 4)}px`;
  menu.style.left = `${Math.min(Math.max(8, at.right - size.width), innerWidth - size.width - 8)}px`;
}

export function closeMenu(giveBack) {
  if (open === null) return;
  const { anchor, menu } = open;
  open = null;
  menu.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (giveBack) anchor.focus();
}

addEventListener("pointerdown", (event) => {
  if (open && !open.menu.contains(event.target) && !open.anchor.contains(event.target)) closeMenu(false);
});
