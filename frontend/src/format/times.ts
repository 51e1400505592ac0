import { m } from '../messages/words';
import { perLocale } from './locale';
import { count } from './numbers';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = perLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
const tenths = perLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);
const clock = perLocale((locale) => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }));
const weekday = perLocale((locale) => new Intl.DateTimeFormat(locale, { weekday: 'long' }));
const dayOfYear = perLocale((locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }));
const fullDay = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }),
);
const whole = perLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }));

/** `27 s`, `4 min`, `3 h 50 min`, `12 h`, `3 days`. Seconds in. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < MINUTE) return m.duration_seconds({ n: count(s) });
  if (s < HOUR) return m.duration_minutes({ n: count(Math.round(s / MINUTE)) });
  if (s < DAY) return hours(s);
  return m.duration_days({ count: Math.round(s / DAY) });
}

/** `3.2 s`: with a tenth below ten seconds, else as `duration`. Seconds in. */
export function briefly(seconds: number): string {
  if (seconds >= 9.95) return duration(seconds);
  return m.duration_brief({ n: tenths().format(Math.max(0, seconds)) });
}

/** With minutes while they matter. */
function hours(seconds: number): string {
  const minutes = Math.round(seconds / MINUTE);
  const n = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (n >= 10 || rest === 0) return m.duration_hours({ n: count(Math.round(seconds / HOUR)) });
  return m.duration_hours_minutes({ hours: count(n), minutes: count(rest) });
}

/** Days from `time` to `now` by the calendar: 1 is yesterday. Unix seconds. */
function daysBetween(time: number, now: number): number {
  return Math.round((midnight(now) - midnight(time)) / DAY);
}

function midnight(time: number): number {
  return new Date(time * 1000).setHours(0, 0, 0, 0) / 1000;
}

/** `today`, `yesterday`, `on Friday`, `on 28 October`, `on 28 October 2024`. Unix seconds. */
export function day(time: number, now: number): string {
  const days = daysBetween(time, now);
  const date = new Date(time * 1000);
  if (days <= 1) return relative().format(-Math.max(days, 0), 'day');
  if (days < 7) return m.date_on_weekday({ date: weekday().format(date) });
  const sameYear = date.getFullYear() === new Date(now * 1000).getFullYear();
  return m.date_on({ date: (sameYear ? dayOfYear() : fullDay()).format(date) });
}

/** `today`, `Friday`, `28 October`, `28 October 2024`: the head of what happened on a day. Unix seconds. */
export function dayHead(time: number, now: number): string {
  const days = daysBetween(time, now);
  if (days <= 1) return day(time, now);
  if (days < 7) return weekday().format(new Date(time * 1000));
  return new Date(time * 1000).getFullYear() === new Date(now * 1000).getFullYear() ? dayAlone(time) : date(time);
}

/** Whether both are on one day of the calendar. Unix seconds. */
export function isSameDay(one: number, other: number): boolean {
  return daysBetween(one, other) === 0;
}

/** `14:02`. Unix seconds. */
export function timeOfDay(time: number): string {
  return clock().format(new Date(time * 1000));
}

/** `28 October`, where it stands alone. Unix seconds. */
export function dayAlone(time: number): string {
  return dayOfYear().format(new Date(time * 1000));
}

/** `today, 14:02`; for other days as `day`. */
export function dayAndTime(time: number, now: number): string {
  const said = day(time, now);
  if (daysBetween(time, now) > 0) return said;
  return m.date_with_time({ day: said, time: timeOfDay(time) });
}

/** `in 18 min`, or `now` where the time has come. */
export function until(time: number, now: number): string {
  return time <= now ? m.time_now() : m.time_in({ duration: duration(time - now) });
}

/** `28 October 2026 at 14:02`. Unix seconds. */
export function moment(time: number): string {
  return whole().format(new Date(time * 1000));
}

/** `28 October 2026`. Unix seconds. */
export function date(time: number): string {
  return fullDay().format(new Date(time * 1000));
}
