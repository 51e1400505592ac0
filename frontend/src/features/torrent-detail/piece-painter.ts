import { fitCanvas, token } from '../../parts/canvas';
import { type CellLook, merged, type Phosphor, spread } from './phosphor';

/** Pixels from dot to dot; whole, so that each is equally crisp. */
const PITCH = 7;
const TONES = 32;
/** Of a dot of which little is here, about half, and all. */
const RADII = [1.5, 1.85, 2.25] as const;

interface Sprite {
  image: HTMLCanvasElement;
  /** Pixels a side. */
  size: number;
}

/** Everything a frame is put together from: drawn once, then only copied. */
interface Palette {
  /** By size, then by tone; each made when it is first needed. */
  tones: (Sprite | undefined)[][];
  missing: Sprite;
  /** What is missing, by how many peers have it. */
  offers: Sprite[];
  core: Sprite;
  halo: Sprite;
}

export interface PieceMap {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
  columns: number;
  dots: ReturnType<typeof spread>;
  palette: Palette;
  /** Halos add up to brighter light on a dark ground; on a light one they would vanish. */
  additive: boolean;
}

interface Room {
  /** Pixels. */
  width: number;
  height: number;
}

/** Lays the map out on the canvas, which has this much room; null where that is too little. */
export function layOut(canvas: HTMLCanvasElement, room: Room, cells: number, dark: boolean): PieceMap | null {
  const drawing = cells > 0 ? fitCanvas(canvas, room.width, room.height) : null;
  if (!drawing) return null;
  const { context, width, height } = drawing;
  const columns = Math.floor((width - 6) / PITCH) + 1;
  const rows = Math.floor((height - 6) / PITCH) + 1;
  if (columns < 2 || rows < 1) return null;
  const dots = spread(cells, columns * rows);
  return { context, width, height, columns, dots, palette: paletteFor(dark), additive: dark };
}

export function paint(map: PieceMap, phosphor: Phosphor, now: number): void {
  const { context, dots, palette } = map;
  context.clearRect(0, 0, map.width, map.height);
  const flying: number[] = [];
  dots.forEach(({ first, last, middle }, dot) => {
    const look = merged(phosphor, first, last, now);
    put(map, spriteFor(look, palette, map.additive), dot);
    if (look.active && middle) flying.push(dot);
  });
  if (map.additive) context.globalCompositeOperation = 'lighter';
  for (const dot of flying) put(map, palette.halo, dot);
  context.globalCompositeOperation = 'source-over';
  for (const dot of flying) put(map, palette.core, dot);
}

/** Half a cell rests smaller and darker than a whole one; both shine alike when something has just come. */
function spriteFor({ have, fresh, offered }: CellLook, palette: Palette, dark: boolean): Sprite {
  if (have === 0) return offered === null ? palette.missing : (palette.offers[offered] ?? palette.missing);
  const rest = have === 1 ? 0.32 : 0.08 + 0.12 * have;
  const size = have === 1 ? 2 : have > 0.5 ? 1 : 0;
  return toned(palette, size, Math.round((rest + (1 - rest) * fresh) * (TONES - 1)), dark);
}

function toned({ tones }: Palette, size: 0 | 1 | 2, step: number, dark: boolean): Sprite {
  const made = (tones[size] ??= []);
  return (made[step] ??= disc(RADII[size], tone(step / (TONES - 1), dark)));
}

/** The middle of a dot, in pixels. */
export function centreOf({ columns }: Pick<PieceMap, 'columns'>, dot: number): { x: number; y: number } {
  return { x: 3.5 + (dot % columns) * PITCH, y: 3.5 + Math.floor(dot / columns) * PITCH };
}

/** The dot at a place of the map; the nearest where there is none. */
export function dotAt({ columns, dots }: Pick<PieceMap, 'columns' | 'dots'>, x: number, y: number): number {
  const column = Math.min(columns - 1, Math.max(0, Math.round((x - 3.5) / PITCH)));
  const row = Math.max(0, Math.round((y - 3.5) / PITCH));
  return Math.min(dots.length - 1, row * columns + column);
}

function put(map: PieceMap, { image, size }: Sprite, dot: number): void {
  const { context } = map;
  const { x, y } = centreOf(map, dot);
  context.drawImage(image, x - size / 2, y - size / 2, size, size);
}

/** By what it is mixed from. Some forty small canvases: most of what a map costs, were they made for each torrent. */
const palettes = new Map<string, Palette>();

function paletteFor(dark: boolean): Palette {
  const from = [dark, window.devicePixelRatio, token('signal-now'), token('piece-missing')].join(' ');
  let palette = palettes.get(from);
  if (palette === undefined) palettes.set(from, (palette = mix(dark)));
  return palette;
}

function mix(dark: boolean): Palette {
  const now = token('signal-now');
  return {
    tones: RADII.map(() => []),
    missing: disc(1, token('piece-missing')),
    offers: Array.from({ length: 10 }, (_, peers) => (peers === 0 ? ring(1.9, token('attention')) : offer(peers))),
    core: disc(2.1, now),
    halo: halo(token('signal-glow'), dark),
  };
}

/** The phosphor: from the resting end of the scale over live to this very second. */
function tone(energy: number, dark: boolean): string {
  const [deep, rest, live, now] = ['signal-deep', 'signal-rest', 'signal', 'signal-now'].map(token);
  const blend = (from = '', to = '', share = 0) => `color-mix(in srgb, ${to} ${100 * Math.min(1, share)}%, ${from})`;
  if (energy < 0.5) return blend(deep, rest, dark ? 0.42 + energy * 1.16 : 0.55 + energy * 0.9);
  if (energy < 0.8) return blend(rest, live, (energy - 0.5) / 0.3);
  return blend(live, now, (energy - 0.8) * 5);
}

function sprite(radius: number, draw: (context: CanvasRenderingContext2D) => void): Sprite {
  const density = window.devicePixelRatio || 1;
  const size = 2 * Math.ceil(radius) + 1;
  const image = document.createElement('canvas');
  image.width = image.height = Math.ceil(size * density);
  const context = image.getContext('2d');
  if (context) {
    context.scale(density, density);
    context.translate(size / 2, size / 2);
    draw(context);
  }
  return { image, size };
}

function disc(radius: number, colour: string): Sprite {
  return sprite(radius, (context) => {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    context.fill();
  });
}

/** The more peers have it, the larger and clearer; smaller than anything that is here. */
function offer(peers: number): Sprite {
  const share = Math.min(1, (peers - 1) / 4);
  const colour = `color-mix(in srgb, ${token('ink-3')} ${Math.round(35 + 45 * share)}%, transparent)`;
  return disc(0.9 + 0.35 * share, colour);
}

function ring(radius: number, colour: string): Sprite {
  return sprite(radius + 1, (context) => {
    context.strokeStyle = colour;
    context.globalAlpha = 0.75;
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    context.stroke();
  });
}

function halo(glow: string, dark: boolean): Sprite {
  const radius = 11;
  return sprite(radius, (context) => {
    const light = context.createRadialGradient(0, 0, 0, 0, 0, radius);
    light.addColorStop(0, `rgb(${glow} / ${dark ? 0.5 : 0.4})`);
    light.addColorStop(0.4, `rgb(${glow} / ${dark ? 0.16 : 0.15})`);
    light.addColorStop(1, `rgb(${glow} / 0)`);
    context.fillStyle = light;
    context.fillRect(-radius, -radius, 2 * radius, 2 * radius);
  });
}
