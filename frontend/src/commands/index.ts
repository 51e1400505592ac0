/** What a person can do: one table for buttons, menus, shortcuts and the palette. */
export { type Command, type Context, contextFor } from './command';
export { copyText, openFile, showInFolder, tryProgram } from './desktop';
export { dispatch } from './dispatch';
export { FILTER_WORDS } from './filter-words';
export { GLYPHS } from './glyphs';
export { banPeer, hostOf } from './peers';
export { changeSettings, chooseDownloadFolder } from './preferences';
export { moveInQueue } from './queue-place';
export { isMac, isPressed, written } from './keys';
export { interruptFor, type Mend, mendFor } from './mending';
export { listMenu, torrentMenu } from './menus';
export { shared } from './options';
export {
  COMMAND_IDS,
  type CommandId,
  COMMANDS,
  complain,
  isAboutTorrents,
  menu,
  run,
  show,
  type Shown,
} from './registry';
export { removeFromList } from './removing';
export { SORT_WORDS } from './viewing';
