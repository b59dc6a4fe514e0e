/**
 * The eligibility form: what was written, the verdict, and why.
 */
"use strict";

const Form = (() => {
  const { make, get } = Dom;
  const FIELDS = ["fee", "patent", "industry", "code", "employees", "revenue", "assets", "stated", "ties", "as_of"];
  const BY_CODE = "code";
  /** @type {RuleBook} */
  let rules;
  let catalogue = { name: "", edition: "", list: "", list_edition: "" };
  let answered = false;

  /** @returns {Record<string, string>} what was written, trimmed; the code stands for the industry */
  function written() {
    const form = Object.fromEntries(FIELDS.map((field) => [field, get(`form-${field}`).value.trim()]));
    if (form.industry === BY_CODE) form.industry = form.code;
    return { ...form, strict: get("form-strict").checked ? "yes" : "" };
  }

  /** Answer what was asked; a problem is shown at its field. */
  function answer() {
    answered = true;
    for (const field of FIELDS) {
      get(`form-${field}`).removeAttribute("aria-invalid");
      get(`problem-${field}`)?.replaceChildren();
    }
    const result = get("result");
    const form = written();
    try {
      const patent = form.patent ? Records.byNumber(form.patent) : null;
      if (form.patent && !patent) {
        throw new Rules.Problem("patent", "problem_patent", { value: form.patent.slice(0, 40) });
      }
      const facts = Eligibility.read(form, patent, catalogue);
      result.replaceChildren(...draw(facts, Eligibility.verdict(rules, facts)));
    } catch (problem) {
      if (!(problem instanceof Rules.Problem)) throw problem;
      complain(problem, form);
    }
  }

  /** @param {any} problem @param {Record<string, string>} form */
  function complain(problem, form) {
    const message = Speech.text(problem.key, problem.args);
    const byCode = problem.field === "industry" && get("form-industry").value === BY_CODE;
    const field = byCode ? "code" : problem.field;
    get("result").replaceChildren(make("p", { class: "problem" }, message));
    if (!field) return;
    get(`form-${field}`).setAttribute("aria-invalid", "true");
    get(`problem-${field}`)?.replaceChildren(message);
    if (document.activeElement?.closest("form")?.id === "form") get(`form-${field}`).focus();
  }

  /** @param {Facts} facts @param {any} verdict @returns {Node[]} */
  function draw(facts, verdict) {
    const left = verdict.not_checked.filter((rule) => rule !== "independence");
    const partly = verdict.verdict === "eligible" && left.length > 0;
    const key = `verdict_${verdict.verdict.replaceAll("-", "_")}${partly ? "_partly" : ""}`;
    const classes = verdict.company.possible_size_classes;
    return [
      make("p", { class: `verdict ${verdict.verdict}` }, Speech.text(key)),
      make("p", {}, understood(facts, verdict)),
      ...(classes.length
        ? [make("p", {}, Speech.text("verdict_classes", { classes: Rules.orOf(classes) }))] : []),
      ...(left.length
        ? [make("p", {}, Speech.text("verdict_not_checked", { rules: Rules.listOf(left.map(ruleText)) }))] : []),
      checks(verdict.checks),
      make("p", { class: "caution" }, Speech.text("verdict_caution")),
    ];
  }

  /** @param {string} rule @returns {Reason} */
  const ruleText = (rule) => ({ key: `rule_${rule.replaceAll("-", "_")}` });

  /** The amounts, persons and patent as they were read, so that a slip shows. */
  function understood(facts, verdict) {
    const money = (fen) => (fen === null ? null : Amounts.showYuan(fen));
    const named = [
      ["form_fee", money(facts.fee)],
      ["f_publication_number", facts.patent?.id ?? null],
      ["form_employees", verdict.company.employees],
      ["form_revenue", money(facts.figures.revenue)],
      ["form_assets", money(facts.figures.assets)],
      ["form_as_of", facts.asOf],
    ].filter(([, value]) => value !== null);
    const parts = named.map(([key, value]) => `${Speech.text(String(key))} ${value}`);
    return Speech.text("verdict_understood", { facts: parts.join("; ") });
  }

  /** @param {Check[]} all */
  function checks(all) {
    const parts = all.flatMap((check) => [
      make("dt", {}, `${Speech.say(ruleText(check.rule))}: `,
        make("span", { class: check.outcome }, Speech.text(`outcome_${check.outcome.replaceAll("-", "_")}`))),
      make("dd", {}, Speech.say(check.reason), make("small", {}, source(check.source))),
    ]);
    return make("dl", { class: "checks" }, ...parts);
  }

  /** @param {Source | null} from @returns {Node | string} */
  function source(from) {
    if (!from) return "";
    const label = [from.title, from.reference].map(Speech.say).join(" · ");
    return from.url ? Dom.link(from.url, label) : label;
  }

  /** The choices of industry and size in the language shown. */
  function choices() {
    const standard = rules.standards.at(-1);
    const none = /** @type {[string, string]} */ (["", Speech.text("form_not_stated")]);
    Dom.options(get("form-industry"), [
      none,
      ...standard.groups.map((g) => /** @type {[string, string]} */ ([g.key, Speech.say(g.name)])),
      ...standard.not_covered.map((n) => /** @type {[string, string]} */
        ([n.code, Speech.text("form_not_covered", { name: n.name })])),
      [BY_CODE, Speech.text("form_by_code")],
    ]);
    const words = (keys) => keys.map((key) => /** @type {[string, string]} */ ([key, Speech.text(key)]));
    Dom.options(get("form-stated"), [none, ...words(Rules.CLASSES)]);
    Dom.options(get("form-ties"), [none, ["yes", Speech.text("form_yes")], ["no", Speech.text("form_no")]]);
  }

  /** @param {string} id ask about this patent */
  function ask(id) {
    get("form-patent").value = id;
    answer();
    get("eligibility").scrollIntoView();
    get("form-patent").focus({ preventScroll: true });
  }

  /** @param {RuleBook} book @param {Catalogue} used the catalogue */
  function start(book, used) {
    rules = book;
    catalogue = used;
    const form = get("form");
    get("form-as_of").value = Table.today();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer();
    });
    form.addEventListener("reset", () => setTimeout(() => {
      get("form-as_of").value = Table.today();
      get("code-field").hidden = true;
      get("result").replaceChildren();
      answered = false;
    }));
    get("form-industry").addEventListener("change", (event) => {
      get("code-field").hidden = event.target.value !== BY_CODE;
    });
    speak();
  }

  /** Show everything in the language chosen. */
  function speak() {
    choices();
    if (answered) answer();
  }

  return { start, speak, ask };
})();
