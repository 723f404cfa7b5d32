// The drawer with everybody's mail: what came, the newest first, and the server's switch.

import { Refused, get, post, remove } from "/page/api.js";
import { h, redraw } from "/page/dom.js";

const SHOWN = 30;

export class Mailboxes {
  constructor(drawer, close, counted) {
    this.counted = counted;
    this.read = 0;
    this.list = h("ol", { class: "mails", "aria-label": "Mails" });
    this.status = h("p", { class: "trouble-status", role: "status" });
    this.power = h("button", { type: "button", class: "press secondary", click: () => this.order(() => post(`/control/mail/${this.runs ? "stop" : "start"}`)) });
    this.drawer = drawer;
    drawer.replaceChildren(
      h("div", { class: "guide-head" }, h("h2", { id: "mail-title" }, "Everybody’s mail"), h("button", { type: "button", class: "plain", click: close }, "Close")),
      h("p", { class: "quiet" }, "What the desk sends by mail ends here. Prove an address with ", h("kbd", {}, "/prove"), ", as in ", h("kbd", {}, "/prove rita@lighthouse.example"), "."),
      this.list,
      h("div", { class: "trouble-buttons" }, this.power, h("button", { type: "button", class: "press secondary", click: () => this.order(() => remove("/control/mail")) }, "Empty")),
      this.status,
    );
  }

  async order(act) {
    try {
      await act();
      this.status.textContent = "";
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof TypeError)) throw error;
      this.status.textContent = error.message;
    }
    await this.look();
  }

  async look() {
    const { runs, mails } = await get("/control/mail");
    this.runs = runs;
    this.power.textContent = runs ? "Stop the mail server" : "Start the mail server";
    const last = mails.length ? mails[mails.length - 1].number : 0;
    if (!this.drawer.hidden) this.read = last;
    this.counted(mails.filter((each) => each.number > this.read).length);
    const newest = mails.slice(-SHOWN).reverse();
    redraw(this.list, newest.length ? newest.map(drawn) : [h("li", { class: "quiet" }, "No mail yet.")]);
  }
}

function drawn(mail) {
  return h("li", { class: "mail" },
    h("p", { class: "mail-head" }, h("strong", {}, mail.subject), h("span", { class: "quiet" }, ` to ${mail.to.join(", ")} · ${new Date(mail.at).toLocaleTimeString()}`)),
    h("pre", { tabindex: "0", role: "group", "aria-label": `Mail: ${mail.subject}` }, mail.text));
}
