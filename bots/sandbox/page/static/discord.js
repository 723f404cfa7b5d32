// The simulated Discord: a person's view in the page's own shape, and what they can do.

import { asUpload, get, local, post } from "/page/api.js";

const user = (person, verb, body) => post(`/control/discord/users/${person.id}/${verb}`, body);
const THREADS = new Set(["thread", "private_thread"]);

export const label = "Simulated Discord";
export const takesOptions = true;
export const reactions = ["👍", "👀", "❤️", "🎉", "😂", "😢"];

export async function look(person) {
  const view = await get(`/control/discord/users/${person.id}/view`);
  const names = namesIn(view);
  const places = [];
  for (const channel of view.dms) places.push(place(channel, "Direct messages", view, person, names));
  for (const guild of view.guilds) {
    const tops = guild.channels.filter((each) => !THREADS.has(each.type) && each.type !== "category");
    for (const top of tops) {
      places.push(place(top, guild.name, view, person, names));
      const threads = guild.channels.filter((each) => THREADS.has(each.type) && each.parent === top.id);
      for (const thread of threads) places.push(place(thread, guild.name, view, person, names));
    }
    const strays = guild.channels.filter(
      (each) => THREADS.has(each.type) && !tops.some((top) => top.id === each.parent),
    );
    for (const thread of strays) places.push(place(thread, guild.name, view, person, names));
  }
  return {
    places,
    names,
    forms: view.modals,
    toasts: view.interactions
      .filter((each) => each.state === "failed")
      .map((each) => ({ id: `failed-${each.id}`, text: "The application did not respond.", alert: true })),
    busy: view.interactions.filter((each) => each.state === "pending" || each.state === "deferred").map((each) => each.channel),
    typing: view.typing.map((each) => ({ key: each.channel, name: each.user.name })),
    openers: view.dms.length ? [] : [{ label: `Message ${person.bot_name || "the bot"}`, act: () => openDm(person) }],
    guilds: view.guilds.map((each) => ({ id: each.id, name: each.name })),
  };
}

function namesIn(view) {
  const names = new Map();
  for (const list of Object.values(view.messages)) for (const each of list) names.set(each.author.id, each.author.name);
  for (const guild of view.guilds) for (const each of guild.channels) names.set(each.id, each.name);
  return names;
}

function place(channel, group, view, person, names) {
  const kind = channel.type === "dm" ? "dm" : THREADS.has(channel.type) ? "thread" : channel.type === "forum" ? "forum" : "channel";
  const sign = { dm: "@", thread: channel.type === "private_thread" ? "lock" : "↳", forum: "▤", channel: "#" }[kind];
  return {
    key: channel.id,
    title: channel.name || "untitled",
    group,
    kind,
    sign,
    nested: kind === "thread",
    parent: channel.parent,
    note: [channel.archived && "archived", channel.locked && "locked", ...(kind === "thread" ? channel.tags : [])].filter(Boolean),
    writable: kind !== "forum",
    archived: channel.archived,
    messages: (view.messages[channel.id] || []).map((each) => message(each, person, names)),
  };
}

function message(raw, person) {
  return {
    id: raw.id,
    author: raw.author,
    mine: raw.author.id === person.id,
    at: new Date(raw.timestamp),
    edited: Boolean(raw.edited),
    html: raw.html ?? null,
    text: raw.content,
    media: raw.attachments.map((each) => ({
      name: each.name,
      size: each.size,
      url: local(each.url),
      picture: /^image\/(png|jpeg|gif|webp)$/.test(each.mime || ""),
    })),
    embeds: raw.embeds,
    components: raw.components,
    keys: [],
    replyTo: raw.reply_to,
    reactions: raw.reactions.map((each) => ({ emoji: each.emoji, count: each.users.length, mine: each.users.includes(person.id) })),
    ephemeral: raw.ephemeral,
    pinned: raw.pinned,
    pinged: raw.pinged.includes(person.id) || raw.pinged.includes("everyone"),
    service: SERVICE[raw.type] || "",
  };
}

const SERVICE = { 1: "joined the conversation", 2: "left the conversation", 4: "renamed this", 6: "pinned a message", 7: "joined the server", 18: "opened a thread", 21: "started this thread" };

export async function openDm(person) {
  return (await user(person, "dm", { user: person.bot })).channel;
}

export async function say(person, at, { text, files, replyTo }) {
  const body = { channel: at.key, text };
  if (replyTo) body.reply_to = replyTo.id;
  if (files.length) body.files = await Promise.all(files.map(asUpload));
  return user(person, "send", body);
}

export const edit = (person, at, message, text) => user(person, "edit", { channel: at.key, message: message.id, text });
export const erase = (person, at, message) => user(person, "delete", { channel: at.key, message: message.id });
export const react = (person, at, message, emoji, off) =>
  user(person, "react", { channel: at.key, message: message.id, emoji, remove: off });
export const press = (person, at, message, button) =>
  user(person, "press", { channel: at.key, message: message.id, custom_id: button.id });
export const choose = (person, at, message, select, values) =>
  user(person, "press", { channel: at.key, message: message.id, custom_id: select, values });
export const typing = (person, at) => user(person, "typing", { channel: at.key });
export const submit = (person, form, fields, files) => user(person, "submit", { modal: form.id, fields, files });
export const dismiss = (person, form) => user(person, "dismiss", { modal: form.id });
export const commands = (person, at) => get(`/control/people/discord/${person.id}/commands?place=${at.key}`);
export const run = (person, at, command, options, target) =>
  user(person, "command", { channel: at.key, name: command.name, type: command.kind, options, target });
export const suggest = async (person, at, command, option, value, options) =>
  (await user(person, "autocomplete", { channel: at.key, name: command.name, option, value, options })).choices;

export function placeMenu(person, at) {
  if (at.kind === "dm") return [];
  const items = [];
  if (at.kind === "thread") {
    const archived = !at.archived;
    items.push({ label: archived ? "Archive the thread" : "Open the thread again", act: () => user(person, "archive_thread", { channel: at.key, archived }) });
  }
  items.push({ label: at.kind === "thread" ? "Delete the thread" : "Delete the channel", act: () => user(person, "delete_channel", { channel: at.key }) });
  return items;
}

export function personMenu(person, seen) {
  return [
    { label: "Close direct messages", act: () => user(person, "close_dms") },
    { label: "Open direct messages", act: () => user(person, "open_dms") },
    ...seen.guilds.map((guild) => ({ label: `Leave ${guild.name}`, act: () => user(person, "leave", { guild: guild.id }) })),
  ];
}
