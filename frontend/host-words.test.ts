// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { hostWords } from './host-words';

describe('the words of the host', () => {
  it('are those that are marked, with a sentence for each plural', () => {
    const catalogue = {
      $schema: 'x',
      filter_all: 'All',
      host_show: 'Show',
      host_done: [{ match: { 'plural=one': '{n} download', 'plural=other': '{n} downloads' } }],
    };
    expect(hostWords(catalogue)).toEqual({ show: 'Show', done: { one: '{n} download', other: '{n} downloads' } });
  });

  it('choose by one number alone', () => {
    const message = [{ match: { 'seedPlural=one, peerPlural=one': 'x' } }];
    expect(() => hostWords({ host_peers: message })).toThrow('host_peers');
  });
});
