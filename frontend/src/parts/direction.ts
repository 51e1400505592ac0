/** Whether lines run to the left, and with them everything else that goes along the line. */
export function isMirrored(): boolean {
  return document.documentElement.dir === 'rtl';
}

/** The key that means along the line what `key` means where lines run to the right. */
export function unmirrored(key: string): string {
  if (!isMirrored()) return key;
  return { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key;
}
