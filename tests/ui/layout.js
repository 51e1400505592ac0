/**
 * What is wrong with the layout of the page as it stands, as sentences; for `layout.py`.
 *
 * Words: cut off without an ellipsis, out of the window, out of their own control, or over other words.
 * Controls: out of the window, cut off, too small to hit, or over one another. What scrolls out of sight is no fault.
 */
() => {
  const SLACK = 1.5;
  const SMALLEST = 14;
  const LAYER =
    "[role=dialog], [role=alertdialog], [role=menu], [role=listbox], [role=tooltip]";
  const CONTROL = "button, input, textarea, select, a[href], [role=slider]";
  const found = new Set();
  const styles = new Map();
  const view = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };

  const style = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  const called = (element) => {
    const words =
      element.getAttribute("aria-label") ||
      element.textContent.trim().slice(0, 40) ||
      element.title;
    return `<${element.tagName.toLowerCase()}.${[...element.classList].slice(0, 2).join(".")}> “${words}”`;
  };
  const sizes = ({ left, top, right, bottom }) =>
    [left, top, right, bottom].map(Math.round).join(" ");
  const isForReaders = (element) => {
    for (let each = element; each; each = each.parentElement) {
      if (style(each).clipPath === "inset(50%)" || each.inert) return true;
    }
    return false;
  };
  const seen = (element) =>
    element.checkVisibility({
      opacityProperty: true,
      visibilityProperty: true,
    }) && !isForReaders(element);
  const isEmpty = ({ left, top, right, bottom }) =>
    right - left < 1 || bottom - top < 1;
  const both = (a, b) => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  /** How far `inner` sticks out of `outer`, along the line and across it. */
  const beyond = (inner, outer) => [
    Math.max(outer.left - inner.left, inner.right - outer.right, 0),
    Math.max(outer.top - inner.top, inner.bottom - outer.bottom, 0),
  ];

  /** What is left of `box` behind what cuts it, and why it is a fault that the rest is not. */
  function cut(element, box, { words }) {
    let left = box;
    let fault = null;
    let fixed = false;
    for (
      let each = element;
      each && each !== document.documentElement;
      each = each.parentElement
    ) {
      const { overflowX, overflowY, textOverflow, position, webkitLineClamp } =
        style(each);
      if (each !== element || words) {
        const clips = overflowX !== "visible" || overflowY !== "visible";
        if (clips && !fixed) {
          const frame = each.getBoundingClientRect();
          const [along, across] = beyond(left, frame);
          const tolerated =
            ["auto", "scroll"].includes(overflowX) ||
            ["auto", "scroll"].includes(overflowY) ||
            (words &&
              (textOverflow === "ellipsis" || webkitLineClamp !== "none")) ||
            frame.width <= 2;
          if (tolerated) {
            left = both(left, frame);
            if (isEmpty(left)) return { left, fault: null };
          } else if (along > SLACK || across > SLACK) {
            fault ??= `cut off by ${called(each)}`;
            left = both(left, frame);
          }
        }
      }
      if (position === "fixed") fixed = true;
    }
    const [along, across] = beyond(left, view);
    if (along > SLACK || across > SLACK) fault ??= "out of the window";
    return { left: both(left, view), fault };
  }

  /** Whether one of the two is what is seen there, rather than something that lies over both. */
  function areOnTop(one, other, { left, top, right, bottom }) {
    const hit = document.elementFromPoint(
      (left + right) / 2,
      (top + bottom) / 2,
    );
    return (
      hit !== null &&
      [one, other].some(
        (element) => element.contains(hit) || hit.contains(element),
      )
    );
  }

  function texts() {
    const walker = document.createTreeWalker(
      document.body,
      NodeFilter.SHOW_TEXT,
    );
    const all = [];
    for (let node; (node = walker.nextNode());) {
      const element = node.parentElement;
      if (
        !node.textContent.trim() ||
        ["SCRIPT", "STYLE"].includes(element.tagName) ||
        !seen(element)
      )
        continue;
      if (element.closest("svg")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (isEmpty(box)) continue;
        const { left, fault } = cut(element, box, { words: true });
        if (isEmpty(left) && !fault) continue;
        if (fault)
          found.add(`Words ${fault}: ${called(element)} at ${sizes(box)}`);
        const own = element.closest(
          "button, [role=tab], [role=menuitem], [role=option]",
        );
        const out = own ? beyond(left, own.getBoundingClientRect()) : [0, 0];
        if (Math.max(...out) > SLACK)
          found.add(`Words out of their control: ${called(own)}`);
        all.push({ element, box: left });
      }
    }
    return all;
  }

  function controls() {
    const all = [];
    for (const element of document.querySelectorAll(CONTROL)) {
      if (!seen(element) || element.type === "file") continue;
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue;
      const { left, fault } = cut(element, box, { words: false });
      if (isEmpty(left) && !fault) continue;
      if (fault)
        found.add(`Control ${fault}: ${called(element)} at ${sizes(box)}`);
      if (Math.min(box.width, box.height) < SMALLEST)
        found.add(`Control too small: ${called(element)}, ${sizes(box)}`);
      all.push({ element, box: left });
    }
    return all;
  }

  function overlaps(all, kind) {
    for (const [index, one] of all.entries()) {
      for (const other of all.slice(index + 1)) {
        const shared = both(one.box, other.box);
        if (
          shared.right - shared.left <= SLACK * 2 ||
          shared.bottom - shared.top <= SLACK * 2
        )
          continue;
        if (
          one.element.contains(other.element) ||
          other.element.contains(one.element)
        )
          continue;
        if (one.element.closest(LAYER) !== other.element.closest(LAYER))
          continue;
        if (!areOnTop(one.element, other.element, shared)) continue;
        found.add(
          `${kind} over one another: ${called(one.element)} and ${called(other.element)} at ${sizes(shared)}`,
        );
      }
    }
  }

  overlaps(texts(), "Words");
  overlaps(controls(), "Controls");
  for (const each of [document.documentElement, document.body]) {
    if (each.scrollWidth > each.clientWidth)
      found.add(`The page is wider than its window: ${each.scrollWidth}`);
  }
  return [...found];
};
