import { describe, expect, it } from 'vitest';
import { type Manner, Slots } from './slots';

interface Line {
  key: string;
  kind: string | undefined;
  start: number;
}

const AT_REST: Manner = { held: null, inOrder: true, spare: 0 };
const SCROLLING: Manner = { held: null, inOrder: false, spare: 2 };

const list = () => new Slots<Line>((one, other) => one.start === other.start);
const line = (at: number, kind: string | undefined = 'row'): Line => ({ key: `${at}`, kind, start: at });
const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => line(from + n));
const keys = (placed: readonly Line[]) => placed.map(({ key }) => key).join(' ');
const slotOf = (placed: readonly (Line & { slot: string })[], key: string) =>
  placed.find((each) => each.key === key)?.slot;

describe('the slots of a list', () => {
  it('gives those that come the slots of those that left', () => {
    const slots = list();
    const before = slots.place(lines(0, 4), AT_REST);
    const after = slots.place(lines(2, 6), AT_REST);
    expect(new Set(after.map(({ slot }) => slot))).toEqual(new Set(before.map(({ slot }) => slot)));
    for (const key of ['2', '3']) expect(slotOf(after, key)).toBe(slotOf(before, key));
  });

  it('moves no slot in the page while it scrolls, and puts them in order then', () => {
    const slots = list();
    const before = slots.place(lines(0, 4), AT_REST).map(({ slot }) => slot);
    const during = slots.place(lines(1, 5), SCROLLING);
    expect(during.map(({ slot }) => slot)).toEqual(before);
    expect(keys(during)).toBe('4 1 2 3');
    expect(keys(slots.place(lines(1, 5), AT_REST))).toBe('1 2 3 4');
  });

  it('keeps a few that left until their slots are needed', () => {
    const slots = list();
    slots.place(lines(0, 5), AT_REST);
    expect(keys(slots.place(lines(3, 5), SCROLLING))).toBe('0 1 3 4');
    const after = slots.place(lines(3, 6), SCROLLING);
    expect(keys(after)).toBe('5 1 3 4');
    expect(keys(slots.place(lines(3, 6), AT_REST))).toBe('3 4 5');
  });

  it('draws no line in the slot of another kind, nor in that of one that holds the focus', () => {
    const slots = list();
    const before = slots.place([line(0, 'group'), line(1), line(2)], AT_REST);
    const after = slots.place([line(2), line(3), line(4)], { ...AT_REST, held: '1' });
    const had = before.map(({ slot }) => slot);
    expect(had).not.toContain(slotOf(after, '3'));
    expect(had).not.toContain(slotOf(after, '4'));
  });

  it('makes each line of no kind for itself', () => {
    const slots = list();
    const own = (key: string): Line => ({ key, kind: undefined, start: 0 });
    expect(slots.place([own('one')], AT_REST)[0]!.slot).toBe('one');
    expect(slots.place([own('other')], SCROLLING).map(({ slot }) => slot)).toEqual(['other']);
  });

  it('tells which lines changed by new objects', () => {
    const slots = list();
    const [first, second] = slots.place(lines(0, 2), AT_REST);
    const [still, moved] = slots.place([line(0), { ...line(1), start: 9 }], AT_REST);
    expect(still).toBe(first);
    expect(moved).not.toBe(second);
    expect(moved!.slot).toBe(second!.slot);
  });
});
