/**
 * The page's data, its language, and making elements. Text only ever becomes a text node.
 *
 * A sentence is a text of the data (one string, or a pair of English and Chinese), a message of
 * gettext with its arguments, made by `_`, or several joined; `say` gives it in the language shown.
 *
 * @typedef {any} Text
 */
"use strict";

/** @param {string} id @returns {any} */
const get = (id) => document.getElementById(id);
const data = JSON.parse(get("data").textContent);

/** @returns {0 | 1} the place of the language shown in a pair */
const language = () => (document.documentElement.lang === "en" ? 0 : 1);

/** @param {string} message in English @param {Record<string, Text>} [args] @returns {Text} */
const _ = (message, args = {}) => ({ message, args });

/** @param {string} one @param {string} many @param {number} n @returns {Text} */
const ngettext = (one, many, n) => ({ message: one, many, args: { n } });

/**
 * @param {any} text of the data: itself, or the place among its strings where languages differ
 * @returns {Text}
 */
const string = (text) => (typeof text === "number" ? data.strings[text] : text ?? "");

/** @param {number[]} places of things that patents share @returns {any[]} */
const shared = (places) => places.map((place) => data.shared[place]);

/** @param {Text[]} parts @param {Text} separator @returns {Text} */
const joined = (parts, separator) => ({ parts, separator });

/** @param {Text} thing @returns {string} in the language shown */
function say(thing) {
  if (thing === null || thing === undefined) return "";
  if (Array.isArray(thing)) return thing[language()];
  if (typeof thing !== "object") return String(thing);
  if (thing.parts) return thing.parts.map(say).join(say(thing.separator));
  let template = thing.many && thing.args.n !== 1 ? thing.many : thing.message;
  if (language()) template = data.messages[thing.message] ?? template;
  return template.replace(/\{(\w+)(:,)?\}/g, (_all, name, grouped) =>
    grouped ? thing.args[name].toLocaleString("en-US") : say(thing.args[name]));
}

/**
 * @param {string} tag @param {Record<string, any>} [attributes] null and false leave one out
 * @param {...(Node | string | null)} children
 * @returns {any}
 */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** @param {string} address @param {string} [label] a link to a web page; else plain text */
function link(address, label = address) {
  if (!/^https?:\/\//i.test(address)) return document.createTextNode(label);
  return make("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, label);
}

/**
 * Fill a select, keeping what was chosen.
 * @param {any} select @param {any[]} options value and label, or the label of a group and its options
 */
function fill(select, options) {
  const chosen = select.value;
  const option = ([value, label]) => make("option", { value }, label);
  select.replaceChildren(...options.map((one) => (Array.isArray(one[1])
    ? make("optgroup", { label: one[0] }, ...one[1].map(option)) : option(one))));
  const values = [...select.options].map((one) => one.value);
  select.value = values.includes(chosen) ? chosen : values[0];
}
