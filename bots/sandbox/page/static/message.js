// One message of a conversation.

import { component, embed } from "/page/cards.js";
import { avatar, bytes, clock, h, hidden } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { sanitised } from "/page/sanitise.js";

// Everything that the drawing depends on, as text: a message is drawn anew only when this changes.
export const fingerprint = (message, context) =>
  JSON.stringify([message, context.follows, context.quoted?.id, context.quoted?.text, context.editing]);

export function draw(message, context) {
  const { act, names, quoted, follows } = context;
  if (message.service && !message.text && !message.media.length) {
    return h("li", { class: "service", "data-id": message.id }, h("span", { dir: "auto" }, `${message.author.name}: ${message.service}`));
  }
  const classes = ["message", message.mine && "mine", message.author.bot && "bot", follows && "follows", message.ephemeral && "private", message.pinged && "pinged"];
  const more = h("button", { type: "button", class: "more", "aria-haspopup": "menu", "aria-expanded": "false", "data-key": `m-${message.id}`, "aria-label": `Actions for ${message.author.name}'s message`, click: () => act.menu(more, message) }, icon("more"));
  return h("li", { class: classes.filter(Boolean).join(" "), "data-id": message.id },
    avatar(message.author),
    h("div", { class: "message-body" },
      quoted ? h("p", { class: "quote" }, hidden("In reply to "), h("span", { class: "quote-name", dir: "auto" }, quoted.author.name), " ", h("span", { dir: "auto" }, brief(quoted))) : null,
      head(message, follows),
      h("div", { class: "bubble" },
        message.forward ? h("p", { class: "quiet small" }, `Forwarded from ${origin(message.forward)}`) : null,
        message.caption ? pictures(message) : null,
        message.text || message.html ? h("div", { class: "words", dir: "auto" }, ...words(message)) : null,
        message.edited && (message.text || message.media.length) ? h("span", { class: "edited quiet" }, "edited") : null,
        h("time", { class: "at quiet", datetime: message.at.toISOString(), title: message.at.toLocaleString() }, clock(message.at)),
        message.caption ? null : pictures(message),
      ),
      ...message.embeds.map((each) => embed(each, names)),
      ...message.components.map((each) => component(each, names, act.of(message))),
      keyboard(message, act),
      message.ephemeral ? h("p", { class: "only-you" }, icon("eye"), " Only you can see this") : null,
      reactions(message, act),
    ),
    more,
  );
}

function head(message, follows) {
  const name = h("span", { class: "name", dir: "auto" }, message.author.name);
  const badge = message.author.bot ? h("span", { class: "badge" }, "BOT") : null;
  const at = h("time", { class: "quiet", datetime: message.at.toISOString(), title: message.at.toLocaleString() }, clock(message.at));
  return h("p", { class: follows ? "head unseen" : "head" }, name, badge, at);
}

function words(message) {
  if (message.html !== null && message.html !== undefined) return sanitised(message.html);
  return [document.createTextNode(message.text)];
}

const origin = (forward) => {
  const user = forward.sender_user;
  return user ? [user.first_name, user.last_name].filter(Boolean).join(" ") : forward.sender_user_name || forward.sender_chat?.title || forward.chat?.title || "somebody";
};

// What a message says, in one line and without its marks.
const spoken = (message) => h("div", {}, ...words(message).map((node) => (node.nodeName === "BR" ? " " : node))).textContent.replace(/\s+/g, " ").trim();

const brief = (message) => {
  const text = spoken(message) || message.embeds[0]?.title || message.media[0]?.name || "a message";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};

function pictures(message) {
  return message.media.map((file) =>
    file.picture
      ? h("a", { href: file.url, target: "_blank", rel: "noopener", class: "picture-link" }, h("img", { class: "picture", src: file.url, alt: file.name, loading: "lazy" }))
      : h("a", { class: "file", href: file.url, download: file.name, dir: "auto" }, "📎 ", file.name, h("span", { class: "quiet" }, ` ${bytes(file.size)}`)),
  );
}

function keyboard(message, act) {
  if (!message.keys.length) return null;
  const key = (button) => h("button", { type: "button", class: "key", "data-key": `k-${message.id}-${button.data || button.url}`, click: () => act.of(message).press(button) }, button.label, button.url ? " ↗" : "");
  return h("div", { class: "keys" }, ...message.keys.map((row) => h("div", { class: "keys-row" }, ...row.map(key))));
}

function reactions(message, act) {
  if (!message.reactions.length) return null;
  return h("div", { class: "reactions" }, ...message.reactions.map((each) =>
    h("button", { type: "button", class: "reaction", "aria-pressed": String(each.mine), "data-key": `r-${message.id}-${each.emoji}`, "aria-label": `${each.emoji}, ${each.count}`, click: () => act.react(message, each.emoji, each.mine) }, each.emoji, " ", h("span", {}, String(each.count)))));
}
