/**
 * The two languages of the page: which one is shown, and a text in it.
 *
 * Static text stands in the page in both languages and the style sheet hides one; what scripts
 * write goes through `Speech.say`.
 */
"use strict";

const Speech = (() => {
  /** @type {Record<string, Both>} */
  let texts = {};

  /** @returns {"en" | "zh"} */
  const language = () => (document.documentElement.lang === "en" ? "en" : "zh");

  /** @param {Record<string, Both>} all */
  function start(all) {
    texts = all;
  }

  /** Show the other language. */
  function turn() {
    document.documentElement.lang = language() === "en" ? "zh-CN" : "en";
  }

  /**
   * @param {any} thing a text of the data, one in both languages, or a key with its arguments
   * @returns {string} what to show
   */
  function say(thing) {
    if (thing === null || thing === undefined) return "";
    if (typeof thing !== "object") return String(thing);
    if ("en" in thing) return thing[language()] || thing.en || thing.zh || "";
    const template = texts[thing.key]?.[language()] ?? thing.key;
    if (Array.isArray(thing.args?.parts)) return thing.args.parts.map(say).join(template);
    return template.replace(/\{(\w+)\}/g, (_, name) => say(thing.args[name]));
  }

  /** @param {string} key @param {Record<string, unknown>} [args] */
  const text = (key, args = {}) => say({ key, args });

  return { start, turn, language, say, text };
})();
