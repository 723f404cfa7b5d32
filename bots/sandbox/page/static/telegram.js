// The simulated Telegram: a person's view in the page's own shape, and what they can do.

import { asUpload, get, local, post } from "/page/api.js";

const user = (person, verb, body) => post(`/control/telegram/users/${person.id}/${verb}`, body);
const GENERAL = 1;

export const label = "Simulated Telegram";
export const takesOptions = false;
export const reactions = ["👍", "👎", "❤", "🔥", "🎉", "👀"];

export async function look(person) {
  const view = await get(`/control/telegram/users/${person.id}/view`);
  const places = view.chats.flatMap((chat) => placesOf(chat, person));
  const known = new Set(view.chats.map((chat) => String(chat.id)));
  return {
    places,
    names: new Map(),
    forms: [],
    toasts: view.toasts.filter((each) => each.text).map((each) => ({ id: `toast-${each.query}`, text: each.text, alert: each.alert })),
    busy: [],
    typing: view.typing.map((each) => ({ key: keyOf(each.chat, each.thread), name: person.bot_name || "The bot" })),
    openers:
      person.bot && !known.has(person.bot)
        ? [{ label: `Start ${person.bot_name || "the bot"}`, act: () => start(person, person.bot) }]
        : [],
    guilds: [],
  };
}

const keyOf = (chat, thread) => (thread ? `${chat}/${thread}` : `${chat}`);

export async function start(person, bot, payload = "") {
  await user(person, "start", { bot, payload });
  return String(bot);
}

function placesOf(chat, person) {
  const dm = chat.type === "private";
  const topics = chat.topics.filter((each) => !each.deleted && each.id !== GENERAL);
  const all = chat.messages.map((each) => message(each, person));
  const top = {
    key: keyOf(chat.id),
    chat: chat.id,
    thread: 0,
    title: chat.title,
    group: dm ? "Chats" : "Groups",
    kind: dm ? "dm" : "channel",
    sign: dm ? "@" : "#",
    nested: false,
    note: [chat.blocked && "blocked"].filter(Boolean),
    writable: !chat.blocked,
    blocked: chat.blocked,
    bot: dm ? chat.id : null,
    messages: all.filter((each) => !topics.some((topic) => topic.id === each.thread)),
  };
  const below = topics.map((topic) => ({
    key: keyOf(chat.id, topic.id),
    chat: chat.id,
    thread: topic.id,
    title: topic.name,
    group: "Groups",
    kind: "thread",
    sign: "↳",
    nested: true,
    parent: top.key,
    note: [topic.closed && "closed"].filter(Boolean),
    writable: true,
    messages: all.filter((each) => each.thread === topic.id),
  }));
  return [top, ...below];
}

function message(raw, person) {
  const media = raw.media;
  return {
    id: raw.id,
    thread: raw.thread || 0,
    author: { id: String(raw.from.id), name: raw.from.name, bot: raw.from.is_bot },
    mine: String(raw.from.id) === person.id,
    at: new Date(raw.date * 1000),
    edited: Boolean(raw.edited),
    html: raw.html || null,
    text: raw.text || raw.caption || "",
    media: media
      ? [{ name: media.name || media.kind, size: media.size, url: local(media.url), picture: media.kind === "photo" || /^image\//.test(media.mime || "") }]
      : [],
    caption: true,
    embeds: [],
    components: [],
    keys: raw.buttons,
    keyboard: raw.keyboard || null,
    forward: raw.forward || null,
    replyTo: raw.reply_to,
    reactions: Object.entries(raw.reactions).map(([emoji, ids]) => ({ emoji, count: ids.length, mine: ids.map(String).includes(person.id) })),
    ephemeral: false,
    pinned: false,
    pinged: false,
    service: raw.service ? raw.service.replaceAll("_", " ") : "",
  };
}

const where = (at) => (at.thread ? { chat: at.chat, thread: at.thread } : { chat: at.chat });

// Telegram's apps turn these signs into formatting when a message is sent.
const SIGNS = /\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|\|\|(.+?)\|\||`([^`\n]+)`/g;
const KINDS = ["bold", "italic", "strikethrough", "spoiler", "code"];

function formatted(typed) {
  const entities = [];
  let text = "";
  let from = 0;
  for (const found of typed.matchAll(SIGNS)) {
    const kind = found.slice(1).findIndex((each) => each !== undefined);
    const inner = found[kind + 1];
    text += typed.slice(from, found.index);
    entities.push({ type: KINDS[kind], offset: text.length, length: inner.length });
    text += inner;
    from = found.index + found[0].length;
  }
  return { text: text + typed.slice(from), entities };
}

export async function say(person, at, { text: typed, files, replyTo }) {
  const body = where(at);
  const { text, entities } = formatted(typed);
  if (entities.length) body.entities = entities;
  if (replyTo) body.reply_to = replyTo.id;
  if (files.length) {
    body.files = await Promise.all(files.map(asUpload));
    body.caption = text;
    body.album = files.length > 1;
  } else body.text = text;
  return user(person, "send", body);
}

export const edit = (person, at, message, typed) => user(person, "edit", { chat: at.chat, message: message.id, ...formatted(typed) });
export const choose = (person, at, chosen) => user(person, "pick", { chat: at.chat, users: [Number(chosen.id)] });
export const erase = (person, at, message) => user(person, "delete", { chat: at.chat, message: message.id });
export const react = (person, at, message, emoji, off) =>
  user(person, "react", { chat: at.chat, message: message.id, emoji: off ? null : emoji });
export const typing = async () => {};
export const commands = (person, at) => get(`/control/people/telegram/${person.id}/commands?place=${at.chat}`);
export const run = (person, at, command) => say(person, at, { text: `/${command.name}`, files: [], replyTo: null });

export async function press(person, at, message, button) {
  if (!button.url) return user(person, "press", { chat: at.chat, message: message.id, data: button.data });
  const started = deepLink(button.url);
  if (started) return start(person, started.bot, started.payload);
  window.open(button.url, "_blank", "noopener,noreferrer");
  return {};
}

// https://t.me/some_bot?start=payload opens the bot's chat in the app; so it does here.
function deepLink(url) {
  const address = new URL(url);
  const payload = address.searchParams.get("start");
  if (payload === null) return null;
  if (address.hostname === "t.me") return { bot: address.pathname.slice(1), payload };
  if (address.protocol === "tg:") return { bot: address.searchParams.get("domain"), payload };
  return null;
}

export const forward = (person, message) => {
  const body = { chat: Number(person.bot), text: message.text || "…", forward_from: Number(message.author.id) };
  return user(person, "send", body);
};

export function placeMenu(person, at) {
  if (at.kind === "dm") {
    const verb = at.blocked ? "unblock" : "block";
    return [{ label: at.blocked ? "Unblock the bot" : "Block the bot", act: () => user(person, verb, { bot: at.bot }) }];
  }
  if (at.kind === "thread") {
    return [{ label: "Delete the topic", act: () => user(person, "delete_topic", { chat: at.chat, thread: at.thread }) }];
  }
  return [];
}

export const personMenu = () => [];
