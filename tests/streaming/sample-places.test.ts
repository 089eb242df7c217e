import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { StoredManifest } from '../../shards/catalogue.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Mix } from '../../streaming/mix/mix.ts';
import { type ImageStreamOptions, openImageStream } from '../../streaming/open-image-stream.ts';
import { openStream } from '../../streaming/open-stream.ts';
import { openSamplePlaces, type SamplePlace } from '../../streaming/sample-places.ts';
import { commitImages, picture } from './image-version.ts';
import { commitSynthetic, labelledDocuments } from './synthetic-version.ts';

const folder = mkdtempSync(join(tmpdir(), 'millrace-places-'));
const storage = openLocalFolder(folder);
let mix: Mix;

before(async () => {
  const web = { dataset: 'web', sequences: [16_500, 900], length: 4 };
  const books = { dataset: 'books', sequences: [300], length: 4 };
  mix = {
    parts: [
      { version: await commitSynthetic(storage, { ...web, documents: [labelledDocuments(4100, ['a', null, 'b'])] }) },
      {
        version: await commitSynthetic(storage, { ...books, documents: [labelledDocuments(50, ['c', null])] }),
        repeat: 2.5,
      },
    ],
  };
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** The shard and row of each sample of some epochs, as the stream gives them. */
async function streamed(version: StoredManifest | Mix, content: SamplesOf, epochs: number): Promise<string[][]> {
  const common = { storage, version, split: 'train', batch: 500, seed: 4, threads: 2 } as const;
  const stream =
    content === 'images'
      ? await openImageStream({ ...common, size: 4, labelled: true } satisfies ImageStreamOptions)
      : await openStream({ ...common, content, length: content === 'documents' ? 8 : 4 });
  const found: string[][] = Array.from({ length: epochs }, () => []);
  for await (const { cursor, samples, shards, rows } of stream.epochs()) {
    if (cursor.epoch === epochs) break;
    for (let sample = 0; sample < samples; sample++)
      found[cursor.epoch]?.push(`${stream.shards[shards[sample] ?? 0]}:${rows[sample]}`);
  }
  await stream.close();
  return found;
}

type SamplesOf = 'tokens' | 'documents' | 'images';

function idOf({ key, row }: SamplePlace): string {
  return `${/([0-9a-f]{64})/.exec(key)?.[1]}:${row}`;
}

async function check(version: StoredManifest | Mix, content: SamplesOf, step: number): Promise<void> {
  const epochs = await streamed(version, content, 3);
  const places = await openSamplePlaces({ storage, version, content, split: 'train', seed: 4 });
  const all = new Map<string, string[]>();
  for (const [epoch, samples] of epochs.entries()) {
    assert.equal(places.samples, samples.length);
    for (const [position, id] of samples.entries()) all.set(id, [...(all.get(id) ?? []), `${epoch}:${position}`]);
  }
  for (const [epoch, samples] of epochs.entries()) {
    for (let position = 0; position < samples.length; position += step) {
      const place = await places.at(epoch, position);
      const id = samples[position] ?? '';
      assert.equal(idOf(place), id);
      const seen = (await places.of(place, 3)).map((each) => `${each.epoch}:${each.position}`);
      assert.deepEqual(seen, all.get(id));
    }
  }
}

describe('places of samples, without reading any', () => {
  test('of packed tokens in several windows and versions', async () => {
    await check(mix, 'tokens', 997);
    await check(mix.parts[1]?.version as StoredManifest, 'tokens', 17);
  });

  test('of labelled documents, those without a label left out', async () => {
    await check(mix, 'documents', 97);
    const places = await openSamplePlaces({ storage, version: mix, content: 'documents', split: 'train', seed: 4 });
    const key = (await places.at(0, 0)).key;
    assert.deepEqual(await places.of({ part: 0, key, row: 1 }, 9), []);
  });

  test('of labelled images', async () => {
    const images = await Promise.all(
      Array.from({ length: 23 }, (_, i) =>
        picture(i, { width: 5, height: 5, format: 'png' }, i % 3 === 0 ? null : `label-${i % 3}`),
      ),
    );
    const version = await commitImages(storage, { dataset: 'pictures', train: [images.slice(0, 9), images.slice(9)] });
    await check(version, 'images', 1);
  });
});
