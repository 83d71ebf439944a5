// Written by ui/stream/wire.py: change the Python, then run it.

export type Arrays = (Int8Array | Uint8Array | Float32Array)[];

export interface PlaneAxis {
  name: string;
  low: number;
  high: number;
  ticks: number[];
}

export interface DecisionMap {
  key: string;
  title: string;
  kind: "one" | "many" | "value";
  n: number;
  k: number;
  low: number;
  high: number;
  middle: number;
  scale: number;
  axes: [PlaneAxis, PlaneAxis];
  knee: number;
  odds: boolean;
  outputs: string[];
  legend: string[];
  alt: string;
  discrete: boolean;
  side: number;
  points: number;
  arrays: Arrays;
}

export interface Reading {
  label: number;
  line: string;
  note: string;
  spoken: string;
}

export interface DigitCanvas {
  seq: number;
  pen: number;
  problem: string;
  picture: number;
  lengths: number[];
  names: string[];
  readers: Reading[];
  desk: string;
  base: string;
  watched: boolean;
  arrays: Arrays;
}

export interface Item {
  name: string;
  title: string;
  text: string;
  group: string;
  picture: number;
}

export interface Gallery {
  key: string;
  items: Item[];
  arrays: Arrays;
}

export interface TilesPanel {
  kind: "tiles";
  title: string;
  rows: number;
  cols: number;
  scale: number;
  captions: string[];
}

export interface MatrixPanel {
  kind: "matrix";
  title: string;
  rows: number;
  cols: number;
  scale: number;
  row_labels: string[];
  col_labels: string[];
  highlight: number | null;
}

export interface Heatmaps {
  key: string;
  title: string;
  alt: string;
  quantity: string;
  unit: string;
  clickable: boolean;
  cell: number;
  scale: number;
  shared: boolean;
  panels: (TilesPanel | MatrixPanel)[];
  arrays: Arrays;
}

export interface HintLine {
  key: string;
  text: string;
  urgent: boolean;
  button: string;
  name: string;
  arrays: Arrays;
}

export interface LandscapeMap {
  key: string;
  title: string;
  alt: string;
  side: number;
  low: number;
  high: number;
  bounds: [number, number, number, number];
  axes: [string, string];
  here: [number, number, number];
  steps: number;
  random: boolean;
  closer: number;
  choosable: boolean;
  most: number;
  arrays: Arrays;
}

export interface Axis {
  title: string;
  range: number[];
}

export interface Mark {
  x: number;
  label: string;
}

export interface Stroke {
  dash: "solid" | "dot" | "dash" | "dashdot" | "longdash";
  width: number;
}

export interface Curve {
  name: string;
  x: number;
  y: number;
  colour: number | string;
  line: Stroke;
  opacity: number;
}

export interface Diagram {
  title: string;
  x_range: [number, number] | null;
  range: number[];
  log: boolean;
  ticks: string;
  values: string;
  traces: Curve[];
}

export interface LivePlot {
  key: string;
  revision: string;
  alt: string;
  height: number;
  x: Axis;
  marks: Mark[];
  cursor: number | null;
  panels: Diagram[];
  arrays: Arrays;
}

export interface Column {
  title: string;
  size: number;
  names: string[];
  scale: number;
  picture: number[] | null;
}

export interface NetworkDiagram {
  key: string;
  title: string;
  alt: string;
  scale: number;
  norm: number;
  answers: string;
  edge: number[] | null;
  lit: number[][];
  n: number;
  layers: Column[];
  arrays: Arrays;
}

export interface ProgressLine {
  key: string;
  parts: string[];
  arrays: Arrays;
}

export interface Block {
  title: string;
  head: string[];
  rows: string[][];
  note: string;
  sum: boolean;
}

export interface ReceiptTable {
  key: string;
  title: string;
  alt: string;
  blocks: Block[];
  arrays: Arrays;
}

export interface RewindBar {
  key: string;
  run: string;
  now: number;
  playing: boolean;
  alt: string;
  arrays: Arrays;
}

export interface WarpedGrid {
  key: string;
  title: string;
  kind: "one" | "many" | "value";
  points: number;
  low: number;
  high: number;
  ticks: number[];
  line: string;
  last: boolean;
  alt: string;
  side: number;
  arrays: Arrays;
}

export interface WiggleGrid {
  name: string;
  rows: number[][];
  at: number;
  why: string;
}

export interface WiggleLine {
  title: string;
  grids: WiggleGrid[];
}

