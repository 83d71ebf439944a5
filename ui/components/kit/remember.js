// The keys of this browser's latest runs, which it tells the server when it comes back.

import { OWNER_COOKIE, REMEMBERED, RUNS_COOKIE } from "./constants.js";

const FOR = 60 * 60 * 24 * 30; // seconds

/**
 * The latest keys first, each once.
 *
 * @param {string} cookies as the browser has them
 * @param {string} run
 */
export function latest(cookies, run) {
  const kept = cookies.split("; ").find((each) => each.startsWith(`${RUNS_COOKIE}=`));
  const keys = kept ? kept.slice(RUNS_COOKIE.length + 1).split(".") : [];
  return [run, ...keys.filter((key) => key && key !== run)].slice(0, REMEMBERED).join(".");
}

/**
 * @param {string} run its key
 * @param {string} owner this browser's secret
 * @param {string} base what the whole app is served under
 */
export function remember(run, owner, base) {
  keep(RUNS_COOKIE, latest(document.cookie, run), base);
  rememberOwner(owner, base);
}

/** @param {string} owner @param {string} base */
export function rememberOwner(owner, base) {
  keep(OWNER_COOKIE, owner, base);
}

/** @param {string} name @param {string} value @param {string} base */
function keep(name, value, base) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${value}; path=/${base}; max-age=${FOR}; samesite=lax${secure}`;
}
