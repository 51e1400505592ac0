import { describe, expect, it } from 'vitest';
import { argumentsIn, previewOf } from './placeholders';

const torrent = { id: 'ab', name: `A "film"; $(x)`, save_path: '/data', total_size: 42 };

describe('what is run for a finished download', () => {
  it('has each placeholder as one argument, whatever is in it', () => {
    expect(previewOf(['notify', '%N', '%F', '%D', '%I', '%Z', '%%N', 'a%N'], torrent)).toEqual([
      'notify',
      `A "film"; $(x)`,
      `/data/A "film"; $(x)`,
      '/data',
      'ab',
      '42',
      '%N',
      'a%N',
    ]);
  });

  it('is written with an argument a line', () => {
    expect(argumentsIn('notify\r\n\n two words \n%N\n')).toEqual(['notify', ' two words ', '%N']);
  });
});
