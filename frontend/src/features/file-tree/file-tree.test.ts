import { describe, expect, it } from 'vitest';
import { Client } from '../../bridge';
import { FakeTransport } from '../../bridge/fake';
import type { FileRow } from '../../contract/generated';
import { DetailsStore } from '../../state/details.svelte';
import { idOf } from '../../state/fixtures';
import { FileBrowser } from './file-browser.svelte';
import { fileIcon } from './file-icons';
import { FileSums, priorityName } from './file-sums';
import { FileTree } from './file-tree';
import { walk } from './tree-keys';

const PATHS = ['T/b10.mkv', 'T/b9.mkv', 'T/sub/x.srt', 'T/sub/y.srt', 'T/a.txt'];
const FILES: FileRow[] = PATHS.map((path, index) => ({ index, path, size: 10, done: 5, priority: 4, offset: 0 }));

/** As the details show them: choices go to the host, and come back as files. */
function browsing(files = FILES) {
  const transport = new FakeTransport();
  const details = new DetailsStore(new Client(transport));
  details.watch(idOf(1), ['files']);
  details.files = files;
  const browser = new FileBrowser({
    get files() {
      return details.files ?? [];
    },
    progress: [],
    setPriorities: (priorities) => void details.setPriorities(idOf(1), priorities),
    rename: ({ path, index }, name) => details.rename(idOf(1), path.replace(/\/$/u, ''), index, name),
  });
  const shown = () => browser.nodes.map(({ name }) => name);
  const node = (name: string) => browser.nodes.find((candidate) => candidate.name === name)!;
  return { transport, browser, shown, node };
}

describe('FileTree', () => {
  const tree = new FileTree(FILES);

  it('nests folders before files, each in the order of names', () => {
    expect(tree.nodes.map(({ name, depth }) => `${depth} ${name}`)).toEqual([
      '0 T',
      '1 sub',
      '2 x.srt',
      '2 y.srt',
      '1 a.txt',
      '1 b9.mkv',
      '1 b10.mkv',
    ]);
    expect(tree.order).toEqual([2, 3, 4, 1, 0]);
  });

  it('hides what is in a closed folder', () => {
    expect(tree.visible((path) => path === 'T/').map(({ name }) => name)).toEqual([
      'T',
      'sub',
      'a.txt',
      'b9.mkv',
      'b10.mkv',
    ]);
    expect(tree.visible(() => false).map(({ name }) => name)).toEqual(['T']);
  });

  it('shows what was found with the folders it is in', () => {
    expect(tree.found(({ name }) => name.startsWith('x')).map(({ name }) => name)).toEqual(['T', 'sub', 'x.srt']);
  });

  it('takes a hundred thousand files', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => ({
      ...FILES[0]!,
      index,
      path: `T/${index % 100}/${index}`,
    }));
    expect(new FileTree(many).nodes).toHaveLength(100_101);
  });
});

describe('FileSums', () => {
  it('sums a folder, the newest progress first', () => {
    const tree = new FileTree(FILES);
    const [all, sub] = tree.nodes;
    const sums = new FileSums(tree, FILES, [10, 10, 0, 0, 10]);
    expect(sums.of(all!)).toMatchObject({ size: 50, done: 30, progress: 0.6, chosen: 'all', priority: 'normal' });
    expect(sums.of(sub!)).toMatchObject({ size: 20, done: 0 });
  });

  it('knows what is partly chosen, and mixed', () => {
    const files = FILES.map((file) => (file.index === 2 ? { ...file, priority: 0 } : file));
    const tree = new FileTree(files);
    const sums = new FileSums(tree, files, []);
    const looks = tree.nodes.slice(0, 4).map((node) => [sums.of(node).chosen, sums.of(node).priority]);
    expect(looks).toEqual([
      ['some', undefined],
      ['some', undefined],
      ['none', 'skip'],
      ['all', 'normal'],
    ]);
  });

  it('names every step of libtorrent’s scale', () => {
    expect([0, 1, 3, 4, 5, 7].map(priorityName)).toEqual(['skip', 'low', 'low', 'normal', 'high', 'high']);
  });
});

