import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { millrace } from './command.ts';

describe('compress refuses before any work', () => {
  for (const [words, expected] of [
    [['--quantize', 'int8,int9'], /Expected any of int8, int8-dynamic, int4-32, int4-64, or none, found int9/],
    [['--prune', '1'], /Expected a number above 0 and below 1/],
    [['--structured', 'layers=0.5'], /Expected heads=SHARE, neurons=SHARE or both/],
    [['--structured', 'heads=2'], /Expected a number above 0 and below 1/],
  ] as const) {
    test(words.join(' '), async () => {
      const { code, err } = await millrace(['compress', 'any', ...words]);
      assert.equal(code, 2);
      assert.match(err, expected);
    });
  }

  test('a run that is not there', async (t) => {
    const { code, err } = await millrace(['compress', 'none', '--store', temporaryFolder(t)]);
    assert.equal(code, 2);
    assert.match(err, /there is no run none/);
  });
});
