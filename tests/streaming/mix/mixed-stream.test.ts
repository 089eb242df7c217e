import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { StoredManifest } from '../../../shards/catalogue.ts';
import { sha256Hex } from '../../../storage/digest.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import type { Cursor } from '../../../streaming/cursor.ts';
import { cursorText, parseCursor } from '../../../streaming/cursor-file.ts';
import type { Mix } from '../../../streaming/mix/mix.ts';
import { openImageStream } from '../../../streaming/open-image-stream.ts';
import { openStream, type Stream, type StreamOptions } from '../../../streaming/open-stream.ts';
import { commitImages, picture } from '../image-version.ts';
import { commitSynthetic, labelledDocuments, sequenceOf, tokenizer } from '../synthetic-version.ts';

const folder = mkdtempSync(join(tmpdir(), 'millrace-mix-'));
const storage = openLocalFolder(folder);
const length = 4;
/** Sequences of the shards of three versions. */
const shards = { web: [900, 300], books: [500], code: [70, 13, 5] };
const versions: StoredManifest[] = [];
let mix: Mix;

before(async () => {
  for (const [dataset, sequences] of Object.entries(shards))
    versions.push(await commitSynthetic(storage, { dataset, sequences, length, documents: [] }));
  mix = mixOf({ weight: 5 }, { repeat: 0.5 }, { repeat: 3 });
});
after(() => rmSync(folder, { recursive: true, force: true }));

function mixOf(...amounts: Omit<Mix['parts'][number], 'version'>[]): Mix {
  return { parts: amounts.map((amount, part) => ({ ...amount, version: versions[part] as StoredManifest })) };
}

function options(more: Partial<StreamOptions> = {}): StreamOptions {
  const common = { content: 'tokens', split: 'train', batch: 10, seed: 5, threads: 1 } as const;
  return { storage, version: mix, ...common, ...more };
}

interface Found {
  readonly ids: string[];
  readonly parts: number[];
  readonly cursors: Cursor[];
}

function partOf({ parts }: Stream, shard: number): number {
  return parts.findIndex(({ endShard }) => shard < endShard);
}

/** What a stream gives to the end of its epoch, and that each sample is what its shard holds. */
async function read(more: Partial<StreamOptions> = {}): Promise<Found> {
  const stream = await openStream(options(more));
  const found: Found = { ids: [], parts: [], cursors: [] };
  for await (const batch of stream.batches()) {
    for (let sample = 0; sample < batch.samples; sample++) {
      const [shard = -1, row = -1] = [batch.shards[sample], batch.rows[sample]];
      const part = partOf(stream, shard);
      const local = shard - (stream.parts[part]?.firstShard ?? 0);
      const { tokens, used } = sequenceOf(local, row, length, tokenizer.vocabularySize);
      assert.deepEqual(batch.tokens.slice(sample * length, (sample + 1) * length), Int32Array.from(tokens));
      assert.equal(batch.used[sample], used);
      found.ids.push(`${stream.shards[shard]}:${row}`);
      found.parts.push(part);
    }
    found.cursors.push(batch.cursor);
  }
  await stream.close();
  return found;
}

function dealt(hands: readonly (readonly string[])[]): string[] {
  const longest = Math.max(...hands.map((hand) => hand.length));
  return Array.from({ length: longest }, (_, place) => hands.flatMap((hand) => hand[place] ?? [])).flat();
}

async function storeDigests(): Promise<string[]> {
  const files = await storage.list('');
  return Promise.all(files.map(async ({ key }) => `${key} ${sha256Hex(await storage.get(key))}`));
}

