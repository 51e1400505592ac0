const MEGABYTE = 1_000_000;

/** Bytes a second as the text of a field in MB/s; empty for no limit. */
export function rateText(bytesPerSecond: number): string {
  return bytesPerSecond === 0 ? '' : String(bytesPerSecond / MEGABYTE);
}

/** Bytes a second from what was typed in MB/s; null when it is not a rate. A comma is taken for a point. */
export function readRate(text: string): number | null {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return 0;
  const value = /^\d*\.?\d+$|^\d+\.?$/u.test(typed) ? Number(typed) : Number.NaN;
  const bytes = Math.round(value * MEGABYTE);
  return Number.isFinite(bytes) && bytes < 2 ** 31 ? bytes : null;
}

/** A whole number within bounds; null when it is not one. Empty is 0 where 0 is allowed. */
export function readCount(text: string, min: number, max: number): number | null {
  const typed = text.trim();
  const value = typed === '' ? 0 : /^\d{1,9}$/u.test(typed) ? Number(typed) : Number.NaN;
  return value >= min && value <= max ? value : null;
}
