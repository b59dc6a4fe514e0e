/**
 * Amounts and counts as people write them, as `patentcli/amounts.py` reads and shows them.
 *
 * Money is a BigInt number of fen (1 yuan = 100 fen): no floating point, no rounding.
 */
"use strict";

const Amounts = (() => {
  const MAX_FEN = 10n ** 17n; // 10^15 yuan
  const MAX_COUNT = 10 ** 15;
  const LONGEST = 64;
  const WHOLE = "([1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)";
  const AMOUNT = new RegExp(`^(?:(?:¥|CNY|RMB) *)?${WHOLE}(?:\\.([0-9]+))? *([万亿]?) *元?$`, "i");
  const COUNT = new RegExp(`^${WHOLE} *人?$`);
  /** @type {Record<string, number>} */
  const ZEROS = { "": 0, "万": 4, "亿": 8 };
  // Other compatibility characters would turn into digits that a reader does not see: 4² is not 42.
  const PLAIN = /^[\x00-\x7f\u00a0\u00a5\u202f\u3000\u3007\u4e00-\u9fff\uff01-\uff5e\uffe5]*$/;
  const FREE = ["免费", "free"];
  const NUMERALS = ["零〇", "一壹", "二贰貳两", "三叁", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"];
  const POWERS = { "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000 };
  const LARGE = { "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8 };

  /** @param {string} text @returns {string | null} null where it can be no amount */
  const normal = (text) => (text.length <= LONGEST && PLAIN.test(text) ? text.normalize("NFKC").trim() : null);

  /** @param {string} text @returns {bigint | null} in fen; null for what is no amount of yuan */
  function parseAmount(text) {
    const plain = normal(text) ?? "";
    const match = AMOUNT.exec(plain);
    if (FREE.includes(plain.toLowerCase())) return 0n;
    if (!match) return chineseNumber(plain);
    const decimals = match[2] ?? "";
    const places = ZEROS[match[3]] + 2;
    if (decimals.length > places) return null;
    const fen = BigInt(match[1].replaceAll(",", "") + decimals.padEnd(places, "0"));
    return fen <= MAX_FEN ? fen : null;
  }

  /** @param {string} text in Chinese numerals, perhaps with 元 and 整 @returns {bigint | null} in fen */
  function chineseNumber(text) {
    const body = text.replace(/^人民币/, "").replace(/[元圆]?整?$/, "");
    let [total, section, power, large] = [0, 0, 1e9, 1e9];
    /** @type {number | null} */
    let digit = null;
    for (const [place, sign] of [...body].entries()) {
      const value = NUMERALS.findIndex((signs) => signs.includes(sign));
      if (value >= 0) {
        if (digit) return null;
        digit = value;
      } else if (POWERS[sign] < power && (digit || place === 0)) {
        power = POWERS[sign];
        section += (digit || 1) * power;
        digit = null;
      } else if (LARGE[sign] < large && (section || digit)) {
        large = LARGE[sign];
        power = 1e9;
        total += (section + (digit ?? 0)) * large;
        [section, digit] = [0, null];
      } else {
        return null;
      }
    }
    return body ? BigInt(total + section + (digit ?? 0)) * 100n : null;
  }

  /** @param {string} text @returns {bigint | null} a number of persons; null for anything else */
  function parseCount(text) {
    const match = COUNT.exec(normal(text) ?? "");
    const count = match ? Number(match[1].replaceAll(",", "")) : MAX_COUNT + 1;
    return count <= MAX_COUNT ? BigInt(count) : null;
  }

  /** @param {bigint} fen @returns {string} yuan for machines: "40000.00" */
  function formatYuan(fen) {
    const digits = fen.toString().padStart(3, "0");
    return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }

  /** @param {bigint} fen @returns {Text} yuan for people, with 万 or 亿 where that is short */
  function showYuan(fen) {
    const [whole, cents] = formatYuan(fen).split(".");
    const amount = `¥${BigInt(whole).toLocaleString("en-US")}.${cents}`;
    for (const [unit, zeros] of /** @type {[string, number][]} */ ([["亿", 10], ["万", 6]])) {
      const size = 10n ** BigInt(zeros);
      if (fen < size) continue;
      const decimals = (fen % size).toString().padStart(zeros, "0").replace(/0+$/, "");
      if (decimals.length > 4) continue;
      const short = `${fen / size}${decimals ? "." : ""}${decimals}${unit}元`;
      return _("{amount} ({short})", { amount, short });
    }
    return amount;
  }

  return { parseAmount, parseCount, formatYuan, showYuan };
})();
