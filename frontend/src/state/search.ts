const MARKS = /\p{Mark}/gu;

/** The text without case and accents, for comparing. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '').toLocaleLowerCase();
}

/** The words of what was typed; a name is found when it holds all of them. */
export function words(search: string): string[] {
  return fold(search).split(/\s+/u).filter(Boolean);
}

export function holds(folded: string, wanted: readonly string[]): boolean {
  return wanted.every((word) => folded.includes(word));
}
