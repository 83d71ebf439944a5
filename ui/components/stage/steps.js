// The step that is played in five phases, and when one is.

import { phaseAt, times, unhurried } from "./phases.js";

/** @typedef {import("./stage.js").StageView} StageView */
/** @typedef {import("./frames.js").Net} Net */
/** @typedef {import("./frames.js").Flow} Flow */
/**
 * A step that is being played.
 * @typedef {{ flow: Flow, lasting: number[], phase: number, share: number, since?: number, elapsed: number, held: boolean }} Played
 */

const SLOW = 1; // steps a second, and slower: each step is played

export class Steps {
  /** @type {Played | undefined} */
  played;
  wanted = false; // whether the next step is to be played
  branching = false; // whether the run to come begins with a step of its own from the past
  shown = -1; // the number of the step played last
  /** @type {Net | undefined} how the network is after the step that is played */
  next;

  /** @param {StageView} stage */
  constructor(stage) {
    this.stage = stage;
  }

  /** Another run. */
  begin() {
    this.played = this.next = undefined;
    this.wanted = this.branching; // its first step is to be played
    this.branching = false;
    this.shown = -1;
  }

  /**
   * A network that came: shown when the step before it has been played.
   *
   * @param {Net} net
   */
  put(net) {
    if (this.played || (this.wanted && this.stage.net)) this.next = net;
    else this.stage.put(net);
  }

  /** Show the network after the step that is played, if it has come. */
  putNext() {
    const { next } = this;
    this.next = undefined;
    if (next) this.stage.put(next);
  }

  /**
   * Numbers of a step: played when somebody pressed Step, and where steps are slow.
   *
   * @param {Flow | null} flow
   */
  hear(flow) {
    const { pace, playing } = this.stage.transport;
    const slow = playing && pace !== null && pace <= SLOW;
    if (!flow || flow.number === this.shown || !(this.wanted || slow)) {
      if (!flow) this.finish(); // too large to be taken apart
      return;
    }
    this.shown = flow.number;
    const lasting = times(slow && !this.wanted ? pace : null);
    this.wanted = false;
    this.played = { flow, lasting, phase: 1, share: 0, elapsed: 0, held: false };
  }

  /** Its phase by the clock. @param {number} now */
  advance(now) {
    const { played, stage } = this;
    if (!played || stage.still.matches) return;
    played.since ??= now - played.elapsed;
    if (played.held) played.since = now - played.elapsed;
    played.elapsed = unhurried(now - played.since, played.lasting, played.phase);
    played.since = now - played.elapsed;
    const found = phaseAt(played.elapsed, played.lasting);
    if (!found) return this.finish();
    Object.assign(played, found);
    if (found.phase === 5) this.putNext();
  }

  /** One step; with less motion, the next phase of it first. */
  step() {
    const { played, stage } = this;
    if (played && stage.still.matches && played.phase < 5) {
      played.phase += 1;
      played.share = 1;
      if (played.phase === 5) this.putNext();
      return stage.ask();
    }
    this.finish();
    if (stage.playing) stage.transport.mean(false);
    if (stage.at !== null) {
      this.branching = true;
      return stage.request({ "step from": stage.at }, "Stepped on from the past");
    }
    this.wanted = true;
    this.want();
    stage.send({ do: "step", at: null });
  }

  /** End the step that is played. */
  finish() {
    this.played = undefined;
    this.wanted = false;
    this.putNext();
    this.want();
    this.stage.ask();
  }

  /** Hold still what flows, or let it go on. */
  hold() {
    const { played } = this;
    if (!played) return;
    played.held = !played.held;
    if (!played.held) played.since = undefined;
    this.stage.ask();
  }

  /** Numbers of a step cost the server something: only asked for where steps are played. */
  want() {
    const { pace } = this.stage.transport;
    const slow = pace !== null && pace <= SLOW;
    this.stage.feeds.flow.wanted = this.wanted || this.played !== undefined || slow;
    this.stage.see();
  }
}
