import { describe, expect, it } from 'vitest';
import { Dialogs } from './dialogs.svelte';

const adding = (...magnets: string[]) => ({ magnets, paths: [], files: [] });

describe('a glance', () => {
  it('leads back to what it was opened over, as that was left', () => {
    const dialogs = new Dialogs();
    dialogs.open('settings', {});
    dialogs.note('settings', { section: 'speed' });
    dialogs.open('palette', {});
    dialogs.open('shortcuts', {});
    dialogs.close();
    expect(dialogs.payload('settings')).toEqual({ section: 'speed' });
    dialogs.close();
    expect(dialogs.current).toBeNull();
  });

  it('leads nowhere back once something else is to be done', () => {
    const dialogs = new Dialogs();
    dialogs.open('settings', {});
    dialogs.open('palette', {});
    dialogs.leave();
    expect(dialogs.current).toBeNull();
    dialogs.open('settings', {});
    dialogs.open('palette', {});
    dialogs.open('statistics', {});
    dialogs.close();
    expect(dialogs.current).toBeNull();
  });
});

describe('what is to be added', () => {
  it('takes the place of a dialog in which nothing is half said, and joins an Add dialog', () => {
    const dialogs = new Dialogs();
    dialogs.open('settings', {});
    dialogs.offer({ magnets: ['a'] });
    dialogs.offer({ magnets: ['b'] });
    expect(dialogs.payload('add')).toEqual(adding('a', 'b'));
  });

  it('waits for a dialog that is being filled in, however often it is offered', () => {
    const dialogs = new Dialogs();
    dialogs.open('delete', { ids: ['x'] });
    dialogs.offer({ magnets: ['a'] });
    dialogs.offer({ magnets: ['b'] });
    expect(dialogs.payload('delete')).toEqual({ ids: ['x'] });
    dialogs.close();
    expect(dialogs.payload('add')).toEqual(adding('a', 'b'));
    dialogs.close();
    expect(dialogs.current).toBeNull();
  });
});
