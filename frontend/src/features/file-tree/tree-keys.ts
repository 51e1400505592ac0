import type { FileBrowser } from './file-browser.svelte';
import type { Node } from './file-tree';

/**
 * What the keys of an ARIA tree do. Returns the node to focus, or null for keys that are not its own. `page` is how many
 * lines a page key moves by.
 */
export function walk(browser: FileBrowser, key: string, page = 1): Node | null {
  const { nodes } = browser;
  const at = Math.max(
    0,
    nodes.findIndex(({ path }) => path === browser.focus),
  );
  const node = nodes[at];
  if (!node) return null;
  switch (key) {
    case 'ArrowDown':
      return nodes[at + 1] ?? node;
    case 'ArrowUp':
      return nodes[at - 1] ?? node;
    case 'PageDown':
      return nodes[Math.min(at + page, nodes.length - 1)] ?? node;
    case 'PageUp':
      return nodes[Math.max(at - page, 0)] ?? node;
    case 'Home':
      return nodes[0] ?? node;
    case 'End':
      return nodes[nodes.length - 1] ?? node;
    case 'ArrowRight':
      return enter(browser, nodes, at, node);
    case 'ArrowLeft':
      return leave(browser, nodes, at, node);
    case ' ':
      browser.toggle(node);
      return node;
    default:
      return null;
  }
}

function enter(browser: FileBrowser, nodes: readonly Node[], at: number, node: Node): Node {
  if (node.index !== null) return node;
  if (browser.isOpen(node.path)) return nodes[at + 1] ?? node;
  browser.turn(node.path);
  return node;
}

function leave(browser: FileBrowser, nodes: readonly Node[], at: number, node: Node): Node {
  if (node.index === null && browser.isOpen(node.path)) {
    browser.turn(node.path);
    return node;
  }
  return nodes.slice(0, at).findLast(({ depth }) => depth < node.depth) ?? node;
}
