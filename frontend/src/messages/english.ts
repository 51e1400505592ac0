import { learn, speak } from './words';

// For tests: the page learns its language before it draws anything.
await learn('en');
speak('en');
