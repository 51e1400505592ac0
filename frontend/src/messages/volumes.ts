import { m } from './words';

/** What a volume is called. The host says `Home` and `System` of those that have no name of their own. */
export function volumeWord(name: string): string {
  if (name === 'Home') return m.volume_home();
  return name === 'System' || name === '/' ? m.volume_system() : name;
}
