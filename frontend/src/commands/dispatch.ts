import type { App } from '../state/app.svelte';
import { isPressed } from './keys';
import { COMMAND_IDS, type CommandId, COMMANDS, run } from './registry';

/** Keys a text field needs for itself; everything else with Ctrl or ⌘ is still a command there. */
const OWNED_BY_TEXT = ['Mod+A', 'Mod+C', 'Mod+Z', 'Mod+X', 'Mod+V', 'Mod+Backspace'];
/** Parts that answer to Space, Enter, Delete and arrows themselves. */
const OWN_KEYS =
  'button, a[href], summary, select, [role="checkbox"], [role="switch"], [role="tab"],' +
  ' [role="menuitem"], [role="radio"], [role="slider"], [role="separator"], [role="treeitem"]';

/** Parts that answer to some of these, but not to Delete or F2, which mean the torrent whose row or panel they are in. */
const OF_A_TORRENT = '[role="tab"], [role="row"][aria-selected] button';
const FOR_A_TORRENT: ReadonlySet<string> = new Set(['Delete', 'F2']);

/** What no part of the page answers to. */
const NOBODYS_OWN: ReadonlySet<string> = new Set(['Escape', 'F1', 'F6', '?', '؟']);

/** Does what the keys mean, if they mean anything here. The one listener for shortcuts. */
export function dispatch(app: App, event: KeyboardEvent): void {
  const { current } = app.dialogs;
  if (event.defaultPrevented || event.isComposing) return;
  const id = COMMAND_IDS.find((candidate) => isMeant(candidate, event));
  if (id === undefined || !isHeard(app, id, event)) return;
  const { opens } = COMMANDS[id];
  event.preventDefault();
  if (event.repeat) return;
  if (opens !== undefined && opens === current?.name) app.dialogs.close();
  else void run(app, id);
}

/** Whether the command may be done from where the focus is, and over the dialog that is open. */
function isHeard(app: App, id: CommandId, event: KeyboardEvent): boolean {
  const { current, giveWay } = app.dialogs;
  const { opens, anywhere } = COMMANDS[id];
  if (anywhere) return true;
  if (!giveWay || isLeftToTarget(event, current !== null)) return false;
  return current === null || opens !== undefined;
}

function isMeant(id: CommandId, event: KeyboardEvent): boolean {
  return COMMANDS[id].keys?.some((shortcut) => isPressed(shortcut, event)) ?? false;
}

/** Whether the keys belong to where the focus is: a text field, a button, an open menu, a bubble beside a button. */
function isLeftToTarget(event: KeyboardEvent, inDialog: boolean): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest('[role="menu"], [role="listbox"]')) return true;
  if (!inDialog && target.closest('[role="dialog"]')) return true;
  if (isTextField(target)) return isForText(event);
  if (event.ctrlKey || event.metaKey || event.altKey || NOBODYS_OWN.has(event.key)) return false;
  if (FOR_A_TORRENT.has(event.key) && target.closest(OF_A_TORRENT)) return false;
  return target.closest(OWN_KEYS) !== null;
}

function isTextField(target: Element): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) return !NOT_TEXT.has(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}

const NOT_TEXT = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'file', 'color']);

function isForText(event: KeyboardEvent): boolean {
  if (!event.ctrlKey && !event.metaKey && !event.altKey) return event.key !== 'F1' && event.key !== 'F6';
  return OWNED_BY_TEXT.some((shortcut) => isPressed(shortcut, event));
}
