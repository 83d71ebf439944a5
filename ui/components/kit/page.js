// What the live components of one page share, whoever comes first.

/**
 * @typedef {object} Page
 * @property {Map<string, import("./view.js").View<any>>} views by key
 * @property {Set<string>} carried the views that the live socket brings
 * @property {Set<string>} lost those that have not got what it brought last: it brings that again
 * @property {Set<import("./view.js").View<any>>} [due] to be drawn when the browser paints next
 * @property {number} [present] in how many rows views fill the screen; 0 if they do not
 * @property {number | null} [at] the steps after which the page shows the run, null for now; where
 *   something else than the rewind bar says it
 * @property {string} [run] that the stage shows: the socket may still bring frames of the one before
 * @property {{ view: string }} [shown] what the stage shows, for those who follow a lecturer: the
 *   view that is opened, "" for the answer
 * @property {(shown: { view: string, at: number | null }) => void} [follow] have the stage show that
 * @property {Record<string, object>} [options] of views, chosen on the page itself
 * @property {() => void} [changed] to be told when views come, go, or scroll into sight
 * @property {(message: object) => Promise<unknown> | undefined} [send] a command; undefined if the
 *   socket cannot take it
 * @property {() => void} [hold] have commands wait until Streamlit has answered what it is asked for
 * @property {object} [first] a command to be sent as soon as the socket takes any
 * @property {(broken: boolean, unknown: boolean) => void} [told] to be told when the socket breaks
 *   and is back, and whether the server does not know the run
 * @property {import("../../stream/live_socket.js").LiveSocket} [resting] the socket, while
 *   Streamlit has taken its element away
 * @property {{ frames: number, bytes: number, ms: number, views: Record<string, number> }} [count]
 */

/** @type {Record<symbol, Page>} */
const shared = /** @type {any} */ (globalThis);

export const page = shared[Symbol.for("backprop-playground")] ??= {
  views: new Map(),
  carried: new Set(),
  lost: new Set(),
};
