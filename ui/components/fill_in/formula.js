// What a visitor writes into a blank: a number, or a sum of products of numbers and names.

/** @typedef {{ value: number, rough: boolean, digits: number }} Read */

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const NUMBER = /^(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[-+]?\d+)?/;
const POWER = /^\*10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/;

class Problem extends Error {}

/**
 * Work a text out.
 *
 * @param {string} text
 * @param {Map<string, number | undefined>} names what each is worth, if that is known yet
 * @returns {Read | { problem: string }} `rough` if a number that was written has decimals, `digits`
 *   of it if nothing else was written
 */
export function worked(text, names) {
  try {
    return new Reader(text, names).all();
  } catch (error) {
    if (error instanceof Problem) return { problem: error.message };
    throw error;
  }
}

class Reader {
  rough = false;
  parts = 0; // numbers and names so far
  digits = 0;

  /**
   * @param {string} text
   * @param {Map<string, number | undefined>} names
   */
  constructor(text, names) {
    this.names = names;
    // the longest first: σ′(z¹₂) is one name
    this.known = [...names.keys()].sort((a, b) => b.length - a.length);
    this.rest = text.replaceAll(/[−–]/g, "-").replaceAll(/[×·⊙]/g, "*").replaceAll("÷", "/");
  }

  all() {
    if (!this.rest.trim()) throw new Problem("Write a number, or click what it is made of.");
    const value = this.sum();
    if (this.next()) throw new Problem(`I cannot read “${this.rest.trim()}”.`);
    if (!Number.isFinite(value)) throw new Problem("That is no number.");
    return { value, rough: this.rough, digits: this.parts === 1 ? this.digits : 0 };
  }

  next() {
    this.rest = this.rest.trimStart();
    return this.rest[0];
  }

  /** @param {string} signs */
  take(signs) {
    const sign = this.next();
    if (!sign || !signs.includes(sign)) return undefined;
    this.rest = this.rest.slice(1);
    return sign;
  }

  sum() {
    let value = this.product();
    for (let sign; (sign = this.take("+-"));) {
      value += sign === "+" ? this.product() : -this.product();
    }
    return value;
  }

  product() {
    let value = this.factor();
    for (let sign; (sign = this.take("*/"));) {
      const factor = this.factor();
      value = sign === "*" ? value * factor : value / factor;
    }
    return value;
  }

  /** @returns {number} */
  factor() {
    if (this.take("-")) return -this.factor();
    if (this.take("+")) return this.factor();
    if (this.next() === undefined) throw new Problem("Something is missing at the end.");
    const name = this.known.find((one) => this.rest.startsWith(one));
    if (name) return this.named(name);
    if (this.take("(")) {
      const value = this.sum();
      if (!this.take(")")) throw new Problem("A bracket is not closed.");
      return value;
    }
    return this.number();
  }

  /** @param {string} name */
  named(name) {
    this.rest = this.rest.slice(name.length);
    this.parts++;
    const value = this.names.get(name);
    if (value === undefined) throw new Problem(`${name} is not known yet.`);
    return value;
  }

  number() {
    const written = NUMBER.exec(this.rest)?.[0];
    if (!written) throw new Problem(`I cannot read “${this.rest.trim()}”.`);
    this.rest = this.rest.slice(written.length);
    this.parts++;
    this.rough ||= /[.,e]/.test(written);
    this.digits = written.split("e")[0].replace(/[.,]/, "").replace(/^0+/, "").length;
    let value = Number(written.replace(",", "."));
    const power = POWER.exec(this.rest); // 2.44·10⁻⁵, as numbers are written here
    if (power) {
      this.rest = this.rest.slice(power[0].length);
      const by = Number([...power[2]].map((digit) => RAISED.indexOf(digit)).join(""));
      value *= 10 ** (power[1] ? -by : by);
    }
    return value;
  }
}
