import { mount, unmount } from 'svelte';
import { type Given, MenuLevel, type Whole } from './menu-level.svelte';
import MenuVeil from './MenuVeil.svelte';

/** The menu that is open; there is one at most. */
let current: OpenMenu | null = null;

export interface Opening extends Given {
  /** Told once it has closed, and what was chosen has begun; `moved` where a press opens another elsewhere. */
  onclosed: (moved: boolean) => void;
  /** Where the pointer was pressed, if it was. */
  pressed?: { x: number; y: number };
}

/** Opens a menu in place of whichever is open. What has the focus now has it again afterwards. */
export function openMenu(opening: Opening): OpenMenu {
  current?.close();
  current = new OpenMenu(opening);
  return current;
}

/** Pixels that a press is dragged at least, to be more than one that trembles. */
const DRAG = 12;

export class OpenMenu implements Whole {
  readonly level: MenuLevel;
  readonly #opening: Opening;
  readonly #veil: Record<string, unknown>;
  readonly #before = document.activeElement;
  /** The press that opened it goes on. */
  #held: boolean;

  constructor(opening: Opening) {
    this.#opening = opening;
    this.#held = opening.pressed !== undefined;
    this.level = new MenuLevel(opening, this);
    this.#veil = mount(MenuVeil, { target: document.body, props: { menu: this } });
  }

  readonly close = (chosen?: () => void, moved = false) => {
    if (current !== this) return;
    current = null;
    // First, so that it is never nowhere: what lost it would look for another place. A row that has it is meant again.
    if (!moved && this.#before instanceof HTMLElement) this.#before.focus({ preventScroll: true });
    void unmount(this.#veil);
    chosen?.();
    this.#opening.onclosed(moved);
  };

  endsDrag({ clientX, clientY }: PointerEvent): boolean {
    const { pressed } = this.#opening;
    const held = this.#held;
    this.#held = false;
    return held && pressed !== undefined && Math.hypot(clientX - pressed.x, clientY - pressed.y) > DRAG;
  }

  /**
   * The veil, which all of it lies on. A press on the veil closes it and does no more, but that one of the other button
   * opens the menu of what is there.
   */
  readonly attach = (veil: HTMLElement): void => {
    // A dialog below would take it for a press beside it.
    veil.addEventListener('pointerdown', (event) => {
      this.#held = false;
      event.stopPropagation();
    });
    veil.addEventListener('pointerup', () => (this.#held = false));
    veil.addEventListener('mousedown', (event) => {
      event.preventDefault();
      if (event.target !== veil) return;
      const moves = event.button === 2;
      this.close(undefined, moves);
      if (moves) pressAnew(event, veil);
    });
    veil.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      event.stopPropagation();
    });
    veil.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Element && !veil.contains(relatedTarget)) this.#leave();
    });
  };

  /** The focus went elsewhere by itself, and stays there. */
  #leave(): void {
    if (current !== this) return;
    current = null;
    void unmount(this.#veil);
    this.#opening.onclosed(true);
  }
}

/** What lies below hears of the press; that it opens a menu follows by itself. */
function pressAnew({ clientX, clientY, button, buttons }: MouseEvent, veil: HTMLElement): void {
  const given = { clientX, clientY, button, buttons, pointerType: 'mouse', bubbles: true, cancelable: true };
  const below = document.elementsFromPoint(clientX, clientY).find((each) => !veil.contains(each));
  below?.dispatchEvent(new PointerEvent('pointerdown', given));
}
