import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { StoredManifest } from '../../../shards/catalogue.ts';
import type { StoredDocument } from '../../../shards/documents.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import type { Curriculum } from '../../../streaming/curriculum/stages.ts';
import type { Cursor } from '../../../streaming/cursor.ts';
import { cursorText, parseCursor } from '../../../streaming/cursor-file.ts';
import { openImageStream } from '../../../streaming/open-image-stream.ts';
import { openStream, type StreamOptions } from '../../../streaming/open-stream.ts';
import { openSamplePlaces } from '../../../streaming/sample-places.ts';
import { commitImages, picture } from '../image-version.ts';
import { commitSynthetic, labelledDocuments, sequenceOf, tokenizer } from '../synthetic-version.ts';

const folder = mkdtempSync(join(tmpdir(), 'millrace-stages-'));
const storage = openLocalFolder(folder);
const length = 6;
let version: StoredManifest;
let rows: readonly StoredDocument[];

before(async () => {
  // Every seventh has no score, every third no label.
  rows = labelledDocuments(4500, ['a', null, 'b']).map((document, row) => ({
    ...document,
    metadata: (row % 7 === 0 ? {} : { score: String(((row * 37) % 101) / 10 - 3) }) as Record<string, string>,
  }));
  version = await commitSynthetic(storage, { dataset: 'mail', sequences: [700, 40], length, documents: [rows] });
});
after(() => rmSync(folder, { recursive: true, force: true }));

interface Found {
  readonly ids: string[];
  readonly cursors: Cursor[];
}

async function read(content: 'tokens' | 'documents', curriculum: Curriculum, more: Partial<StreamOptions> = {}) {
  const common = { storage, version, split: 'train', batch: 200, seed: 3, threads: 2 } as const;
  const size = content === 'documents' ? { length: 4 } : {};
  const stream = await openStream({ ...common, content, curriculum, ...size, ...more });
  const found: Found = { ids: [], cursors: [] };
  for await (const batch of stream.batches()) {
    for (let sample = 0; sample < batch.samples; sample++)
      found.ids.push(`${batch.shards[sample]}:${batch.rows[sample]}`);
    found.cursors.push(batch.cursor);
  }
  await stream.close();
  return found;
}

/** The lowest and highest value of each run of samples. */
function ranges(values: readonly number[], stages: number): (readonly [number, number])[] {
  const size = Math.ceil(values.length / stages);
  return Array.from({ length: stages }, (_, stage) => {
    const part = values.slice(stage * size, (stage + 1) * size);
    return [Math.min(...part), Math.max(...part)] as const;
  });
}

function rowOf(id: string): number {
  return Number(id.split(':')[1]);
}

