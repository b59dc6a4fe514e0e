/**
 * Making elements. Text only ever becomes a text node, never markup.
 */
"use strict";

const Dom = (() => {
  /**
   * @param {string} tag @param {Record<string, any>} [attributes] null and false leave one out
   * @param {...(Node | string | null)} children
   * @returns {HTMLElement}
   */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  /** @param {string} id @returns {any} */
  const get = (id) => document.getElementById(id);

  /** @param {string} address @param {string} [label] a link to a web page; else plain text */
  function link(address, label = address) {
    if (!/^https?:\/\//i.test(address)) return document.createTextNode(label);
    return make("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, label);
  }

  /** @param {string[]} items */
  const list = (items, draw = (/** @type {string} */ item) => /** @type {Node | string} */ (item)) =>
    make("ul", {}, ...items.map((item) => make("li", {}, draw(item))));

  /**
   * Fill a select, keeping what was chosen.
   * @param {HTMLSelectElement} select @param {[string, string][]} options value and label
   */
  function options(select, options) {
    const chosen = select.value;
    select.replaceChildren(...options.map(([value, label]) => make("option", { value }, label)));
    select.value = options.some(([value]) => value === chosen) ? chosen : options[0][0];
  }

  return { make, get, link, list, options };
})();
