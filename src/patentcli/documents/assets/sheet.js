/**
 * A patent's sheet: everything that is known, what is not, and the pages it was read from.
 */
"use strict";

const Sheet = (() => {
  const FIELDS = [
    "domain", "applications", "holder", "holder_zh", "inventors", "inventors_en",
    "publication_number", "chinese_grant", "chinese_applications", "filing_date", "grant_date",
    "expiry", "legal_status_as_shown", "status", "licence_kind", "annual_fee_yuan", "one_off_fee_yuan",
    "licence_term", "licence_scope", "offer_until", "family", "classifications", "office", "kind_code",
    "summary_basis", "confidence", "note", "sources",
  ];
  const { make } = Dom;

  /** The fields in reading order: the language shown comes first. */
  function fields() {
    const own = ["title", "title_zh", "summary", "summary_zh"];
    const chinese = Speech.language() === "zh";
    return [...(chinese ? ["title_zh", "title", "summary_zh", "summary"] : own), ...FIELDS];
  }

  /** @param {string} text @param {string} note */
  const noted = (text, note) => Speech.text("with_note", { text, note });

  /** @param {string[]} parts */
  const joined = (parts) => Speech.say(Rules.listOf(parts));

  /** @param {any} r a record */
  const title = (r) => Speech.say({ en: r.title || r.title_zh, zh: r.title_zh || r.title });

  /** @param {any} r @returns {string | null} the holder's name in the language shown, if known */
  const holder = (r) => {
    const either = r.holder ?? r.holder_zh;
    return either === null ? null : Speech.say({ en: either, zh: r.holder_zh ?? either });
  };

  /** @param {any} r @returns {HTMLElement} what the listing of a patent means, in words */
  function mark(r) {
    const listed = r.listing === "listed";
    return make("span", { class: listed ? "mark listed" : "mark candidate" },
      Speech.text(listed ? "listed" : "candidate"));
  }

  /** @param {any} r @param {string} field @returns {Node | string | null} null where unknown */
  function shown(r, field) {
    const value = r[field];
    if (field === "expiry") {
      const end = value.date ?? value.year;
      return end === null ? Speech.say(value.basis) : noted(String(end), Speech.say(value.basis));
    }
    if (value === null || value === undefined || value.length === 0) return null;
    switch (field) {
      case "title": case "title_zh":
        return r[`${field}_is_translation`] ? noted(value, Speech.text("working_title")) : value;
      case "domain":
        return Speech.say(Records.label("domain", value));
      case "applications":
        return joined(value.map((word) => Speech.say(Records.label("application", word))));
      case "chinese_applications":
        return Dom.list(value.map((a) => noted(a.number, joined([Speech.text(`role_${a.role}`), a.date ?? Speech.text("unknown")]))));
      case "inventors": case "inventors_en": case "family": case "classifications":
        return joined(value);
      case "sources":
        return Dom.list(value, (address) => Dom.link(address));
      case "licence_kind":
        return Speech.text(`kind_${value.replaceAll("-", "_")}`);
      case "summary_basis":
        return Speech.text(`basis_${value}`);
      case "confidence":
        return Speech.text(`confidence_${value}`);
      case "status":
        return Speech.text(`status_${value.replaceAll("-", "_")}`);
      default:
        return String(value);
    }
  }

  /** @param {any} r @param {string} catalogue @returns {Node[]} all but the heading */
  function body(r, catalogue) {
    const listed = r.listing === "listed";
    const missing = () => make("span", { class: "unknown" }, Speech.text("not_stated"));
    const rows = fields().flatMap((field) => [
      make("dt", {}, Speech.text(`f_${field}`)),
      make("dd", { lang: { title: "en", summary: "en", title_zh: "zh-CN", summary_zh: "zh-CN" }[field] ?? null },
        shown(r, field) ?? missing()),
    ]);
    const command = `patentcli notice --patent ${r.id} --company … -o letter.docx`;
    const letter = listed && r.licence_kind === "open-licence" ? "sheet_letter_notice" : "sheet_letter_enquiry";
    return [
      make("p", { class: listed ? "standing" : "standing candidate" },
        Speech.text(listed ? "sheet_listed" : "sheet_candidate", { catalogue })),
      make("dl", {}, ...rows),
      make("p", {}, Speech.text(letter, { command })),
    ];
  }

  /** @param {any} r @param {string} catalogue @param {number} level of the heading */
  function draw(r, catalogue, level) {
    return make("article", { class: "sheet" },
      make(`h${level}`, { id: level === 2 ? "sheet-title" : null }, `${r.id} ${title(r)}`),
      ...body(r, catalogue));
  }

  return { draw, holder, mark, title };
})();