describe('a stream from easy to hard', () => {
  test('shows documents by the length of their text, all of them once', async () => {
    const { ids } = await read('documents', { signal: 'characters', stages: 5 });
    const lengths = ids.map((id) => rows[rowOf(id)]?.text.length ?? 0);
    assert.deepEqual([ids.length, new Set(ids).size], [3000, 3000]);
    // Texts have five lengths, give or take the digits of their numbers.
    for (const [index, [low]] of ranges(lengths, 5).entries()) assert.ok(low > 20 * index, `${low} in stage ${index}`);
    assert.notDeepEqual(
      lengths,
      [...lengths].sort((a, b) => a - b),
    );
  });

  test('by a number of their metadata, the highest first, those without one last', async () => {
    const curriculum = { signal: 'metadata.score', stages: 4, descending: true };
    const { ids } = await read('documents', curriculum);
    const scores = ids.map((id) => Number(rows[rowOf(id)]?.metadata['score'] ?? Number.NaN));
    const firstNone = scores.findIndex(Number.isNaN);
    assert.ok(firstNone > 1900, `${firstNone}`);
    const quarter = scores.slice(0, 600);
    assert.ok(Math.min(...quarter) > 4, `${Math.min(...quarter)}`);
    assert.ok(Math.max(...scores.slice(1400, 1900)) < 2.6);
  });

  test('shows packed sequences by their tokens of text, in one order for any ranks, threads and restarts', async () => {
    const curriculum = { signal: 'used', stages: 3 };
    const { ids } = await read('tokens', curriculum);
    const used = ids.map((id) => {
      const [shard = 0, row = 0] = id.split(':').map(Number);
      return sequenceOf(shard, row, length, tokenizer.vocabularySize).used;
    });
    assert.deepEqual([used.length, new Set(ids).size], [740, 740]);
    const sorted = used.toSorted((a, b) => a - b);
    const limits = [sorted[Math.floor(740 / 3)] ?? 0, sorted[Math.floor((2 * 740) / 3)] ?? 0];
    const stages = used.map((tokens) => limits.filter((limit) => tokens >= limit).length);
    assert.deepEqual(
      stages,
      stages.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(stages).size, 3);
    const { cursors } = await read('tokens', curriculum, { ranks: 2, rank: 0, batch: 90 });
    for (const from of cursors) {
      const stored = parseCursor(cursorText(from), '');
      assert.deepEqual(stored, from);
      for (const [ranks, threads] of [
        [1, 3],
        [4, 1],
      ] as const) {
        const hands = await Promise.all(
          Array.from({ length: ranks }, (_, rank) =>
            read('tokens', curriculum, { ranks, rank, threads, from: stored }),
          ),
        );
        const most = Math.max(...hands.map((hand) => hand.ids.length));
        const dealt = Array.from({ length: most }, (_, place) => hands.flatMap((hand) => hand.ids[place] ?? [])).flat();
        assert.deepEqual(dealt, ids.slice(from.position));
      }
    }
    await assert.rejects(
      read('tokens', { signal: 'used', stages: 4 }, cursors[0] === undefined ? {} : { from: cursors[0] }),
      {
        code: 'cursor-mismatch',
        message: /expected curriculum \{.*"stages":4\}, found \{.*"stages":3\}/,
      },
    );
  });

  test('is found backwards and forwards without reading samples', async () => {
    for (const [content, signal] of [
      ['documents', 'characters'],
      ['tokens', 'used'],
    ] as const) {
      const curriculum = { signal, stages: 3 };
      const { ids } = await read(content, curriculum);
      const places = await openSamplePlaces({ storage, version, content, split: 'train', seed: 3, curriculum });
      for (let position = 0; position < ids.length; position += 131) {
        const place = await places.at(0, position);
        assert.equal(place.row, rowOf(ids[position] ?? ''));
        assert.deepEqual((await places.of(place, 1))[0], { epoch: 0, position });
      }
    }
  });

  test('shows images by what was measured of them', async () => {
    const images = await Promise.all(
      Array.from({ length: 24 }, (_, i) => picture(i, { width: 4 + ((i * 5) % 24), height: 8, format: 'png' }, 'x')),
    );
    const shown = await commitImages(storage, { dataset: 'pictures', train: [images.slice(0, 10), images.slice(10)] });
    const common = { storage, version: shown, split: 'train', batch: 5, seed: 1, threads: 2, size: 4 } as const;
    const stream = await openImageStream({ ...common, curriculum: { signal: 'width', stages: 4 } });
    const widths: number[] = [];
    for await (const { samples, shards, rows: of } of stream.batches()) {
      for (let sample = 0; sample < samples; sample++)
        widths.push(images[(shards[sample] ?? 0) * 10 + (of[sample] ?? 0)]?.width ?? 0);
    }
    await stream.close();
    assert.deepEqual(ranges(widths, 4), [
      [4, 9],
      [10, 15],
      [16, 21],
      [22, 27],
    ]);
  });

  for (const [content, curriculum, code, message] of [
    ['tokens', { signal: 'characters', stages: 2 }, 'signal-unknown', /one of used, documents as the signal of tokens/],
    ['documents', { signal: 'used', stages: 2 }, 'signal-unknown', /one of characters, metadata\.NAME as the signal/],
    [
      'documents',
      { signal: 'metadata.scroe', stages: 2 },
      'signal-unknown',
      /metadata\.scroe of .* mail@1, found none/,
    ],
    ['tokens', { signal: 'used', stages: 1 }, 'bad-stream', /whole number of stages from 2 to 100, found 1/],
  ] as const)
    test(`is refused with ${JSON.stringify(curriculum)} of ${content}`, async () => {
      await assert.rejects(read(content, curriculum), { code, kind: 'usage', message });
    });
});
