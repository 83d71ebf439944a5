// The live socket of this page. It says which views can be seen, takes frames to them, and tells Streamlit only when
// frames begin or cease to come this way, or when the run started or stopped by itself.

const FOR_GOOD = new Set([1003, 1008, 4404]);
const TRIES = 3; // in vain from the start: there is no such route here
const SLOWEST = 15_000;
const carriers = new WeakMap();

// Whether a key is meant for a field that takes text.
const writing = ({ type, target }) => type === "keydown" && Boolean(target.closest?.("input:not([type=range]), textarea, [contenteditable], [role=combobox]"));

class Carrier {
  constructor() {
    this.tries = 0;
    this.replies = new Map();
    this.number = 0;
    live.changed = () => this.plan();
    live.send = (message) => this.command(message);
    // A press of Pause does not wait for the page to run again, and R resets.
    this.pressed = (event) => {
      const pause = event.type === "click" ? event.target.closest?.('[class*="st-key-play"]') : event.code === "Space";
      if (this.playing && pause && !writing(event)) this.command({ do: "pause" });
    };
    this.key = (event) => {
      if (event.key === "r" && !event.ctrlKey && !event.metaKey && !event.altKey && !writing(event)) this.command({ do: "reset" });
      else this.pressed(event);
    };
    this.resized = () => {
      for (const view of live.views.values()) view.theme && view.present();
    };
    window.addEventListener("resize", this.resized);
    document.addEventListener("click", this.pressed, true);
    document.addEventListener("keydown", this.key, true);
  }

  update({ data: [data], setStateValue, setTriggerValue }) {
    const { run } = this.data ?? {};
    this.data = data;
    if (data.present || live.present) for (const later of [0, 400, 900]) setTimeout(this.resized, later); // as the page moves
    live.present = data.present;
    this.setStateValue = setStateValue;
    this.setTriggerValue = setTriggerValue;
    clearTimeout(this.doubt);
    this.doubt = undefined;
    this.patience = 250;
    if (run !== data.run) {
      this.tries = 0;
      this.connect();
      // These were passed over while the socket still carried the other run.
      if (run) for (const view of live.views.values()) view.show(view.brought);
    } else {
      this.plan();
      this.compare();
    }
  }

  connect() {
    this.drop();
    const { run, base } = this.data;
    const url = new URL(base ? `/${base}/live` : "live", document.baseURI);
    url.protocol = url.protocol.replace("http", "ws");
    url.search = `?run=${encodeURIComponent(run)}`;
    url.hash = "";
    const socket = (this.socket = new WebSocket(url));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.plan();
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket) return;
      if (typeof data === "string") this.reply(JSON.parse(data));
      else this.frame(new Uint8Array(data));
    };
    socket.onclose = ({ code }) => socket === this.socket && this.lost(code);
  }

  drop() {
    clearTimeout(this.retry);
    const { socket } = this;
    this.socket = this.said = this.playing = undefined;
    live.carried.clear();
    for (const settle of this.replies.values()) settle({ error: null, lost: true });
    this.replies.clear();
    socket?.close();
  }

  lost(code) {
    this.drop();
    this.connected(false);
    this.tries += 1;
    if (FOR_GOOD.has(code) || (!this.worked && this.tries >= TRIES)) return;
    this.retry = setTimeout(() => this.connect(), Math.min(SLOWEST, 500 * 2 ** this.tries));
  }

  // Only what is on the page and can be seen is asked for: the rest costs the server nothing.
  plan() {
    this.planned ??= setTimeout(() => {
      this.planned = undefined;
      if (this.socket?.readyState !== WebSocket.OPEN) return;
      const want = {};
      for (const [name, options] of Object.entries(this.data.views)) {
        if (live.views.get(name)?.seen) want[name] = options;
      }
      const said = JSON.stringify({ want, at: this.data.at });
      if (said !== this.said) this.socket.send((this.said = said));
    });
  }

  frame(bytes) {
    const { socket } = this;
    const { views, playing, followed, ms, arrays } = unpack(bytes);
    this.tries = 0;
    this.worked = true;
    this.playing = live.playing = playing;
    this.followed = followed;
    views.forEach((name, i) => {
      const view = live.views.get(name);
      if (!view) return;
      live.carried.add(name);
      view.show(arrays[i]);
    });
    // Registered after the views' own, so it runs when they have drawn; in a hidden tab, when it is shown again.
    requestAnimationFrame(() => socket.readyState === WebSocket.OPEN && socket.send('{"ack":true}'));
    this.count(bytes.length, ms, views);
    this.connected(true);
    this.compare();
  }

  // Used by tests and benchmarks: frames, their bytes, the server's milliseconds, and how often each view came.
  count(bytes, ms, views) {
    const sum = (live.count ??= { frames: 0, bytes: 0, ms: 0, views: {} });
    sum.frames += 1;
    sum.bytes += bytes;
    sum.ms += ms;
    for (const name of views) sum.views[name] = (sum.views[name] ?? 0) + 1;
  }

  connected(yes) {
    if (this.isConnected === yes) return;
    this.isConnected = yes;
    this.setStateValue("connected", yes);
  }

  // The page's buttons and fields say something else than the run does: unless the page is just about to know, tell it; and again,
  // as Streamlit may lose what it is told while it runs the page.
  compare() {
    const differs = () => this.playing !== undefined && ["playing", "followed"].some((name) => this[name] !== this.data[name]);
    if (!differs()) {
      clearTimeout(this.doubt);
      this.doubt = undefined;
      return;
    }
    this.doubt ??= setTimeout(() => {
      this.doubt = undefined;
      if (!differs()) return;
      this.setTriggerValue("moved", Date.now());
      this.patience = Math.min(SLOWEST, 4 * this.patience);
      this.compare();
    }, this.patience);
  }

  // Send a command; a promise of {error}, or undefined when the socket is not there to take it.
  command(message) {
    if (!this.isConnected || this.socket?.readyState !== WebSocket.OPEN) return undefined;
    const id = (this.number += 1);
    this.socket.send(JSON.stringify({ ...message, id }));
    return new Promise((settle) => this.replies.set(id, settle));
  }

  reply({ re, error }) {
    this.replies.get(re)?.({ error });
    this.replies.delete(re);
  }

  close() {
    window.removeEventListener("resize", this.resized);
    document.removeEventListener("click", this.pressed, true);
    document.removeEventListener("keydown", this.key, true);
    clearTimeout(this.planned);
    clearTimeout(this.doubt);
    this.drop();
  }
}

// Streamlit may take an element away and bring it back at once: the socket outlives that.
export default (component) => {
  const { parentElement } = component;
  const carrier = carriers.get(parentElement) ?? (live.resting ?? new Carrier());
  live.resting = undefined;
  clearTimeout(carrier.ending);
  carriers.set(parentElement, carrier);
  carrier.update(component);
  return () => {
    live.resting = carrier;
    carrier.ending = setTimeout(() => {
      if (live.resting === carrier) live.resting = undefined;
      carriers.delete(parentElement);
      carrier.close();
    }, 1000);
  };
};
