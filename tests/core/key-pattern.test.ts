import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyPattern, namesOfSource } from '../../core/key-pattern.ts';

test('patterns of keys', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['a.jsonl', ['a.jsonl'], ['b/a.jsonl', 'a-jsonl', 'a.jsonl.gz']],
    ['*.jsonl', ['a.jsonl', '.jsonl'], ['b/a.jsonl']],
    ['crawl/**', ['crawl/a', 'crawl/b/c'], ['crawl', 'other/crawl/a']],
    ['**/a.txt', ['a.txt', 'b/a.txt', 'b/c/a.txt'], ['ba.txt']],
    ['b/**/a.txt', ['b/a.txt', 'b/c/d/a.txt'], ['ba.txt']],
    ['a?.txt', ['ab.txt', 'a😀.txt'], ['a.txt', 'a/.txt']],
    ['(a|b)+[c].{d,e}', ['(a|b)+[c].{d,e}'], ['a', 'ac.d']],
    ['a*\n', ['a*\n', 'ab\n'], ['ab']],
  ];
  for (const [pattern, matches, others] of cases) {
    for (const key of matches) assert.ok(keyPattern(pattern)(key), `${pattern} matches ${key}`);
    for (const key of others) assert.ok(!keyPattern(pattern)(key), `${pattern} does not match ${key}`);
  }
});

test('names of a source', () => {
  assert.deepEqual(namesOfSource('a.txt'), ['a.txt']);
  assert.deepEqual(namesOfSource('b/a.jsonl:12'), ['b/a.jsonl:12', 'b/a.jsonl']);
  assert.deepEqual(namesOfSource('a.parquet:1-100'), ['a.parquet:1-100', 'a.parquet']);
  assert.deepEqual(namesOfSource('a.zip!b/c.jsonl:12'), ['a.zip!b/c.jsonl:12', 'a.zip!b/c.jsonl', 'a.zip']);
});
