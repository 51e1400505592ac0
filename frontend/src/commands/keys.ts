/** Keys as a shortcut names them: `Mod+Shift+P`, `Space`, `Delete`, `Mod+,`. */
interface Chord {
  key: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
  meta: boolean;
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>;

export function isMac(): boolean {
  return /Mac|iP(hone|ad)/u.test(navigator.userAgent);
}

const NAMES: Readonly<Record<string, string>> = { ' ': 'Space' };

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
  const key = (NAMES[event.key] ?? event.key).toLowerCase();
  return (
    key === chord.key &&
    event.ctrlKey === chord.ctrl &&
    event.shiftKey === chord.shift &&
    event.altKey === chord.alt &&
    event.metaKey === chord.meta
  );
}

const SIGNS: Readonly<Record<string, [plain: string, mac: string]>> = {
  Mod: ['Ctrl', '⌘'],
  Ctrl: ['Ctrl', '⌃'],
  Shift: ['Shift', '⇧'],
  Alt: ['Alt', '⌥'],
  Enter: ['↵', '↵'],
  Delete: ['Del', '⌦'],
  Backspace: ['⌫', '⌫'],
  Escape: ['Esc', 'Esc'],
  ArrowUp: ['↑', '↑'],
  ArrowDown: ['↓', '↓'],
};

/** The shortcut as it is written on this system's keys: `Ctrl Shift P`, `⌘⇧P`. */
export function written(shortcut: string, mac = isMac()): string {
  const signs = shortcut.split('+').map((part) => SIGNS[part]?.[mac ? 1 : 0] ?? part);
  return signs.join(mac ? '' : ' ');
}
