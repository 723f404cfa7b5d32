// A command and its options: as typed in one line, or asked for one by one.

import { Refused, asUpload } from "/page/api.js";
import { fresh, h } from "/page/dom.js";

const STRING = 3, INTEGER = 4, BOOLEAN = 5, USER = 6, CHANNEL = 7, ROLE = 8, MENTIONABLE = 9, NUMBER = 10, FILE = 11;

// `/take 12` or `/take case:12` fitted to the commands there are.
export function fitted(line, commands) {
  const words = [...line.slice(1).matchAll(/([\w-]+:)?"([^"]*)"|\S+/g)].map((each) => (each[2] === undefined ? each[0] : (each[1] || "") + each[2]));
  const byLength = commands.filter((each) => each.kind === "chat").sort((one, two) => two.name.length - one.name.length);
  const command = byLength.find((each) => each.name.split(" ").every((word, index) => words[index] === word));
  if (!command) throw new Refused(`There is no command ${line.split(" ")[0]} here.`);
  const named = new Map(command.options.map((each) => [each.name, each]));
  const texts = new Map();
  const loose = [];
  for (const word of words.slice(command.name.split(" ").length)) {
    const [name, ...rest] = word.split(":");
    if (rest.length && named.has(name)) texts.set(name, rest.join(":"));
    else loose.push(word);
  }
  const left = command.options.filter((each) => !texts.has(each.name));
  left.forEach((option, index) => {
    if (loose.length) texts.set(option.name, index === left.length - 1 ? loose.splice(0).join(" ") : loose.shift());
  });
  return { command, given: Object.fromEntries([...texts].map(([name, text]) => [name, valued(named.get(name), text)])) };
}

function valued(option, text) {
  if (option.type === INTEGER || option.type === NUMBER) return Number(text.replace(/^#/, ""));
  if (option.type === BOOLEAN) return /^(true|yes|1)$/i.test(text);
  const choice = option.choices.find((each) => each.name === text);
  return choice ? choice.value : text;
}

// Ask for a command's options in a small form above the composer.
export function openCommand(space, { pane, at, command, given, done }) {
  const made = command.options.map((option) => asked(option, given[option.name], { pane, at, command, values: () => values(made) }));
  const close = () => {
    space.replaceChildren();
    done();
  };
  const form = h("form", { class: "command-form", "aria-label": `Options of /${command.name}`, keydown: (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  }, submit: async (event) => {
    event.preventDefault();
    const ran = await pane.guarded(async () => {
      const options = values(made);
      for (const [name, value] of Object.entries(options)) if (value instanceof File) options[name] = await asUpload(value);
      await pane.platform.run(pane.person, at, command, options);
      return true;
    });
    if (ran) close();
  } },
    h("p", { class: "command-name" }, `/${command.name}`),
    ...made.map((each) => each.element),
    h("div", { class: "form-end" }, h("button", { type: "button", class: "press secondary", click: close }, "Cancel"), h("button", { type: "submit", class: "press primary" }, "Run")));
  space.replaceChildren(form);
  form.querySelector("input, select")?.focus();
}

function values(made) {
  return Object.fromEntries(made.map((each) => [each.name, each.read()]).filter(([, value]) => value !== undefined && value !== ""));
}

function asked(option, given, context) {
  const id = fresh("option");
  const common = { id, required: option.required };
  const [control, read, extra] = controlOf(option, given, common, context);
  const label = h("label", { for: id }, option.name, option.required ? h("span", { class: "needed", "aria-hidden": "true" }, " *") : "", h("span", { class: "quiet" }, ` ${option.description}`));
  return { name: option.name, read, element: h("div", { class: "field" }, label, control, extra) };
}

function controlOf(option, given, common, context) {
  const picks = (list) => {
    const select = h("select", common, option.required ? null : h("option", { value: "" }, "—"), ...list.map((each, index) => h("option", { value: index, selected: each.value === given }, each.name)));
    return [select, () => (select.value === "" ? undefined : list[Number(select.value)].value), null];
  };
  if (option.choices.length) return picks(option.choices);
  switch (option.type) {
    case BOOLEAN: return picks([{ name: "yes", value: true }, { name: "no", value: false }]);
    case USER: case MENTIONABLE: case CHANNEL: case ROLE: return picks(context.pane.choices(option.type === CHANNEL ? 8 : 5).map((each) => ({ name: each.label, value: each.value })));
    case FILE: {
      const input = h("input", { type: "file", ...common });
      return [input, () => input.files[0], null];
    }
    case INTEGER: case NUMBER: if (!option.autocomplete) {
      const input = h("input", { type: "number", ...common, step: option.type === INTEGER ? "1" : "any", value: given ?? "" });
      return [input, () => (input.value === "" ? undefined : Number(input.value)), null];
    }
  }
  return suggested(option, given, common, context);
}

function suggested(option, given, common, { pane, at, command, values: others }) {
  const list = h("datalist", { id: fresh("suggestions") });
  const input = h("input", { type: "text", dir: "auto", autocomplete: "off", ...common, value: given ?? "", list: option.autocomplete ? list.id : undefined });
  let choices = [];
  let turn = 0;
  const look = async () => {
    const mine = ++turn;
    const rest = others();
    delete rest[option.name];
    const found = await pane.platform.suggest(pane.person, at, command, option.name, input.value, rest).catch(() => []);
    if (mine !== turn) return;
    choices = found;
    list.replaceChildren(...found.map((each) => h("option", { value: each.name })));
  };
  if (option.autocomplete) {
    input.addEventListener("focus", look);
    input.addEventListener("input", look);
  }
  const read = () => {
    const choice = choices.find((each) => each.name === input.value);
    if (choice) return choice.value;
    if (input.value === "") return undefined;
    return option.type === STRING ? input.value : Number(input.value);
  };
  return [input, read, list];
}
