import { fitCanvas, token } from '../../parts/canvas';
import { type CellLook, type Phosphor, spread } from './phosphor';

/** Pixels from dot to dot; whole, so that each is equally crisp. */
const PITCH = 7;
const TONES = 32;

interface Sprite {
  image: HTMLCanvasElement;
  /** Pixels a side. */
  size: number;
}

/** Everything a frame is put together from: drawn once, then only copied. */
interface Palette {
  tones: Sprite[];
  missing: Sprite;
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

/** Lays the map out on the canvas as it now stands; null while it has no room. */
export function layOut(canvas: HTMLCanvasElement, cells: number, dark: boolean): PieceMap | null {
  const drawing = cells > 0 ? fitCanvas(canvas) : null;
  if (!drawing) return null;
  const { context, width, height } = drawing;
  const columns = Math.floor((width - 6) / PITCH) + 1;
  const rows = Math.floor((height - 6) / PITCH) + 1;
  if (columns < 2 || rows < 1) return null;
  const dots = spread(cells, columns * rows);
  return { context, width, height, columns, dots, palette: mix(dark), additive: dark };
}

export function paint(map: PieceMap, phosphor: Phosphor, now: number): void {
  const { context, dots, palette } = map;
  context.clearRect(0, 0, map.width, map.height);
  const flying: number[] = [];
  dots.forEach(({ first, last, middle }, dot) => {
    const look = brightest(phosphor, first, last, now);
    put(map, spriteFor(look, palette), dot);
    if (look.active && middle) flying.push(dot);
  });
  if (map.additive) context.globalCompositeOperation = 'lighter';
  for (const dot of flying) put(map, palette.halo, dot);
  context.globalCompositeOperation = 'source-over';
  for (const dot of flying) put(map, palette.core, dot);
}

function brightest(phosphor: Phosphor, first: number, last: number, now: number): CellLook {
  let { have, fresh, active } = phosphor.look(first, now);
  for (let cell = first + 1; cell <= last; cell += 1) {
    const look = phosphor.look(cell, now);
    have = Math.min(have, look.have);
    fresh = Math.max(fresh, look.fresh);
    active ||= look.active;
  }
  return { have, fresh, active };
}

/** Half a cell rests darker than a whole one; both shine alike when something has just come. */
function spriteFor({ have, fresh }: CellLook, { tones, missing }: Palette): Sprite {
  if (have === 0) return missing;
  const rest = have === 1 ? 0.32 : 0.12 * have;
  return tones[Math.round((rest + (1 - rest) * fresh) * (TONES - 1))] ?? missing;
}

function put({ context, columns }: PieceMap, { image, size }: Sprite, dot: number): void {
  const x = 3.5 + (dot % columns) * PITCH;
  const y = 3.5 + Math.floor(dot / columns) * PITCH;
  context.drawImage(image, x - size / 2, y - size / 2, size, size);
}

function mix(dark: boolean): Palette {
  const now = token('signal-now');
  return {
    tones: Array.from({ length: TONES }, (_, step) => disc(2.25, tone(step / (TONES - 1), dark))),
    missing: disc(1, token('piece-missing')),
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
