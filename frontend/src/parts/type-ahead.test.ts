import { describe, expect, it } from 'vitest';
import { TypeAhead } from './type-ahead';

const NAMES = ['agent 327', 'big buck bunny', 'charge', 'caminandes', 'cosmos laundromat'];

describe('TypeAhead', () => {
  function list() {
    const ahead = new TypeAhead();
    let from = -1;
    return (key: string, timeStamp: number, held: KeyboardEventInit = {}) => {
      const event = { key, timeStamp, ctrlKey: false, metaKey: false, altKey: false, ...held } as KeyboardEvent;
      const startsWith = (index: number, typed: string) => NAMES[index]!.startsWith(typed);
      const found = ahead.find(event, { count: NAMES.length, from, startsWith });
      if (found !== undefined && found >= 0) from = found;
      return found === undefined || found === -1 ? found : NAMES[found];
    };
  }

  it('leads to what begins with the letters', () => {
    const type = list();
    expect(type('c', 0)).toBe('charge');
    expect(type('o', 200)).toBe('cosmos laundromat');
    expect(type('s', 400)).toBe('cosmos laundromat');
    expect(type('x', 600)).toBe(-1);
  });

  it('leads on with the same letter, and round', () => {
    const type = list();
    const found = [0, 1, 2, 3].map((at) => type('c', at * 300));
    expect(found).toEqual(['charge', 'caminandes', 'cosmos laundromat', 'charge']);
  });

  it('begins anew after a pause', () => {
    const type = list();
    type('c', 0);
    expect(type('b', 1500)).toBe('big buck bunny');
  });

  it('leaves alone what is no letter', () => {
    const type = list();
    expect(type(' ', 0)).toBeUndefined();
    expect(type('?', 0)).toBeUndefined();
    expect(type('Enter', 0)).toBeUndefined();
    expect(type('a', 0, { ctrlKey: true })).toBeUndefined();
  });
});
