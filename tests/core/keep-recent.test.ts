import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepRecent } from '../../core/keep-recent.ts';

test('what was asked for last is not made again, what was asked for before that is', () => {
  const made: string[] = [];
  const recent = keepRecent<string, string | undefined>(2);
  const ask = (key: string) =>
    recent(key, () => {
      made.push(key);
      return key === 'none' ? undefined : key.toUpperCase();
    });
  assert.deepEqual(['a', 'b', 'a', 'none', 'none', 'a', 'b'].map(ask), ['A', 'B', 'A', undefined, undefined, 'A', 'B']);
  assert.deepEqual(made, ['a', 'b', 'none', 'b']);
});
