import { untrack } from 'svelte';
import { isMirrored, unmirrored } from './direction';
import type { MenuEntry } from './menu';
import { menuPlace, type Spot } from './menu-place';
import { isOnWayTo } from './menu-way';
import { TypeAhead } from './type-ahead';

export interface Given {
  /** What it is the menu of, for screen readers. */
  label?: string | undefined;
  /** A menu, unless it says otherwise; a list of choices is one in all but its name. */
  role?: 'menu' | 'listbox';
  id?: string;
  entries: () => readonly MenuEntry[];
  /** What it belongs to, as it stands now. */
  spot: () => Spot;
  /** Whether the first entry has the focus, the one that is checked, the menu itself, or none of them. */
  focus: 'first' | 'checked' | 'menu' | 'none';
}

/** What a menu asks of the whole that it is a part of. */
export interface Whole {
  /** Closes all of it, then does what was chosen. */
  close: (chosen?: () => void) => void;
  /** Whether the press that opened it ends here, on an entry that it was dragged to. */
  endsDrag: (event: PointerEvent) => boolean;
}

/** Milliseconds until an entry that is pointed at opens its sub-menu, and that a pointer may take on its way there. */
const OPENS_AFTER = 100;
const LONGEST_WAY = 300;

/** Of the entries that can be chosen, the number of the one a key leads to: from −1, nothing has the focus. */
const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at <= 0 ? count - 1 : at - 1),
  Home: () => 0,
  PageUp: () => 0,
  End: (_, count) => count - 1,
  PageDown: (_, count) => count - 1,
};

