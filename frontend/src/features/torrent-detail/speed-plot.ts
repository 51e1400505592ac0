import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { token } from '../../parts/canvas';
import { scaleOf, topOf } from './speed-scale';

export type Series = [times: number[], down: number[], up: number[]];

/** Pixels left for the numbers at the right. */
const AXIS = 34;
/** Pixels from the dot on the present to where its light ends. */
const GLOW = 9;

/** A graph of the time up to now that fills its element. */
export class SpeedPlot {
  readonly #plot: uPlot;

  constructor(element: HTMLElement, width: number, height: number) {
    this.#plot = new uPlot(this.#options(width, height), [[], [], []], element);
  }

  resize(width: number, height: number): void {
    this.#plot.setSize({ width, height });
  }

  /** Draws the last `seconds` of `series`, with `now` (Unix seconds) at the right edge. Returns the numbers' unit. */
  show(series: Series, now: number, seconds: number): string {
    const top = topOf(Math.max(0, ...series[1], ...series[2]));
    this.#plot.batch(() => {
      this.#plot.setData(series, false);
      this.#plot.setScale('x', { min: now - seconds, max: now });
      this.#plot.setScale('y', { min: 0, max: top });
    });
    return scaleOf(top).unit;
  }

  /** Draws again with the colours as they now are. */
  recolour(): void {
    this.#plot.redraw(false, true);
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #options(width: number, height: number): uPlot.Options {
    return {
      width,
      height,
      padding: [7, 0, 7, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: { x: { time: true, auto: false }, y: { auto: false, range: (_plot, min, max) => [min, max] } },
      axes: [{ show: false }, rateAxis()],
      series: [
        {},
        { ...line('signal', 1.5), fill: (plot) => underGlow(plot, token('signal-glow')) },
        line('upload', 1.25),
      ],
      hooks: { draw: [drawPresent] },
    };
  }
}

function rateAxis(): uPlot.Axis {
  return {
    side: 1,
    size: AXIS,
    gap: 12,
    // In whole pixels: uPlot finds no others when it makes them larger for a dense screen.
    font: `450 11px ${token('font') || 'sans-serif'}`,
    stroke: () => token('ink-3'),
    grid: { stroke: () => token('line'), width: 1 },
    ticks: { show: false },
    splits: (plot) => [0, (plot.scales['y']?.max ?? 0) / 2, plot.scales['y']?.max ?? 0],
    values: (plot, splits) => splits.map(scaleOf(plot.scales['y']?.max ?? 1).label),
  };
}

const smooth = uPlot.paths.spline?.();

function line(colour: string, width: number): uPlot.Series {
  return {
    width,
    stroke: (plot) => recency(plot, colour),
    points: { show: false },
    ...(smooth && { paths: smooth }),
  };
}

/** Bright where it is now, settling to rest towards the past. */
function recency({ ctx, bbox }: uPlot, colour: string): CanvasGradient {
  const gradient = ctx.createLinearGradient(bbox.left, 0, bbox.left + bbox.width, 0);
  gradient.addColorStop(0, token(`${colour}-rest`));
  gradient.addColorStop(0.55, token(colour));
  gradient.addColorStop(0.93, token(colour));
  gradient.addColorStop(1, token(`${colour}-now`));
  return gradient;
}

function underGlow({ ctx, bbox }: uPlot, glow: string): CanvasGradient {
  const gradient = ctx.createLinearGradient(0, bbox.top, 0, bbox.top + bbox.height);
  gradient.addColorStop(0, `rgb(${glow} / 0.2)`);
  gradient.addColorStop(1, `rgb(${glow} / 0)`);
  return gradient;
}

/** A dot on the present, with a halo: the one place of the graph that is happening. */
function drawPresent(plot: uPlot): void {
  const [times, down, up] = plot.data as Series;
  const time = times.at(-1);
  const fetching = (down.at(-1) ?? 0) > 0;
  const rate = (fetching ? down : up).at(-1) ?? 0;
  if (time === undefined || rate === 0) return;
  const x = Math.min(plot.valToPos(time, 'x', true), plot.bbox.left + plot.bbox.width);
  drawGlow(plot.ctx, x, plot.valToPos(rate, 'y', true), fetching ? 'signal' : 'upload');
}

function drawGlow(ctx: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  const density = window.devicePixelRatio || 1;
  const radius = GLOW * density;
  const halo = ctx.createRadialGradient(x, y, 0, x, y, radius);
  halo.addColorStop(0, `rgb(${token(`${colour}-glow`)} / 0.55)`);
  halo.addColorStop(1, `rgb(${token(`${colour}-glow`)} / 0)`);
  ctx.fillStyle = halo;
  ctx.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
  ctx.fillStyle = token(`${colour}-now`);
  ctx.beginPath();
  ctx.arc(x, y, 2.2 * density, 0, 2 * Math.PI);
  ctx.fill();
}
