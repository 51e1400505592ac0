import { describe, expect, it } from 'vitest';
import { hostsOf } from './words';

const at = (...hosts: string[]) => hosts.map((host) => `udp://${host}:6969/announce`);

describe('the hosts of trackers', () => {
  it('are named, each once', () => {
    expect(hostsOf(at('a.example', 'b.example', 'a.example'))).toBe('a.example, b.example');
    expect(hostsOf(at('a.example', 'b.example', 'c.example'))).toBe('a.example, b.example, c.example');
  });

  it('are counted where there are many', () => {
    expect(hostsOf(at('a.example', 'b.example', 'c.example', 'd.example'))).toBe(
      'a.example, b.example, c.example and 1 more',
    );
    const many = hostsOf(at(...Array.from({ length: 12 }, (_, number) => `${number}.example`)));
    expect(many).toBe('0.example, 1.example, 2.example and 9 more');
  });

  it('that can’t be read are shown as they are', () => {
    expect(hostsOf(['nonsense'])).toBe('nonsense');
  });
});
