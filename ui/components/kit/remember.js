// The keys of this browser's latest runs, which it tells the server when it comes back.

import { REMEMBERED, RUNS_COOKIE } from "./constants.js";

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
 * @param {string} base what the whole app is served under
 */
export function remember(run, base) {
  const kept = latest(document.cookie, run);
  document.cookie = `${RUNS_COOKIE}=${kept}; path=/${base}; max-age=${FOR}; samesite=lax`;
}
