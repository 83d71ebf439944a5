// The activities there are, by name; runs/rooms/__init__.py says how one is made.

import { question } from "./question.js";

/** @typedef {(about: object) => Promise<string | null>} Say null, or why not */
/** @typedef {(parent: HTMLElement, say: Say) => { update(state: any, mine?: any): void }} Mount */
/**
 * `student` fills a phone, `wall` the projector, `lecturer` a part of the lecturer's page; `settings`
 * is a form there, whose `say` starts it.
 * @typedef {{ student: Mount, wall: Mount, lecturer: Mount, settings: Mount }} Activity
 */

/** @type {Record<string, Activity>} */
export const ACTIVITIES = { question };
