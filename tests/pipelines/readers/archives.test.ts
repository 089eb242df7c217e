import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type ArchiveMember, memberFrames } from '../../../pipelines/readers/archive-members.ts';
import { namePattern } from '../../../pipelines/readers/name-pattern.ts';
import { sharedFile, skipWithoutSharedData } from '../shared-data.ts';
import { inPieces, limits } from './read-all.ts';
import { readAs, sourceFixture, told } from './source-fixtures.ts';

const members = [
  ['a/one.txt', 'one'],
  ['a/two.jsonl:1', 'l1'],
  ['a/two.jsonl:2', 'l2'],
  ['a/two.jsonl:3', '!invalid-json'],
  ['page.html', '<p>x'],
  ['c.csv:2', 'row'],
  ['deep/x.jsonl.gz:1', 'gz'],
  ['pic.png', '!unknown-format'],
  ['../../evil.txt', 'evil'],
  ['in.zip', '!nested-archive'],
  ['ünï/ü.md', 'ü'],
  ['cp1251.txt', 'Съешь же ещё этих мягких французских булок'],
  ['m.eml', 'mail\n'],
  ['a/one.txt#2', 'again'],
] as const;

/** All but the rows of the Arrow file, of which there are ten. */
async function tell(
  format: string,
  name: string,
  bytes = sourceFixture(name),
  options: unknown = {},
  pieceBytes = 500,
) {
  const records = await readAs(format, name, bytes, options, { pieceBytes });
  return records
    .filter((record) => !record.source.includes('t.arrow:'))
    .map((record) => [record.source.replace(`${name}!`, ''), told(record)]);
}

describe('archives', () => {
  it('give the records of what Python packed, stored or compressed', async () => {
    for (const name of ['zipfile-stored.zip', 'zipfile-deflated.zip', 'zipfile-bzip2.zip']) {
      assert.deepEqual(await tell('zip', name), members, name);
      assert.equal((await readAs('zip', name, sourceFixture(name))).length, members.length + 10);
    }
    for (const name of ['tarfile.tar', 'tarfile.tgz', 'tarfile.tar.bz2']) {
      assert.deepEqual(await tell('tar', name), [...members, ['link.txt', '!not-a-file']], name);
    }
  });

  it('drop what is no text, and quarantine what cannot be read', async () => {
    const records = await readAs('zip', 'a.zip', sourceFixture('zipfile-lzma.zip'));
    assert.deepEqual(new Set(records.map(told)), new Set(['!unsupported-method']));
    const [dropped] = (await readAs('zip', 'a.zip', sourceFixture('zipfile-stored.zip'))).filter(
      (record) => told(record) === '!unknown-format',
    );
    assert.ok(dropped !== undefined && 'problem' in dropped && dropped.dropped === true);
  });

  it('read the members that a pattern names, as the format that the recipe names', async () => {
    const lines = { only: 'a/*', members: { format: 'jsonl' } };
    assert.deepEqual(await tell('zip', 'zipfile-stored.zip', undefined, lines), [
      ['a/one.txt:1', '!invalid-json'],
      ['a/two.jsonl:1', 'l1'],
      ['a/two.jsonl:2', 'l2'],
      ['a/two.jsonl:3', '!invalid-json'],
      ['a/one.txt#2:1', '!invalid-json'],
    ]);
    const texts = { only: '**/*.{csv,jsonl}', members: { format: 'text', label: 'folder' } };
    assert.deepEqual((await tell('tar', 'tarfile.tar', undefined, texts)).length, 2);
  });

  it('hold members to their checksums, lengths and limits', async () => {
    const bytes = sourceFixture('zipfile-stored.zip');
    const changed = Buffer.from(bytes);
    changed.write('oNe', bytes.indexOf('one', bytes.indexOf('a/one.txt') + 9));
    assert.deepEqual((await tell('zip', 'a.zip', changed))[0], ['a/one.txt', '!damaged-member']);
    const lines = await readAs('zip', 'a.zip', bytes, { only: 'a/two.jsonl' }, { recordBytes: 20 });
    assert.deepEqual(lines.map(told), ['!zip-directory-too-large']);
  });

  it('end where they are cut, after what could be read', async () => {
    assert.deepEqual(await tell('zip', 'a.zip', sourceFixture('zipfile-stored.zip').subarray(0, -30)), [
      ['a.zip', '!not-a-zip'],
    ]);
    const tar = sourceFixture('tarfile.tar');
    assert.deepEqual(await tell('tar', 'a.tar', tar.subarray(0, 514)), [['a/one.txt', '!truncated-tar']]);
    assert.deepEqual(await tell('tar', 'a.tar', tar.subarray(0, 700), { only: 'x' }), [['a.tar', '!truncated-tar']]);
    const cut = (await tell('tar', 'a.tgz', gzipSync(tar).subarray(0, -9))).at(-1);
    assert.equal(cut?.[1], '!truncated-gzip');
  });

  it('of the collection hang nowhere and take little', { skip: skipWithoutSharedData }, async () => {
    const index = sharedFile('bad/INDEX.tsv').toString().split('\n').slice(1);
    const paths = index
      .map((line) => line.split('\t')[0] ?? '')
      .filter((path) => /\.(zipx?|notzip|tar)$/.test(path) && !path.includes('20000'));
    assert.ok(paths.length > 40);
    for (const path of paths) {
      const started = process.cpuUsage();
      const records = await readAs(path.endsWith('tar') ? 'tar' : 'zip', path, sharedFile(`bad/${path}`), {
        members: { format: 'text' },
      });
      const { user, system } = process.cpuUsage(started);
      assert.ok(user + system < 3e6, `${path} took ${user + system} µs`);
      for (const record of records) assert.match(told(record), /^[^!]|^!?$|^![a-z\d-]+$/, path);
    }
  });
});

describe('patterns of names', () => {
  it('mean what they mean for files', () => {
    const matches = (pattern: string, name: string) => namePattern(pattern)(name);
    assert.ok(matches('**/*.txt', 'a.txt') && matches('**/*.txt', 'a/b/c.txt') && matches('a/**', 'a/b/c'));
    assert.ok(matches('{a,b}/?.t[xy]t', 'b/c.txt') && matches('a.b', 'a.b') && matches('a,b', 'a,b'));
    assert.ok(!matches('*.txt', 'a/b.txt') && !matches('a.b', 'axb') && !matches('[!a]', 'a') && matches('[!a]', 'b'));
    assert.ok(!matches('**/x/*', 'a/xx/b') && matches('a(b)+$', 'a(b)+$'));
  });
});

it('members are places of their own, beyond the names that are counted as well', async () => {
  const counted = 2 ** 20;
  async function* many(): AsyncGenerator<ArchiveMember> {
    const more = { problem: { problem: 'damaged-member' }, limits, pieces: () => inPieces(new Uint8Array()) };
    for (let index = 0; index < counted; index++) yield { name: `${index}.txt`, ...more };
    for (const name of ['a.txt', 'a.txt', '7.txt']) yield { name, ...more };
  }
  const sources: string[] = [];
  for await (const { frame } of memberFrames('k', many(), {})) {
    sources.push(frame.source);
    if (sources.length > 3) sources.shift();
  }
  assert.deepEqual(sources, [`k!a.txt#${counted + 1}`, `k!a.txt#${counted + 2}`, 'k!7.txt#2']);
});
