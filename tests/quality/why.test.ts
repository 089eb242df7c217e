import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MillraceError } from '../../core/errors.ts';
import { sentence } from '../../quality/sentence.ts';
import { explain, type RecordQuery } from '../../quality/why.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { hostileId, writeSampleStore } from './sample-store.ts';

const noHash = 'f'.repeat(16);

test('a record of a stored version is explained', async (context) => {
  const storage = openLocalFolder(temporaryFolder(context));
  const manifest = await writeSampleStore(storage);
  const why = (query: RecordQuery) => explain(storage, manifest, query);
  const refusal = async (query: RecordQuery): Promise<MillraceError> => {
    const error: unknown = await why(query).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof MillraceError);
    assert.equal(error.kind, 'usage');
    return error;
  };

  await context.test(
    'kept: with the sources of all that was merged into it, and of later records with its id',
    async () => {
      const found = await why({ id: 'a1-keeper' });
      assert.deepEqual(found, {
        id: 'a1-keeper',
        source: 'docs.jsonl:1',
        fate: 'kept',
        stage: null,
        reason: null,
        value: null,
        limit: null,
        into: null,
        similarity: null,
        evidence: {},
        sources: ['docs.jsonl:1', 'docs.jsonl:3', 'more.jsonl:1'],
        chain: [],
        sameId: ['docs.jsonl:4'],
      });
      assert.equal(sentence(found, found), 'kept, with 2 duplicates merged into it');
    },
  );

  await context.test('merged: by way of another to the one that was kept', async () => {
    const found = await why({ id: 'a2-copy' });
    assert.deepEqual(found.chain, ['b1-middle', 'a1-keeper']);
    assert.deepEqual(found.sources, []);
    assert.equal(
      sentence(found, found),
      'merged by dedup-exact into b1-middle: 100 % similar, and with it into a1-keeper',
    );
    const middle = await why({ id: 'b1-middle' });
    assert.equal(sentence(middle, middle), 'merged by dedup-minhash into a1-keeper: 87.5 % similar');
  });

  await context.test('dropped and quarantined: with value and limit', async () => {
    const short = await why({ id: 'c1-short' });
    assert.equal(sentence(short), 'dropped by gopher-quality: gopher_short_doc, 31 found, at least 50 wanted');
    const long = await why({ id: 'c2-long' });
    assert.equal(sentence(long), 'dropped by gopher-quality: gopher_long_doc, 200,000 found, at most 100,000 wanted');
    const fields = { ...long, fate: 'quarantined', stage: 'csv', reason: 'wrong-field-count' } as const;
    assert.equal(
      sentence({ ...fields, value: 1, limit: 3 }),
      'quarantined by csv: wrong-field-count, 1 found, 3 wanted',
    );
    const large = await why({ id: hostileId });
    assert.equal(sentence(large), 'quarantined by read: record-too-large, 32 found, at most 16 wanted');
  });

  await context.test('by the beginning of an id that only one record has', async () => {
    assert.equal((await why({ id: 'c1' })).id, 'c1-short');
    const many = await refusal({ id: 'c' });
    assert.equal(many.code, 'record-ambiguous');
    assert.match(many.message, /c1-short, c2-long/);
    const both = await why({ id: 'a1' });
    assert.deepEqual([both.fate, both.sameId], ['kept', ['docs.jsonl:4']]);
  });

  await context.test('by its whole text, kept twin before merged one', async () => {
    assert.equal((await why({ text: 'any', textHash: '2'.repeat(16) })).id, 'c1-short');
    assert.equal((await why({ text: 'any', textHash: '3'.repeat(16) })).id, 'b1-middle');
  });

  await context.test('by a part of the text of one kept document', async () => {
    assert.equal((await why({ text: 'lazy dog', textHash: noHash })).id, 'd1-alone');
    const many = await refusal({ text: 'The ', textHash: noHash });
    assert.equal(many.code, 'record-ambiguous');
    assert.match(many.message, /a1-keeper, d1-alone/);
  });

  await context.test('what was never read is not found, and no text gets into the message', async () => {
    for (const query of [
      { id: 'zz' },
      { id: '' },
      { text: 'secret words', textHash: noHash },
      { text: '', textHash: noHash },
    ]) {
      const error = await refusal(query);
      assert.equal(error.code, 'record-not-found');
      assert.match(error.message, /^docs@1 /);
      assert.doesNotMatch(`${error.message} ${error.hint}`, /secret/);
    }
  });
});

test('a version whose fates have no index answers the same', async (context) => {
  const storage = openLocalFolder(temporaryFolder(context));
  const manifest = await writeSampleStore(storage);
  assert.ok(manifest.fates.every(({ index }) => index !== undefined));
  const plain = { ...manifest, fates: manifest.fates.map(({ index: _, ...table }) => table) };
  for (const query of [
    { id: 'a1-keeper' },
    { id: 'a2-copy' },
    { id: 'c1' },
    { text: 'any', textHash: '3'.repeat(16) },
  ]) {
    assert.deepEqual(await explain(storage, plain, query), await explain(storage, manifest, query));
  }
});

test('a sentence commands no terminal and stays short', () => {
  const row = { id: 'x', source: 's', stage: 'dedup-exact', reason: 'duplicate', value: null, limit: null };
  const line = sentence({ ...row, fate: 'merged', into: `\u001b[2J${'y'.repeat(1e6)}`, similarity: 1 });
  assert.ok(line.length < 200);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it must not be there.
  assert.doesNotMatch(line, /\u001b/);
});
