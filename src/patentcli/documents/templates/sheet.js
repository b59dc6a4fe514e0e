/**
 * A patent's sheet: the verdict for the company in the form, the next step, the letter, the facts.
 */
"use strict";

const Sheet = (() => {
  const SIGNS = { pass: "✓", fail: "✕", unknown: "?", warn: "!", "not-checked": "–" };

  /** @param {any} patent @returns {Text} */
  const title = (patent) => string(patent.title);

  /** @param {any} patent what its listing means, in words */
  const mark = (patent) => make("span", { class: patent.listed ? "mark listed" : "mark candidate" },
    say(patent.listed ? _("listed") : _("candidate, not confirmed")));

  /** @param {string} outcome @returns {Text} */
  function outcomeText(outcome) {
    return {
      pass: _("pass"), fail: _("fail"), unknown: _("unknown"), warn: _("warning"),
      "not-checked": _("not checked"),
    }[outcome];
  }

  /** The verdict with its reasons and their sources. @param {any} answer */
  function verdict(answer) {
    const checks = answer.checks.filter((check) => check.outcome !== "not-checked");
    return make("div", { class: `answer ${answer.verdict}` },
      make("p", {}, say(answer.headline)),
      answer.warning ? make("p", { class: "warn" }, say(answer.warning)) : null,
      make("ul", { class: "checks" }, ...checks.map((check) => make("li", {},
        make("span", { class: `sign ${check.outcome}`, role: "img", "aria-label": say(outcomeText(check.outcome)) }, SIGNS[check.outcome]),
        say(check.reason),
        make("small", {}, source(check.source))))));
  }

  /** @param {[Text, Text, string | null] | null} from @returns {Node | string} */
  function source(from) {
    if (!from) return "";
    const label = [...new Set([say(from[0]), say(from[1])])].join(" · ");
    return from[2] ? link(from[2], label) : label;
  }

  /** The verdict for the company in the form, and what to do. @returns {Node[]} */
  function advice(patent, level) {
    const heading = `h${level + 1}`;
    try {
      const facts = Form.facts();
      const answer = Verdict.of(facts, patent);
      const steps = Verdict.steps(facts, patent, answer);
      return [
        verdict(answer),
        ...(steps.length ? [make(heading, {}, say(_("Next"))),
          make("ol", { class: "steps" }, ...steps.map((step) => make("li", {}, say(step))))] : []),
      ];
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      return [make("p", { class: "problem" }, say(problem.text))];
    }
  }

  /** The letter to copy; its place is told by what it is. @returns {Node} */
  function letter(patent) {
    const { title: [heading], ...parts } = patent.letter;
    const [, name] = data.shared[heading];
    const body = Object.entries(parts).map(([part, places]) => shared(places).map(([label, text], n) =>
      (part === "point" ? `${n + 1}. ` : label && say(string(label)) + say(_(": "))) + say(string(text)))
      .join(["text", "note", "closing"].includes(part) ? "\n\n" : "\n")).join("\n\n");
    const text = make("div", { class: "letter", tabindex: "0", role: "group", "aria-label": say(string(name)) }, body);
    const done = make("span", { role: "status" });
    const copy = make("button", { type: "button", class: "copy" }, say(_("Copy the letter")));
    copy.addEventListener("click", () => {
      getSelection().selectAllChildren(text);
      navigator.clipboard?.writeText(body).then(
        () => { done.textContent = say(_("Copied.")); },
        () => { done.textContent = say(_("Selected: copy it with Ctrl+C.")); });
    });
    return make("details", {}, make("summary", {}, say(_("The letter: {name}", { name: string(name) }))), copy, " ", done, text);
  }

  /** @param {any[]} rows label, whether it is a main one, values */
  const list = (rows) => make("dl", {}, ...rows.flatMap(([label, _main, ...values]) => [
    make("dt", {}, say(string(label))),
    make("dd", {}, values.map((value) => say(string(value))).join(say(_("; ")))),
  ]));

  /** @param {any} patent @param {number} level of its heading @returns {any} */
  function draw(patent, level) {
    const other = string(patent.title);
    const heading = `h${level + 1}`;
    const rows = shared(patent.fields);
    const missing = data.fields.filter((name) => !rows.some(([known]) => known === name));
    const unknown = say(joined(missing.map(string), _(", ")));
    return make("article", { class: "sheet" },
      make(`h${level}`, { id: level === 2 ? "sheet-title" : null }, say(other)),
      make("p", { class: "meta" }, make("span", {}, patent.id), mark(patent),
        Array.isArray(other) ? make("span", { lang: language() ? "en" : "zh-CN" }, other[1 - language()]) : null),
      make("p", {}, say(string(patent.summary))),
      ...advice(patent, level),
      letter(patent),
      make(heading, {}, say(_("What is known"))),
      list(rows.filter(([, main]) => main)),
      unknown ? make("p", { class: "quiet-text" }, say(_("Not known: {fields}", { fields: unknown }))) : null,
      make("details", {}, make("summary", {}, say(_("Numbers, classes and sources"))),
        list(rows.filter(([, main]) => !main)),
        make("ul", {}, ...(patent.sources ?? []).map((address) => make("li", {}, link(address))))));
  }

  /**
   * A patent that fits a need, in brief: the verdict for the company, what to do first, the letter.
   * @param {any} patent @param {Facts} facts @param {string} fit empty where it was chosen
   */
  function brief(patent, facts, fit) {
    const answer = Verdict.of(facts, patent);
    const [next] = Verdict.steps(facts, patent, answer);
    const how = { strong: _("strong"), partial: _("partial") }[fit];
    const told = how ? ["·", say(_("fit: {fit}", { fit: how }))] : [];
    return make("li", {},
      make("a", { href: `#patent=${encodeURIComponent(patent.id)}` }, say(title(patent))), " ",
      make("span", { class: "quiet-text" }, [patent.id, ...told].join(" ")), " ", mark(patent),
      make("div", {}, make("b", { class: answer.verdict }, say(answer.headline))),
      next ? make("div", {}, say(_("Next: {step}", { step: next }))) : null,
      letter(patent));
  }

  /** What fits each need of the company. @param {Facts} facts */
  function needs(facts) {
    get("fitting")?.replaceChildren(...data.needs.flatMap(([need, hits]) => [
      make("h3", {}, need || say(_("The patents chosen"))),
      hits.length ? make("ol", { class: "hits" }, ...hits.map(([place, fit]) => brief(data.patents[place], facts, fit)))
        : make("p", {}, say(_("No patent on this page fits."))),
    ]));
  }

  return { draw, verdict, mark, title, needs };
})();
