import { m } from '../messages';

/** Keys as a shortcut names them: `Mod+Shift+P`, `Space`, `Delete`, `Mod+,`. */
interface Chord {
  key: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
  meta: boolean;
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>;

export function isMac(): boolean {
  return /Mac|iP(hone|ad)/u.test(navigator.userAgent);
}

const NAMES: Readonly<Record<string, string>> = { ' ': 'Space', '؟': '?' };
const CODES: Readonly<Record<string, string>> = { Comma: ',' };

function parse(shortcut: string, mac: boolean): Chord {
  const parts = shortcut.split('+');
  const key = parts.pop() ?? '';
  const mod = parts.includes('Mod');
  return {
    key: key.toLowerCase(),
    ctrl: parts.includes('Ctrl') || (mod && !mac),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
    meta: mod && mac,
  };
}

export function isPressed(shortcut: string, event: Pressed, mac = isMac()): boolean {
  const chord = parse(shortcut, mac);
  const key = (NAMES[event.key] ?? latin(event)).toLowerCase();
  return (
    key === chord.key &&
    event.ctrlKey === chord.ctrl &&
    event.shiftKey === chord.shift &&
    event.altKey === chord.alt &&
    event.metaKey === chord.meta
  );
}

/** On a keyboard of other letters, Ctrl with one means the Latin letter that stands in its place. */
function latin({ key, code, ctrlKey, metaKey }: Pressed): string {
  if (!(ctrlKey || metaKey) || key.length !== 1 || key <= '\u007f') return key;
  return CODES[code] ?? /^(?:Key|Digit)(.)$/u.exec(code)?.[1] ?? key;
}

const SIGNS: Readonly<Record<string, [plain: string | (() => string), mac: string]>> = {
  Mod: [m.key_ctrl, '⌘'],
  Ctrl: [m.key_ctrl, '⌃'],
  Shift: [m.key_shift, '⇧'],
  Alt: ['Alt', '⌥'],
  Enter: ['↵', '↵'],
  Delete: [m.key_delete, '⌦'],
  Home: [m.key_home, '↖'],
  End: [m.key_end, '↘'],
  Backspace: ['⌫', '⌫'],
  Escape: [m.key_escape, '⎋'],
  Space: [m.key_space, '␣'],
  ArrowUp: ['↑', '↑'],
  ArrowDown: ['↓', '↓'],
};

/** The shortcut as it is written on this system's keys, in the interface's language: `Ctrl Shift P`, `⌘⇧P`. */
export function written(shortcut: string, mac = isMac()): string {
  const signs = shortcut.split('+').map((part) => {
    const sign = SIGNS[part]?.[mac ? 1 : 0] ?? part;
    return typeof sign === 'function' ? sign() : sign;
  });
  return signs.join(mac ? '' : ' ');
}
