/** Numbers, sizes, times and names as a person reads them, in their locale. */
export { binaryBytes, bytes, bytesOf, rate, unitOf } from './bytes';
export { hostIn, isWebLink, linksIn } from './links';
export { crumbs, fileName, middle, shortHash, splitTail } from './names';
export { count, percent, percentNumber, ratio, wholePercent } from './numbers';
export { rateText, readCount, readRate } from './typed';
export { briefly, date, day, dayAndTime, duration, moment, until } from './times';
