// The drawer in which a visitor lets the platforms misbehave.

import { Refused, post, remove } from "/page/api.js";
import { h } from "/page/dom.js";

const MANY = 1000000;
const fault = (platform, match, what, more = {}) => post(`/control/${platform}/faults`, { match, do: what, ...more });

const ORDERS = {
  discord: {
    title: "Discord",
    says: "^POST /channels/\\d+/messages",
    more: [
      ["Close the connection", "closed; the program resumes and fetches what it missed", () => post("/control/discord/gateway", { action: "drop" })],
      ["End the session", "ended; the program must begin a new session and look for what it missed", () => post("/control/discord/gateway", { action: "invalid_session", resumable: false })],
      ["Begin an outage", "down until “Back to normal”", async () => {
        await post("/control/discord/gateway", { action: "outage", on: true });
        await fault("discord", "", "status", { status: 503, times: MANY });
      }],
    ],
    mend: async () => {
      await remove("/control/discord/faults");
      await post("/control/discord/gateway", { action: "outage", on: false });
    },
  },
  telegram: {
    title: "Telegram",
    says: "/send(Message|Photo|Document)",
    more: [
      ["Send updates twice", "next updates come twice", () => post("/control/telegram/updates", { action: "duplicate", times: 5 })],
      ["Mix up the order", "next updates come out of order", () => post("/control/telegram/updates", { action: "shuffle", times: 5 })],
      ["Begin an outage", "down until “Back to normal”", () => fault("telegram", "", "status", { status: 502, times: MANY })],
    ],
    mend: async () => {
      await remove("/control/telegram/faults");
      await post("/control/telegram/updates", { action: "release" });
    },
  },
};

const common = (platform, says) => [
  ["Lose the next answer", "the next message is delivered, but its answer gets lost", () => fault(platform, says, "drop_reply")],
  ["Too many requests", "the next message is refused for 3 seconds (429)", () => fault(platform, says, "retry_after", { seconds: 3 })],
  ["Refuse three times", "the next three messages are refused (503)", () => fault(platform, says, "status", { status: 503, times: 3 })],
  ["Answer late", "the next message is answered after 4 seconds", () => fault(platform, says, "delay", { seconds: 4 })],
];

export function drawTrouble(drawer, close) {
  const status = h("p", { class: "trouble-status", role: "status" }, "Everything works normally.");
  const order = async (title, words, act) => {
    try {
      await act();
      status.textContent = `${title}: ${words}.`;
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof TypeError)) throw error;
      status.textContent = `${title}: ${error.message}`;
    }
  };
  const columns = Object.entries(ORDERS).map(([platform, { title, says, more, mend }]) =>
    h("div", { class: "trouble-column", "data-platform": platform },
      h("h3", {}, h("span", { class: "platform" }, `Simulated ${title}`)),
      h("div", { class: "trouble-buttons" },
        ...[...common(platform, says), ...more].map(([label, words, act]) => h("button", { type: "button", class: "press secondary", click: () => order(title, words, act) }, label)),
        h("button", { type: "button", class: "press success", click: () => order(title, "works normally", mend) }, "Back to normal"))));
  drawer.replaceChildren(
    h("div", { class: "guide-head" }, h("h2", { id: "trouble-title" }, "Let the platforms misbehave"), h("button", { type: "button", class: "plain", click: close }, "Close")),
    h("p", { class: "quiet" }, "The program should lose nothing and say nothing twice. Order a fault, then write something."),
    h("div", { class: "trouble-columns" }, ...columns),
    status,
  );
}
