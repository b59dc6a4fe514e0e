/**
 * "Are we eligible?": three questions, and the verdict on the company.
 */
"use strict";

const Form = (() => {
  const FIELDS = ["industry", "code", "employees", "revenue", "assets", "stated", "ties", "fee", "as_of"];
  const BY_CODE = "code";
  /** @type {Facts | null} what was answered last */
  let judged = null;

  /** @returns {Record<string, string>} what was written, trimmed */
  const written = () => Object.fromEntries(FIELDS.map((field) => [field, get(field).value.trim()]));

  /** @returns {string} the day on this device */
  function today() {
    const now = new Date();
    const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  /** The facts from texts, empty where nothing was said; a Problem names the field.
   * @param {Record<string, string>} form @returns {Facts} */
  function read(form) {
    const amount = (field) => {
      if (!form[field]) return null;
      const fen = Amounts.parseAmount(form[field]);
      if (fen !== null) return fen;
      const value = form[field].slice(0, 40);
      throw new Problem(field, _("“{value}” is not a valid amount in yuan; write it like 40000, 40,000.50, 4万 or ¥40000", { value }));
    };
    const people = form.employees ? Amounts.parseCount(form.employees) : null;
    if (form.employees && people === null) {
      throw new Problem("employees", _("“{value}” is not a number of persons; write it like 200 or 1,000", { value: form.employees.slice(0, 40) }));
    }
    if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(form.as_of)) throw new Problem("as_of", _("not a date"));
    return {
      asOf: form.as_of,
      fee: amount("fee"),
      industry: (form.industry === BY_CODE ? form.code : form.industry) || null,
      figures: { employees: people, revenue: amount("revenue"), assets: amount("assets") },
      hasUnit: /[^0-9.,]/.test(form.revenue.normalize("NFKC").trim()),
      stated: form.stated || null,
      controlled: form.ties ? form.ties === "yes" : null,
      strict: form.strict === "yes",
    };
  }

  /** @returns {Facts} those of the form as it is now */
  const facts = () => read({ ...written(), strict: get("strict").checked ? "yes" : "" });

  /** Answer what was asked; a problem is shown at its field. */
  function answer() {
    for (const field of FIELDS) {
      get(field).removeAttribute("aria-invalid");
      get(`problem-${field}`)?.replaceChildren();
    }
    try {
      judged = facts();
      Sheet.needs(judged);
      const found = Verdict.of(judged);
      const { size_class: settled, possible_size_classes: possible } = found.company;
      let classes = Company.eitherClass(possible);
      if (settled === null && Company.sizeOf(judged)?.industry.uncovered) {
        classes = _("{classes}, or not covered by the standard", { classes });
      }
      get("result").replaceChildren(
        Sheet.verdict(found),
        make("p", {}, say(possible.length && possible.length < 4 ? _("Size class: {classes}.", { classes }) : "")),
        make("p", {}, say(_("Each patent's sheet has the verdict for that patent and this company."))));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      complain(problem);
    }
  }

  /** @param {Problem} problem */
  function complain(problem) {
    const message = say(problem.text);
    get("result").replaceChildren(make("p", { class: "problem" }, message));
    if (!problem.field) return;
    const byCode = problem.field === "industry" && get("industry").value === BY_CODE;
    const field = get(byCode ? BY_CODE : problem.field);
    field.setAttribute("aria-invalid", "true");
    get(`problem-${problem.field}`)?.replaceChildren(message);
    field.closest("details")?.setAttribute("open", "");
    if (document.activeElement?.closest("form")?.id === "form") field.focus();
  }

  /** Show the questions that the chosen industry asks. */
  function ask() {
    const standard = data.rules.standards.at(-1);
    const group = standard.groups.find((g) => g.key === get("industry").value);
    get("code-field").hidden = get("industry").value !== BY_CODE;
    get("assets-field").hidden = !group?.indicators.includes("assets") && !get("assets").value;
  }

  /** The choices in the language shown. */
  function speak() {
    const standard = data.rules.standards.at(-1);
    const given = data.company.industry; // a profile's own word
    const listed = [...standard.groups.map((g) => g.key), ...standard.not_covered.map((n) => n.code),
      ...standard.trade.map((t) => t.word)];
    const pair = (value, label) => /** @type {[string, string]} */ ([value, say(label)]);
    const none = pair("", _("please choose"));
    fill(get("industry"), [
      none,
      [say(_("In everyday words")), standard.trade.map((t) => pair(t.word, string(t.name)))],
      [say(_("Groups of the size standard")), standard.groups.map((g) => pair(g.key, string(g.name)))],
      [say(_("Not covered by the standard")), standard.not_covered.map((n) => pair(n.code, string(n.name)))],
      pair(BY_CODE, _("by industry code …")),
      ...(given && !listed.includes(given) ? [pair(given, given)] : []),
    ]);
    const unsaid = pair("", _("no answer"));
    fill(get("stated"), [unsaid, ...Company.CLASSES.map((name) => pair(name, Company.labelOf(name)))]);
    fill(get("ties"), [unsaid, pair("yes", _("yes")), pair("no", _("no"))]);
    if (get("result").hasChildNodes()) answer();
    else if (judged) Sheet.needs(judged);
  }

  function start() {
    const form = get("form");
    speak();
    for (const [field, value] of Object.entries(data.company)) get(field).value = value;
    get("as_of").value = today();
    ask();
    judged = facts();
    if (Object.keys(data.company).length) answer();
    else Sheet.needs(judged);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer();
      get("result").scrollIntoView({ block: "nearest" });
    });
    form.addEventListener("change", () => {
      ask();
      if (get("result").hasChildNodes()) answer();
    });
    form.addEventListener("reset", () => setTimeout(() => {
      get("as_of").value = today();
      ask();
      get("result").replaceChildren();
    }));
  }

  return { start, speak, facts, read };
})();
