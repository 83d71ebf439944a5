// The activities there are, by name; runs/rooms/__init__.py says how one is made.

import { byHand } from "./by_hand.js";
import { predict } from "./predict.js";
import { drawing } from "./drawing.js";
import { net } from "./net.js";
import { question } from "./question.js";
import { task } from "./task.js";

/** @typedef {(about: object) => Promise<string | null>} Say null, or why not */
/** @typedef {(address?: string) => void} Turn to a page of the app; to none: back */
/** @typedef {import("../../components/kit/wire.d.ts").Choice} Choice */
/** @typedef {(parent: HTMLElement, say: Say, more?: any) => { update(state: any, mine?: any): void }} Mount */
/**
 * `student` fills a phone, `wall` the projector, `lecturer` a part of the lecturer's page; `settings`
 * is a form there, whose `say` starts it. `more` is a `Choice[]` there, a `Turn` on phone and wall.
 * @typedef {{ student: Mount, wall: Mount, lecturer: Mount, settings: Mount }} Activity
 */

/** @type {Record<string, Activity>} */
export const ACTIVITIES = { question, predict, by_hand: byHand, task, drawing, net };
