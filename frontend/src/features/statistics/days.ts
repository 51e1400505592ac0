import type { Day } from '../../contract/generated';

/** How many days the bars show. */
export const SHOWN = 30;

export interface Bar {
  /** Midday of it, in Unix seconds, so that no change of the clock makes it another day. */
  at: number;
  downloaded: number;
  uploaded: number;
}

/** The last days up to today, those without traffic too. `now` in Unix seconds. */
export function lastDays(days: readonly Day[], now: number, count = SHOWN): Bar[] {
  const known = new Map(days.map((day) => [day.day, day]));
  const today = new Date(now * 1000);
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(today.getFullYear(), today.getMonth(), today.getDate() - (count - 1 - index), 12);
    const found = known.get(isoDay(date));
    return { at: date.getTime() / 1000, downloaded: found?.downloaded ?? 0, uploaded: found?.uploaded ?? 0 };
  });
}

function isoDay(date: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

/** Bytes of the top line: the least round number that holds every bar. */
export function topOf(bars: readonly Bar[]): number {
  const most = Math.max(1000, ...bars.flatMap(({ downloaded, uploaded }) => [downloaded, uploaded]));
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 3, 5, 8, 10].find((candidate) => candidate * power >= most) ?? 10;
  return step * power;
}
