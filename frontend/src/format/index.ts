/** Numbers, sizes, times and names as a person reads them, in their locale. */
export { binaryBytes, bytes, bytesOf, rate, rateParts, unitOf } from './bytes';
export { compareNames } from './collation';
export { isolated } from './locale';
export { hostIn, isWebLink, linksIn } from './links';
export { crumbs, fileName, middle, shortHash, siteName, siteNames, splitTail } from './names';
export { brief, count, percent, percentNumber, ratio, wholePercent } from './numbers';
export { rateText, readCount, readRate } from './typed';
export {
  briefly,
  date,
  day,
  dayAlone,
  dayAndTime,
  dayHead,
  duration,
  isSameDay,
  moment,
  timeOfDay,
  until,
} from './times';
