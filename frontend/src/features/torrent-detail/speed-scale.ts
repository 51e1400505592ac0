import { brief, unitOf } from '../../format';

/** Steps a rounded-up top may have; each halves to a number that is still easy to read. */
const STEPS = [1, 2, 3, 4, 6, 8, 10];

/** Bytes a second of the top line: the least round number that leaves a little air above `peak`. */
export function topOf(peak: number): number {
  const wanted = Math.max(peak * 1.08, 1000);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = STEPS.find((candidate) => candidate * power >= wanted) ?? 10;
  return step * power;
}

/** What is written beside the lines, and the unit once for all of them. */
export function scaleOf(top: number): { unit: string; label(value: number): string } {
  const unit = unitOf(top);
  const power = ['B', 'kB', 'MB', 'GB', 'TB'].indexOf(unit);
  const divisor = 1000 ** Math.max(0, power);
  return { unit: `${unit}/s`, label: (value) => brief(value / divisor) };
}
