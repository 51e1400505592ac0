import { afterEach, describe, expect, it, vi } from 'vitest';
import { slide } from './slide';

function at(left: number, width: number, top = 0): HTMLElement {
  const element = document.createElement('button');
  element.getBoundingClientRect = () => new DOMRect(left, top, width, 20);
  element.animate = vi.fn();
  return element;
}

const reduced = (matches: boolean) => vi.stubGlobal('matchMedia', () => ({ matches }));

afterEach(() => vi.unstubAllGlobals());

describe('what marks the chosen one', () => {
  it('comes over from where it was, once the choice is made', () => {
    reduced(false);
    const [from, to] = [at(10, 50), at(100, 25)];
    const settle = slide(from, to, '::after');
    expect(to.animate).not.toHaveBeenCalled();
    settle();
    expect(to.animate).toHaveBeenCalledExactlyOnceWith(
      [{ transform: 'translateX(-90px) scaleX(2)' }, { transform: 'none' }],
      expect.objectContaining({ pseudoElement: '::after' }),
    );
  });

  it('is there at once where it has no way to come, or where nothing is to move', () => {
    reduced(false);
    const to = at(100, 25);
    for (const from of [null, to, at(0, 0), at(10, 50, 30)]) slide(from, to, '::after')();
    reduced(true);
    slide(at(10, 50), to, '::after')();
    expect(to.animate).not.toHaveBeenCalled();
  });
});
