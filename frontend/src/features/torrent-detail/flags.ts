import { m } from '../../messages';

interface Flag {
  word: () => string;
  /** What it means, to follow "this peer". */
  why: () => string;
  /** Worth a tag of its own beside the name. */
  tag?: true;
}

const FLAGS: Readonly<Record<string, Flag>> = {
  seed: { word: m.flag_seed, why: m.flag_seed_why, tag: true },
  web_seed: { word: m.flag_web_seed, why: m.flag_web_seed_why, tag: true },
  utp: { word: m.flag_utp, why: m.flag_utp_why, tag: true },
  snubbed: { word: m.flag_snubbed, why: m.flag_snubbed_why, tag: true },
  connecting: { word: m.flag_connecting, why: m.flag_connecting_why, tag: true },
  holepunched: { word: m.flag_holepunched, why: m.flag_holepunched_why, tag: true },
  encrypted: { word: m.flag_encrypted, why: m.flag_encrypted_why },
  incoming: { word: m.flag_incoming, why: m.flag_incoming_why },
  interested: { word: m.flag_interested, why: m.flag_interested_why },
  choked: { word: m.flag_choked, why: m.flag_choked_why },
  remote_interested: { word: m.flag_remote_interested, why: m.flag_remote_interested_why },
  remote_choked: { word: m.flag_remote_choked, why: m.flag_remote_choked_why },
  optimistic: { word: m.flag_optimistic, why: m.flag_optimistic_why },
};

const SOURCES: Readonly<Record<string, () => string>> = {
  tracker: m.source_tracker,
  dht: m.source_dht,
  pex: m.source_pex,
  lsd: m.source_lsd,
  resume: m.source_resume,
  incoming: m.source_incoming,
};

/** Two of them at most: the name comes first. */
export function tags(flags: readonly string[]): { word: string; why: string }[] {
  const known = flags.flatMap((flag) => FLAGS[flag] ?? []).filter(({ tag }) => tag);
  return known.slice(0, 2).map(({ word, why }) => ({ word: word(), why: why() }));
}

/** Everything that is known of a peer, in words. */
export function explainFlags(flags: readonly string[], sources: readonly string[]): string {
  const facts = [...flags.map((flag) => FLAGS[flag]?.why()), ...sources.map((source) => SOURCES[source]?.())];
  return facts.filter((fact) => fact !== undefined).join(' · ');
}
