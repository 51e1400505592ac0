import { perLocale } from './locale';

const whole = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
const twoDecimals = perLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);
const oneDecimal = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
const exactPercent = perLocale(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
);
const percentWithDecimal = perLocale(
  (locale) =>
    new Intl.NumberFormat(locale, {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }),
);

/** `1,649`. */
export function count(value: number): string {
  return whole().format(value);
}

/** `1.5`, and `2` where nothing is behind it. */
export function brief(value: number): string {
  return oneDecimal().format(value);
}

/** `0.12`, and `∞` for what was given without taking. */
export function ratio(value: number): string {
  return Number.isFinite(value) && value >= 0 ? twoDecimals().format(value) : '∞';
}

/** `63.4%`, cut rather than rounded: nothing is 100% before it is. */
export function percent(share: number): string {
  const cut = cutShare(share);
  return (cut === 0 || cut === 1 ? exactPercent() : percentWithDecimal()).format(cut);
}

/** `74%`, cut like `percent`, for where a decimal would say too much. */
export function wholePercent(share: number): string {
  return exactPercent().format(cutShare(share, 100));
}

/** `63.4`, for where the sign is set apart. */
export function percentNumber(share: number): string {
  const cut = cutShare(share);
  const digits = cut === 0 || cut === 1 ? 0 : 1;
  return new Intl.NumberFormat(percentWithDecimal().resolvedOptions().locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cut * 100);
}

/** Between 0 and 1, cut to so many parts: a tenth of a percent. The little more undoes binary fractions. */
function cutShare(share: number, parts = 1000): number {
  return Math.floor(Math.min(Math.max(share, 0), 1) * parts + 1e-9) / parts;
}