export interface Movable {
  name: string;
  grid: string;
  row: number;
  col: number;
  slope: number;
  formula: string;
  first: number;
  node: number[];
}

export interface Wiggle {
  key: string;
  n: number;
  step: number;
  names: string[][];
  lines: WiggleLine[];
  movables: Movable[];
  count: number;
  cost: number;
  arrays: Arrays;
}

export interface Message {
  views: string[];
  playing: boolean;
  followed: number;
  ms: number;
  arrays: Arrays;
}

export interface Named {
  name: string;
  label: string;
}

export interface Openable {
  name: string;
  label: string;
  title: string;
  help: string;
  kind: string;
}

export interface Stage {
  key: string;
  run: string;
  before: string;
  deed: string;
  following: boolean;
  fresh: boolean;
  pace: number | null;
  sentence: string;
  notice: string;
  told: string;
  data: string;
  tiles: Named[];
  activations: Named[];
  last: Named[];
  features: Named[];
  chosen: string[];
  row: boolean;
  optimizer: string;
  views: Openable[];
  most_layers: number;
  most_units: number;
  arrays: Arrays;
}

export interface StageFlow {
  key: string;
  alt: string;
  number: number;
  sample: number;
  m: number;
  cost: number;
  wanted: number[];
  eta: number;
  optimizer: string;
  point: number[];
  arrays: Arrays;
}

export interface StageNetwork {
  key: string;
  alt: string;
  kind: "plane" | "picture" | "row";
  sizes: number[];
  activations: string[];
  inputs: string[];
  outputs: string[];
  classes: string[];
  regression: boolean;
  scales: number[];
  n: number;
  shape: number[] | null;
  sample: number;
  label: number | null;
  target: number;
  middle: number;
  spread: number;
  steps: number;
  arrays: Arrays;
}

export interface StageThumbs {
  key: string;
  names: string[];
  kinds: ("signed" | "ink" | "bars" | "lines")[];
  shapes: [number, number][];
  arrays: Arrays;
}

export interface StageTimeline {
  key: string;
  alt: string;
  run: string;
  playing: boolean;
  past: boolean;
  steps: number;
  now: number;
  epoch: number;
  end: number;
  good: number | null;
  regression: boolean;
  eta: number;
  trouble: string;
  notice: string;
  marks: [number, string][];
  arrays: Arrays;
}

export interface Note {
  text: string;
  uses: [number, number, number][];
}

export interface Grid {
  name: string;
  rows: string[][];
  notes: Note[][];
  lit: boolean;
  row_labels: string[];
  col_labels: string[];
  bad: number[];
}

export interface Line {
  items: (Grid | string)[];
  title: string;
}

export interface Board {
  lines: Line[];
  below: Line[];
  hint: string;
}

export interface EtaSlider {
  eta: number;
  low: number;
  high: number;
}

export interface Mistake {
  value: number;
  words: string;
}

export interface Blank {
  name: string;
  text: string;
  value: number;
  mistakes: Mistake[];
  recipe: string;
}

export interface BlankGrid {
  name: string;
  rows: Blank[][];
  turn: number;
  equation: string;
}

export interface BlankLine {
  title: string;
  grids: BlankGrid[];
}

export interface FillIn {
  level: string;
  following: string;
  levels: string[];
  net: string;
  lines: BlankLine[];
}

export interface Choice {
  title: string;
  head: string;
  settings: string;
}

export interface Offered {
  name: string;
  title: string;
  ready: Choice[];
}

export interface OfLesson {
  lesson: string;
}

export interface Asks {
  activity: string;
  settings: OfLesson;
}

export interface Planned {
  page: string;
  run: string;
  idea: string;
  title: string;
  minutes: number;
  note: string;
  questions: string;
  asks: Asks | null;
}

export interface Lectern {
  room: string;
  code: string;
  address: string;
  link: string;
  qr: string;
  reached: boolean;
  base: string;
  owner: string;
  activities: Offered[];
  places: Planned[];
}

export interface Slider {
  name: string;
  label: string;
  low: number;
  high: number;
  value: number;
  step: number;
}

export interface LiveSliders {
  sliders: Slider[];
  seen: number;
}

export interface LiveSocket {
  run: string;
  playing: boolean | null;
  followed: number;
  views: Record<string, Record<string, unknown>>;
  at: number | null;
  present: number;
  base: string;
  lost: boolean;
  owner: string;
  written: number;
}

export interface PointPad {
  text: string;
  stamp: number;
  most: number;
}

export interface StillSvg {
  svg: string;
}
