import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readManifest } from '../../shards/catalogue.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import type { Mix } from '../../streaming/mix/mix.ts';
import { asked, type Both, length, python, readHere, skip } from './python-comparison.ts';
import { openPythonReader, type PythonRead, type PythonReader } from './python-reader.ts';
import { commitSynthetic } from './synthetic-version.ts';

describe('mixes in the Python reader', { skip, timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-python-mix-'));
  let reader: PythonReader;
  let storage: Storage;

  before(async () => {
    storage = openLocalFolder(folder);
    for (const [dataset, sequences] of [
      ['large', [9_000, 300, 9_000]],
      ['middle', [3_000, 700]],
      ['small', [90]],
    ] as const) {
      await commitSynthetic(storage, { dataset, sequences, length, documents: [] });
    }
    await commitSynthetic(storage, { dataset: 'longer', sequences: [90], length: length + 1, documents: [] });
    reader = openPythonReader(String(python));
  });
  after(async () => {
    await reader?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function resolved({ parts, ...rest }: Mix<string>): Promise<Mix> {
    const found = parts.map(async (part) => ({ ...part, version: await readManifest(storage, part.version) }));
    return { ...rest, parts: await Promise.all(found) };
  }

  const there = (mix: Mix<string>, both: Both, more: object = {}): Promise<PythonRead> =>
    reader.ask({ ...asked(folder, mix, both), ...more });

  const mixes: readonly Mix<string>[] = [
    { parts: [{ version: 'large' }, { version: 'middle' }, { version: 'small' }] },
    {
      parts: [
        { version: 'large', weight: 7 },
        { version: 'middle', weight: 2 },
        { version: 'small', weight: 1.5 },
      ],
    },
    {
      parts: [
        { version: 'small', repeat: 3.5 },
        { version: 'large', samples: 777 },
      ],
    },
    { parts: [{ version: 'large' }, { version: 'middle' }, { version: 'small' }], temperature: 3, samples: 10_001 },
    { parts: [{ version: 'middle' }] },
  ];

  test('have the samples, batches and cursors that Node gives them, over several epochs', async () => {
    for (const [place, mix] of mixes.entries()) {
      const both = { seed: place, batch: 500, ranks: 1 + (place % 3), rank: place % (1 + (place % 3)) };
      const stop = 60;
      // The batches of an epoch are told by those that read to its end.
      const { batches: read, ...expected } = await readHere(storage, await resolved(mix), both, stop);
      const { batches: _, ...found } = await there(mix, both, { endless: true, stop });
      assert.deepEqual([found, read], [expected, stop], JSON.stringify(mix));
      const one = { ...both, epoch: 2, dropLast: true };
      assert.deepEqual(await there(mix, one), await readHere(storage, await resolved(mix), one), JSON.stringify(mix));
    }
  });

  test('go on from cursors of Node, and Node from theirs', async () => {
    const [, mix] = mixes;
    assert.ok(mix !== undefined);
    const { cursors } = await there(mix, { batch: 1700, seed: 8 });
    assert.equal(cursors[0]?.format, 'millrace-mix-cursor/1');
    for (const from of cursors) {
      const both = { seed: 8, from, ranks: 2, rank: 1, batch: 900 };
      assert.deepEqual(await there(mix, both), await readHere(storage, await resolved(mix), both));
    }
  });

  test('readers that take batches in turn have those of one reader', async () => {
    for (const [place, mix] of mixes.entries()) {
      const both = { batch: 450, seed: place };
      const whole = await there(mix, both, { endless: true, stop: 60 });
      const cursors: Cursor[] = [];
      for (let turn = 0; turn < 3; turn++) {
        const part = await there(mix, both, { endless: true, stop: 20, every: 3, skip: turn });
        for (const [own, cursor] of part.cursors.entries()) cursors[turn + own * 3] = cursor;
      }
      assert.deepEqual(cursors, whole.cursors);
    }
  });

  test('what is no mix, or of another one, is refused as Node does', async () => {
    const [first, second] = mixes;
    assert.ok(first !== undefined && second !== undefined);
    const { cursors } = await there(first, {});
    const [from] = cursors;
    assert.ok(from !== undefined);
    const version = await readManifest(storage, 'large');
    const single = { ...from, format: 'millrace-cursor/1', manifestSha256: version.sha256 };
    for (const [mix, both, code] of [
      [second, { from }, 'cursor-mismatch'],
      [{ parts: [{ version: 'large' }, { version: 'large@1' }] }, {}, 'bad-mix'],
      [{ parts: [{ version: 'large', weight: 1, repeat: 2 }] }, {}, 'bad-mix'],
      [{ parts: [{ version: 'large', weight: 0 }] }, {}, 'bad-mix'],
      [{ parts: [{ version: 'large', samples: 10 }], samples: 20 }, {}, 'bad-mix'],
      [
        {
          parts: [
            { version: 'large', weight: 1e6 },
            { version: 'small', weight: 1 },
          ],
        },
        {},
        'bad-mix',
      ],
      [{ parts: [{ version: 'large' }, { version: 'longer' }] }, {}, 'mix-unfit'],
    ] as const) {
      await assert.rejects(there(mix, both), { code, kind: 'usage' }, JSON.stringify(mix));
      const here = async () => readHere(storage, await resolved(mix), both);
      await assert.rejects(here, { code, kind: 'usage' }, JSON.stringify(mix));
    }
    const { parts: _, ...without } = single as typeof single & { parts?: unknown };
    const refused = reader.ask({ ...asked(folder, first, {}), cursor: without });
    await assert.rejects(refused, { code: 'cursor-mismatch', message: /expected format millrace-mix-cursor/ });
  });
});
