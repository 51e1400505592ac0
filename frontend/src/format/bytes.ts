import { m } from '../messages/words';
import { isolated, perLocale } from './locale';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;
/** From here on three significant figures tell more than whole numbers do. */
const MEGA = 2;

const whole = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
const threeFigures = perLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 }),
);

interface Amount {
  number: string;
  unit: (typeof UNITS)[number];
}

/** The largest unit in which the amount, rounded as it will be shown, is at least 1. */
function amount(bytes: number): Amount {
  let index = 0;
  let value = Math.max(0, bytes);
  while (value >= 999.5 && index < UNITS.length - 1) {
    value /= 1000;
    index += 1;
  }
  const format = index < MEGA ? whole() : threeFigures();
  return { number: format.format(value), unit: UNITS[index] ?? 'EB' };
}

/** `13.6 GB`: decimal units, three significant figures. */
export function bytes(value: number): string {
  const { number, unit } = amount(value);
  return isolated(`${number} ${unit}`);
}

/** `8.62 of 13.6 GB`, or `431 MB of 1.13 GB` where the units differ. */
export function bytesOf(done: number, size: number): string {
  if (done >= size) return bytes(size);
  const part = amount(done);
  const all = amount(size);
  const first = part.unit === all.unit ? part.number : `${part.number} ${part.unit}`;
  return m.amount_of({ part: first, all: `${all.number} ${all.unit}` });
}

/** `4 MiB`: for what is a power of two by nature, such as the length of a piece. */
export function binaryBytes(value: number): string {
  const mebi = 2 ** 20;
  return isolated(value < mebi ? `${whole().format(value / 1024)} KiB` : `${whole().format(value / mebi)} MiB`);
}

/** `21.4 MB/s`. */
export function rate(bytesPerSecond: number): string {
  const { number, unit } = amount(bytesPerSecond);
  return isolated(`${number} ${unit}/s`);
}

/** The same in two, where the unit is set smaller. */
export function rateParts(bytesPerSecond: number): [number: string, unit: string] {
  const { number, unit } = amount(bytesPerSecond);
  return [number, `${unit}/s`];
}

/** The unit that `bytes` writes the amount in. */
export function unitOf(value: number): string {
  return amount(value).unit;
}