/** One list of entries that is open, with the sub-menu that is open beside it. It listens for all of its entries. */
export class MenuLevel {
  readonly entries = $derived.by(() => this.#given.entries());
  /** The entry whose sub-menu is open, and that. */
  sub: { index: number; level: MenuLevel } | null = $state.raw(null);

  readonly #given: Given;
  readonly #whole: Whole;
  readonly #parent: MenuLevel | null;
  readonly #typing = new TypeAhead();
  #element: HTMLElement | null = null;
  #waits = 0;
  /** Where the pointer was last on the entry whose sub-menu is open. */
  #left = { x: 0, y: 0 };

  constructor(given: Given, whole: Whole, parent: MenuLevel | null = null) {
    this.#given = given;
    this.#whole = whole;
    this.#parent = parent;
  }

  get label(): string | undefined {
    return this.#given.label;
  }

  get role(): 'menu' | 'listbox' {
    return this.#given.role ?? 'menu';
  }

  get id(): string | undefined {
    return this.#given.id;
  }

  readonly attach = (element: HTMLElement): (() => void) => {
    this.#element = element;
    this.place();
    const { focus } = this.#given;
    if (focus === 'menu') element.focus({ preventScroll: true });
    else if (focus === 'first') untrack(() => this.#focus(this.#open().at(0) ?? -1));
    else if (focus === 'checked') untrack(() => this.#focus(this.entries.findIndex(isChecked)));
    element.addEventListener('keydown', this.#onkeydown);
    element.addEventListener('click', this.#onclick);
    element.addEventListener('pointermove', this.#onpointermove);
    element.addEventListener('pointerleave', this.#onpointerleave);
    element.addEventListener('pointerup', this.#onpointerup);
    return () => {
      clearTimeout(this.#waits);
    };
  };

  /** Puts it in its place, and what is open beside it: as it opens, and when the window changes. */
  place(): void {
    const element = this.#element;
    if (!element) return;
    element.style.maxHeight = '';
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const room = { width: innerWidth, height: innerHeight };
    const { left, top, maxHeight, origin } = menuPlace(this.#given.spot(), size, room, isMirrored());
    element.style.cssText = `left: ${left}px; top: ${top}px; max-height: ${maxHeight}px; transform-origin: ${origin}`;
    untrack(() => this.sub)?.level.place();
  }

  /** Where it stands, once it does. */
  box(): DOMRect | undefined {
    return this.#element?.getBoundingClientRect();
  }

  /** The places of those that can be chosen. */
  #open(): number[] {
    return this.entries.flatMap((entry, index) => (canBeChosen(entry) ? [index] : []));
  }

  get #children(): Element[] {
    return [...(this.#element?.children ?? [])];
  }

  #indexOf(target: EventTarget | null): number {
    return this.#children.findIndex((child) => target instanceof Node && child.contains(target));
  }

  /** Where nothing of it is meant, it has the focus itself. */
  #focus(index: number): void {
    const child = canBeChosen(this.entries[index]) ? this.#children[index] : null;
    if (child instanceof HTMLElement) child.focus();
    else this.#element?.focus({ preventScroll: true });
  }

  readonly #onkeydown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // What it was opened from has the focus then, and Tab goes on from there.
    if (event.key === 'Tab') this.#whole.close();
    else if (this.#act(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  /** Whether the key means something here. */
  #act(event: KeyboardEvent): boolean {
    const at = this.#indexOf(document.activeElement);
    const step = STEPS[event.key];
    const open = this.#open();
    if (step) {
      this.#focus(open[step(open.indexOf(at), open.length)] ?? -1);
      return true;
    }
    switch (unmirrored(event.key)) {
      case 'Enter':
      case ' ':
        this.#choose(at, true);
        return true;
      case 'ArrowRight':
        if (this.entries[at]?.kind === 'submenu') this.#choose(at, true);
        return true;
      case 'ArrowLeft':
        this.#parent?.takeBack();
        return true;
      case 'Escape':
        if (this.#parent) this.#parent.takeBack();
        else this.#whole.close();
        return true;
      default:
        return this.#typeAhead(event, at, open);
    }
  }

  #typeAhead(event: KeyboardEvent, at: number, open: readonly number[]): boolean {
    const found = this.#typing.find(event, {
      count: open.length,
      from: open.indexOf(at),
      startsWith: (index, typed) => begins(this.entries[open[index] ?? -1], typed),
    });
    const to = open[found ?? -1];
    if (to !== undefined) this.#focus(to);
    return found !== undefined;
  }

  /** Closes the sub-menu; its entry has the focus. */
  takeBack(): void {
    const { sub } = this;
    this.sub = null;
    if (sub) this.#focus(sub.index);
  }

  #choose(index: number, byKeyboard = false): void {
    const entry = this.entries[index];
    if (!entry || !canBeChosen(entry)) return;
    if (entry.kind === 'submenu') this.#openSub(index, byKeyboard ? 'first' : 'none');
    else if (entry.kind === 'item' && entry.stays) entry.onselect();
    else if (entry.kind === 'item') this.#whole.close(entry.onselect);
  }

  #openSub(index: number, focus: Given['focus']): void {
    clearTimeout(this.#waits);
    const entry = this.entries[index];
    const child = this.#children[index];
    if (entry?.kind !== 'submenu' || !child) return;
    if (this.sub?.index === index) {
      if (focus === 'first') this.sub.level.#focus(this.sub.level.#open().at(0) ?? -1);
      return;
    }
    const spot = (): Spot => {
      const { left, right, top, bottom } = child.getBoundingClientRect();
      // Its first entry is in line with this one.
      return { left, right, top: top - PADDING, bottom, way: 'beside', align: 'start' };
    };
    const given: Given = { label: entry.label, entries: () => entry.entries(), spot, focus };
    this.sub = { index, level: new MenuLevel(given, this.#whole, this) };
  }

  readonly #onclick = (event: MouseEvent) => {
    this.#choose(this.#indexOf(event.target));
  };

  readonly #onpointerup = (event: PointerEvent) => {
    if (this.#whole.endsDrag(event)) this.#choose(this.#indexOf(event.target));
  };

  readonly #onpointermove = (event: PointerEvent) => {
    const index = this.#indexOf(event.target);
    const point = { x: event.clientX, y: event.clientY };
    const near = this.sub?.level.box();
    if (index === this.sub?.index) this.#left = point;
    clearTimeout(this.#waits);
    if (near && index !== this.sub?.index && isOnWayTo(near, this.#left, point))
      this.#waits = window.setTimeout(() => this.#point(index), LONGEST_WAY);
    else this.#point(index);
  };

  /** Each move says it anew: most find it so. */
  #point(index: number): void {
    const means = canBeChosen(this.entries[index]) ? this.#children[index] : this.#element;
    if (means !== document.activeElement) this.#focus(index);
    if (this.sub && this.sub.index !== index) this.sub = null;
    if (this.entries[index]?.kind === 'submenu' && !this.sub)
      this.#waits = window.setTimeout(() => this.#openSub(index, 'none'), OPENS_AFTER);
  }

  readonly #onpointerleave = ({ relatedTarget }: PointerEvent) => {
    clearTimeout(this.#waits);
    const inside = relatedTarget instanceof Element && relatedTarget.closest('[role="menu"], [role="listbox"]');
    if (!inside) this.#element?.focus({ preventScroll: true });
  };
}

/** Pixels above the first entry, as in the style of menus. */
const PADDING = 4;

function canBeChosen(entry: MenuEntry | undefined): boolean {
  return entry?.kind === 'submenu' || (entry?.kind === 'item' && entry.disabled !== true);
}

function isChecked(entry: MenuEntry): boolean {
  return entry.kind === 'item' && entry.checked === true;
}

function begins(entry: MenuEntry | undefined, typed: string): boolean {
  if (!entry || entry.kind === 'separator') return false;
  return entry.label.toLocaleLowerCase().startsWith(typed.toLocaleLowerCase());
}