describe('a mix of versions of packed tokens', () => {
  test('has each in its proportion, in every prefix, and what their shards hold', async () => {
    const stream = await openStream(options());
    await stream.close();
    assert.deepEqual(
      stream.parts.map(({ dataset, size, samples, firstShard, endShard }) => [
        ...[dataset, size, samples, firstShard, endShard],
      ]),
      [
        ['web', 1200, 1200, 0, 2],
        ['books', 500, 250, 2, 3],
        ['code', 88, 264, 3, 6],
      ],
    );
    const { parts, ids } = await read();
    assert.deepEqual([stream.samples, parts.length], [1714, 1714]);
    for (const [part, { samples }] of stream.parts.entries()) {
      let seen = 0;
      for (const [position, of] of parts.entries()) {
        if (of === part) seen++;
        assert.ok(Math.abs(seen - ((position + 1) * samples) / parts.length) <= 1, `part ${part} at ${position}`);
      }
    }
    // Of books a half comes in this epoch, and the other one in the next.
    const second = await read({ epoch: 1 });
    const books = [...ids, ...second.ids].filter((_, place) => [...parts, ...second.parts][place] === 1);
    assert.equal(new Set(books).size, 500);
  });

  test('is one order for any ranks and threads, also from the middle on', { timeout: 120_000 }, async () => {
    const whole = await read();
    const { cursors } = await read({ batch: 101, ranks: 2, rank: 1 });
    const from = cursors[3] as Cursor;
    assert.equal(from.position, 808);
    for (const ranks of [1, 2, 4, 8]) {
      for (const threads of [1, 2, 3]) {
        const hands = await Promise.all(
          Array.from({ length: ranks }, (_, rank) => read({ ranks, rank, threads, from })),
        );
        assert.deepEqual(
          dealt(hands.map(({ ids }) => ids)),
          whole.ids.slice(808),
          `${ranks} ranks, ${threads} threads`,
        );
      }
    }
  });

  test('goes on from any batch, in the next epoch too, by a cursor of one line', async () => {
    const { cursors, ids } = await read({ batch: 300, epoch: 2 });
    for (const cursor of cursors) {
      const stored = parseCursor(cursorText(cursor), 'place.json');
      assert.deepEqual(stored, cursor);
      assert.deepEqual((await read({ from: stored, ranks: 1 })).ids, ids.slice(cursor.position));
    }
    const last = cursors.at(-1) as Cursor;
    assert.deepEqual((await read({ from: last, epoch: 3 })).ids, (await read({ epoch: 3 })).ids);
    assert.equal(
      cursorText({ ...last, position: 3 }),
      `{"content":"tokens","epoch":2,"format":"millrace-mix-cursor/1","parts":[${[1200, 250, 264]
        .map((samples, part) => `{"manifestSha256":"${versions[part]?.sha256}","samples":${samples}}`)
        .join(',')}],"position":3,"seed":5,"split":"train"}\n`,
    );
  });

  test('epochs follow each other without end', async () => {
    const expected = [...(await read()).ids, ...(await read({ epoch: 1 })).ids, ...(await read({ epoch: 2 })).ids];
    const stream = await openStream(options({ batch: 857 }));
    const ids: string[] = [];
    for await (const { shards: of, rows, samples } of stream.epochs()) {
      for (let sample = 0; sample < samples; sample++) ids.push(`${stream.shards[of[sample] ?? 0]}:${rows[sample]}`);
      if (ids.length === expected.length) break;
    }
    await stream.close();
    assert.deepEqual(ids, expected);
  });

  test('other weights touch no file of any version', async () => {
    const before = await storeDigests();
    await read({ version: mixOf({ weight: 1 }, { weight: 9 }, { samples: 11 }) });
    assert.deepEqual(await storeDigests(), before);
    assert.ok(before.length > 20);
  });

  test('of one version is that version', async () => {
    const version = versions[0] as StoredManifest;
    assert.deepEqual((await read({ version: mixOf({}) })).ids, (await read({ version })).ids);
  });
});

