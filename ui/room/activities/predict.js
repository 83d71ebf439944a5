// A question of a lesson: as one of the lecturer's own, and what the experiment said.

import { add, set } from "../../components/kit/dom.js";
import { pick } from "./pick.js";
import { question } from "./question.js";

/** @typedef {import("./index.js").Mount} Mount */

/** A part of the plain question, with a sentence below it. @param {Mount} plain @returns {Mount} */
const measured = (plain) => (parent, say, more) => {
  const part = plain(add(parent, "div"), say, more);
  const sentence = add(parent, "p", "sentence");
  return {
    update(asked, mine) {
      part.update(asked, mine);
      set(sentence, asked.sentence && `Measured: ${asked.sentence}`);
    },
  };
};

/** @type {Mount} */
const settings = (parent, say, ready) => {
  parent.classList.add("question");
  const form = add(parent, "form");
  const { chosen } = pick(form, "Question of a lesson", ready);
  const line = add(form, "p", "line");
  line.setAttribute("role", "alert");
  add(form, "button", "main", "Ask").type = "submit";
  form.onsubmit = async (event) => {
    event.preventDefault();
    set(line, await say(chosen()) ?? "");
  };
  return { update() {} };
};

/** @type {import("./index.js").Activity} */
export const predict = {
  student: measured(question.student),
  wall: measured(question.wall),
  lecturer: measured(question.lecturer),
  settings,
};
