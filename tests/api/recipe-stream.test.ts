import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { defineRecipe, openRecipeStream } from 'millrace';
import { commitVersion } from '../../shards/catalogue.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { commitImages, picture } from '../streaming/image-version.ts';
import { commitSynthetic, labelledDocuments } from '../streaming/synthetic-version.ts';

const mail = defineRecipe({
  version: 1,
  dataset: 'mail',
  kind: 'text',
  sources: [
    { format: 'jsonl', path: 'mail/*.jsonl', text: 'text', label: 'label', metadata: ['url'] },
    { format: 'csv', path: 'more/*.csv', text: 'text', metadata: ['author'] },
  ],
  tokenizer: { train: { vocabulary: 700 } },
});
const web = defineRecipe({
  version: 1,
  dataset: 'mail',
  kind: 'text',
  sources: [{ format: 'text', path: 'web/*.txt' }],
  tokenizer: { train: { vocabulary: 700 } },
});
const pictures = defineRecipe({
  version: 1,
  dataset: 'pictures',
  kind: 'image',
  sources: [{ format: 'folder', path: 'pictures/**/*.png' }],
});

const rows = labelledDocuments(9, ['spam', null, 'ham']).map((document, row) => ({
  ...document,
  metadata: (row % 2 === 0 ? { url: `https://example.org/${row}` } : {}) as Record<string, string>,
}));

/** A store with a version of `mail` whose recipe keeps some columns. */
async function storeOf(t: TestContext, metadata: readonly string[]): Promise<string> {
  const store = temporaryFolder(t);
  const storage = openLocalFolder(store);
  const built = await commitSynthetic(storage, { dataset: 'mail', sequences: [20], length: 16, documents: [rows] });
  const recipe = { sources: [{ format: 'jsonl', path: 'mail/*.jsonl', options: { metadata: [...metadata] } }] };
  await commitVersion(storage, { ...built.manifest, lineage: { ...built.manifest.lineage, recipe } });
  return store;
}

test('documents come with the columns that their recipe declares', async (t) => {
  const store = await storeOf(t, ['url', 'author']);
  const columns = ['id', 'label', 'url', 'author'] as const;
  const stream = await openRecipeStream(mail, { store, content: 'documents', columns, batch: 4 });
  const found = [];
  for await (const { columns: values, labels, rows: places, samples } of stream.batches()) {
    for (let sample = 0; sample < samples; sample++) {
      const document = rows[places[sample] ?? -1];
      const id: string | undefined = values.id[sample];
      const url: string | null | undefined = values.url[sample];
      assert.deepEqual([id, url ?? undefined], [document?.id, document?.metadata['url']]);
      assert.equal(values.author[sample], null);
      assert.equal(values.label[sample], stream.classes[labels[sample] ?? -1]);
      found.push(id);
    }
  }
  await stream.close();
  assert.equal(new Set(found).size, 6);
});

test('packed tokens and images have the order and the data of their streams', async (t) => {
  const store = await storeOf(t, []);
  const stream = await openRecipeStream(mail, { store, content: 'tokens', batch: 7, version: 1, seed: 2 });
  let samples = 0;
  for await (const batch of stream.batches()) samples += batch.samples;
  await stream.close();
  assert.equal(samples, 20);
  const shape = { width: 4, height: 4, format: 'png' } as const;
  const images = await Promise.all(Array.from({ length: 5 }, (_, i) => picture(i, shape, 'x')));
  await commitImages(openLocalFolder(store), { dataset: 'pictures', train: [images] });
  const shown = await openRecipeStream(pictures, { store, content: 'images', columns: ['id'], batch: 5 });
  for await (const { columns, pixels, rows: places } of shown.batches()) {
    assert.equal(pixels.length, 5 * 48);
    assert.deepEqual(
      columns.id,
      [...places].map((row) => images[row]?.id),
    );
  }
  await shown.close();
});

test('a version that keeps no such column is refused, as a recipe that is none is', async (t) => {
  const store = await storeOf(t, ['url']);
  await assert.rejects(openRecipeStream(mail, { store, content: 'documents', columns: ['author'], batch: 4 }), {
    code: 'column-unknown',
    kind: 'usage',
    message: 'mail@2 keeps no column "author"',
    hint: /it keeps id, source, label, url/,
  });
  const sources = [{ format: 'jsonl', path: '*.jsonl', metdata: ['url'] }] as const;
  assert.throws(() => defineRecipe({ version: 1, dataset: 'mail', kind: 'text', sources }), {
    code: 'recipe-invalid',
    message: /sources\[0\].*: unknown key "metdata", did you mean "metadata"/,
  });
});

/** Never run: each line must not compile, or the suite does not. */
export async function wrong(store: string): Promise<void> {
  const common = { store, batch: 4 } as const;
  // @ts-expect-error no source keeps a column `autor`
  await openRecipeStream(mail, { ...common, content: 'documents', columns: ['autor'] });
  // @ts-expect-error a recipe of texts makes no images
  await openRecipeStream(mail, { ...common, content: 'images' });
  // @ts-expect-error without a label there are no documents to stream
  await openRecipeStream(web, { ...common, content: 'documents' });
  // @ts-expect-error packed sequences hold many records, and have no columns
  await openRecipeStream(mail, { ...common, content: 'tokens', columns: ['id'] });
  // @ts-expect-error packed sequences have the length that they were packed to
  await openRecipeStream(mail, { ...common, content: 'tokens', length: 8 });
  const tokens = await openRecipeStream(mail, { ...common, content: 'tokens' });
  // @ts-expect-error packed sequences have no labels
  for await (const { labels } of tokens.batches()) console.log(labels);
  const documents = await openRecipeStream(mail, { ...common, content: 'documents', columns: ['url'] });
  // @ts-expect-error `author` was not asked for
  for await (const { columns } of documents.batches()) console.log(columns.author);
  const images = await openRecipeStream(pictures, { ...common, content: 'images' });
  // @ts-expect-error no source names a label
  for await (const { labels } of images.batches()) console.log(labels);
}