describe('a mix is refused', () => {
  const wrong = { kind: 'usage' } as const;

  test('where a cursor is of another one', async () => {
    const cursor = (await read({ batch: 900 })).cursors[0] as Cursor;
    const message = /expected parts 1200 of [0-9a-f]{12}…, 250 of .*, found 1200 of .*, 250 of .*, 264 of/;
    await assert.rejects(openStream(options({ version: mixOf({ weight: 5 }, { repeat: 0.5 }), from: cursor })), {
      ...{ ...wrong, code: 'cursor-mismatch', message },
    });
    await assert.rejects(openStream(options({ version: versions[0] as StoredManifest, from: cursor })), {
      ...{
        ...wrong,
        code: 'cursor-mismatch',
        message: /expected format millrace-cursor\/1, found millrace-mix-cursor/,
      },
    });
  });

  test('where versions differ in length or tokenizer, or one has no samples', async () => {
    const other = await commitSynthetic(storage, { dataset: 'longer', sequences: [9], length: 8, documents: [] });
    const pair = (version: StoredManifest): Mix => ({
      parts: [{ version: versions[0] as StoredManifest }, { version }],
    });
    await assert.rejects(openStream(options({ version: pair(other) })), {
      ...{ ...wrong, code: 'mix-unfit', message: /the same pack\.length, found 4 in web@1 and 8 in longer@1/ },
    });
    const { manifest, ...rest } = versions[1] as StoredManifest;
    const token = { file: 'data/x.json', sha256: 'b'.repeat(64), vocabulary: 300 };
    const foreign = { ...rest, manifest: { ...manifest, lineage: { ...manifest.lineage, tokenizer: token } } };
    await assert.rejects(openStream(options({ version: pair(foreign) })), {
      ...{
        ...wrong,
        code: 'mix-unfit',
        message: /the same tokenizer, found [0-9a-f]{64} in web@1 and b{64} in books@1/,
      },
    });
    await assert.rejects(openStream(options({ split: 'holdout' })), { ...wrong, code: 'no-samples' });
  });
});

test('a mix of labelled documents has the labels of all as its classes', async () => {
  const rows = { a: labelledDocuments(40, ['spam', 'ham', null]), b: labelledDocuments(30, ['eggs', 'ham'], 100) };
  const parts = [];
  for (const [dataset, documents] of Object.entries(rows)) {
    const shape = { dataset: `mail-${dataset}`, sequences: [], length: 16, documents: [documents] };
    parts.push({ version: await commitSynthetic(storage, shape), weight: 1 });
  }
  const stream = await openStream(options({ version: { parts, samples: 40 }, content: 'documents' }));
  assert.deepEqual(stream.classes, ['eggs', 'ham', 'spam']);
  const counts = [0, 0];
  for await (const batch of stream.batches()) {
    for (let sample = 0; sample < batch.samples; sample++) {
      const part = partOf(stream, batch.shards[sample] ?? 0);
      counts[part] = (counts[part] ?? 0) + 1;
      const document = [rows.a, rows.b][part]?.[batch.rows[sample] ?? 0];
      assert.equal(stream.classes[batch.labels[sample] ?? -1], document?.label);
      const ids = [...tokenizer.encode(document?.text ?? '').slice(0, 16)];
      assert.deepEqual([...batch.tokens.subarray(sample * 16, sample * 16 + ids.length)], ids);
    }
  }
  await stream.close();
  assert.deepEqual(counts, [20, 20]);
});

test('a mix of images shows each version by its own epochs', async () => {
  const pictures = async (dataset: string, first: number, count: number) => {
    const all = Array.from({ length: count }, (_, i) =>
      picture(first + i, { width: 12, height: 12, format: 'png' }, dataset),
    );
    return commitImages(storage, { dataset, train: [await Promise.all(all)] });
  };
  const [days, nights] = [await pictures('day', 0, 6), await pictures('night', 50, 3)];
  const common = {
    storage,
    split: 'train',
    batch: 4,
    seed: 2,
    threads: 2,
    augment: [{ name: 'random-grayscale', parameters: { p: 0.5 } }],
  } as const;
  const read = async (version: Mix | StoredManifest, epochs = 1) => {
    const stream = await openImageStream({ ...common, version });
    const found = new Map<number, string[]>();
    let left = epochs * stream.samples;
    for await (const batch of stream.epochs()) {
      for (let sample = 0; sample < batch.samples; sample++) {
        const label = batch.labels[sample] ?? -1;
        const pixels = batch.pixels.slice(sample * 432, (sample + 1) * 432);
        found.set(label, [...(found.get(label) ?? []), sha256Hex(new Uint8Array(pixels.buffer))]);
      }
      left -= batch.samples;
      if (left === 0) break;
    }
    await stream.close();
    return [...found].sort(([a], [b]) => a - b).map(([, pixels]) => pixels);
  };
  const [day, night] = await read({
    parts: [{ version: days }, { version: nights, repeat: 3 }],
  });
  assert.deepEqual([day], await read(days));
  // Three passes in one epoch of the mix are drawn as three epochs are.
  assert.deepEqual([night], await read(nights, 3));
});