describe('FileBrowser', () => {
  it('skips what is chosen, and takes the whole of what is partly chosen', () => {
    const { transport, browser, node } = browsing();
    browser.toggle(node('x.srt'));
    browser.toggle(node('sub'));
    expect(transport.asked('set_file_priorities')).toEqual([
      { id: idOf(1), priorities: [4, 4, 0, 4, 4] },
      { id: idOf(1), priorities: [4, 4, 4, 4, 4] },
    ]);
  });

  it('sets a folder’s priority for all in it', () => {
    const { browser, node } = browsing();
    browser.prioritise(node('sub'), 'high');
    expect(browser.sums(node('x.srt')).priority).toBe('high');
    expect(browser.sums(node('T')).priority).toBeUndefined();
  });

  it('finds without regard to case, anywhere in the path', () => {
    const { browser, shown } = browsing();
    browser.search = 'SUB y';
    expect(shown()).toEqual(['T', 'sub', 'y.srt']);
  });

  it('opens only the outermost folder of a large torrent', () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ ...FILES[0]!, index, path: `T/s${index % 2}/${index}` }));
    expect(browsing(many).shown()).toEqual(['T', 's0', 's1']);
  });
});

describe('what is selected in the tree', () => {
  it('gets a priority together, and not what a closed folder hides', () => {
    const { browser, node } = browsing();
    const priorities = () => PATHS.map((path) => browser.sums(node(path.slice(path.lastIndexOf('/') + 1))).priority);
    browser.pick(node('y.srt').path);
    browser.pick(node('b9.mkv').path, { shift: true });
    browser.pick(node('a.txt').path, { toggle: true });
    browser.prioritise(node('y.srt'), 'high');
    expect(priorities()).toEqual(['normal', 'high', 'normal', 'high', 'normal']);
    browser.prioritise(node('b10.mkv'), 'low');
    expect(priorities()).toEqual(['low', 'high', 'normal', 'high', 'normal']);
    browser.turn('T/sub/');
    browser.toggle(node('b9.mkv'));
    browser.turn('T/sub/');
    expect(priorities()).toEqual(['low', 'skip', 'normal', 'high', 'normal']);
  });

  it('keeps what is open and selected under a new name', async () => {
    const { browser, node, transport, shown } = browsing();
    browser.turn('T/sub/');
    browser.pick('T/sub/');
    browser.startRenaming(node('sub'));
    browser.renaming?.type('a/b');
    expect(await browser.finishRenaming()).toBe(false);
    expect(browser.renaming?.error).toContain('slash');
    browser.renaming?.type('disc');
    expect(await browser.finishRenaming()).toBe(true);
    expect(transport.asked('rename_folder')).toEqual([{ id: idOf(1), path: 'T/sub', name: 'disc' }]);
    expect([browser.focus, browser.isSelected('T/disc/'), browser.renaming]).toEqual(['T/disc/', true, null]);
    expect(shown()).toEqual(['T', 'disc', 'a.txt', 'b9.mkv', 'b10.mkv']);
  });
});

describe('the keys of the tree', () => {
  it('walk, open, close and choose', () => {
    const { browser, shown } = browsing();
    const go = (key: string) => {
      browser.focus = walk(browser, key)?.path ?? null;
      return browser.focus;
    };
    expect(go('ArrowDown')).toBe('T/sub/');
    expect(go('ArrowLeft')).toBe('T/sub/');
    expect(shown()).not.toContain('x.srt');
    go('ArrowRight');
    expect(go('ArrowRight')).toBe('T/sub/x.srt');
    expect(go('ArrowLeft')).toBe('T/sub/');
    expect(go('End')).toBe('T/b10.mkv');
    go(' ');
    expect(browser.chosenCount).toBe(4);
    expect(walk(browser, 'q')).toBeNull();
    expect(walk(browser, 'PageUp', 2)?.path).toBe('T/a.txt');
    expect(walk(browser, 'PageUp', 20)?.path).toBe('T/');
    browser.focus = 'T/';
    expect(walk(browser, 'PageDown', 20)?.path).toBe('T/b10.mkv');
  });
});

describe('fileIcon', () => {
  it('goes by the extension', () => {
    expect(['a.MKV', 'b.tar.gz', 'README', 'c.srt'].map(fileIcon)).toEqual([
      'file-video',
      'file-archive',
      'file',
      'subtitles',
    ]);
  });
});
