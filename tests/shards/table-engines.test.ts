import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openDocumentReader, openDocumentWriter } from '../../shards/documents.ts';
import { openFateWriter } from '../../shards/fates.ts';
import { metadataToText } from '../../shards/metadata-column.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { packageRoot } from '../../storage/package-root.ts';
import { testPython } from '../python-environment.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { buildHere } from '../workers/build-here.ts';
import { hardTexts, sampleDocuments, sampleFates } from './sample-rows.ts';
import { writeAll } from './sample-version.ts';

/** Engines of tables: by name the program that drives one, and whether the machine has what pip does not bring. */
const engines = {
  dask: { program: 'tests/shards/dask-tables.py', needs: async () => undefined },
  spark: {
    program: 'tests/shards/spark.py',
    needs: async () => {
      // Minutes of download that not every run of all tests can afford.
      if (process.env['MILLRACE_TEST_SPARK'] !== '1')
        return 'MILLRACE_TEST_SPARK=1 fetches PySpark, 456 MB, and runs it';
      return promisify(execFile)('java', ['-version']).then(
        () => undefined,
        () => 'no Java, which Spark runs on',
      );
    },
  },
} as const;

const rows = Array.from({ length: 40 }, (_, index) => ({
  id: `row-${index}`,
  text: `${hardTexts[index % hardTexts.length]?.slice(0, 1_000)} and row ${index}`.toWellFormed(),
  lang: ['en', 'zh', 'a b=é, 100 %'][index % 3] ?? '',
}));

for (const [name, { program, needs }] of Object.entries(engines)) {
  test(`${name} reads a version's Parquet, and a folder that it wrote is a source`, { timeout: 600_000 }, async (t) => {
    const missing = await needs();
    if (missing !== undefined) return t.skip(missing);
    let python: string;
    try {
      python = await testPython(name as keyof typeof engines);
    } catch (error) {
      return t.skip(`no Python with ${name}: ${error instanceof Error ? error.message : error}`);
    }
    const folder = temporaryFolder(t);
    const storage = openLocalFolder(join(folder, 'store'));
    const documents = sampleDocuments(4_300);
    const fates = sampleFates(1_000);
    const shard = await writeAll(openDocumentWriter(storage, 'set'), documents);
    const table = await writeAll(openFateWriter(storage, 'set'), fates);
    const path = (file: string) => join(folder, 'store/set', file);
    const found = await drive(python, program, {
      read: { documents: path(shard.file), fates: path(table.file) },
      write: { folder: join(folder, 'tables'), rows, by: 'lang' },
    });
    const stored = documents.map((document) => ({ ...document, metadata: metadataToText(document.metadata) }));
    assert.deepEqual(found['documents'], stored);
    assert.deepEqual(found['fates'], fates);

    const written = readdirSync(join(folder, 'tables'), { recursive: true }).map(String);
    const marker = name === 'spark' ? /_SUCCESS$/ : /_metadata$/;
    assert.ok(written.some((file) => marker.test(file)) && written.some((file) => /lang=[^/]+\/part/.test(file)));
    for (const part of ['whole', 'cut']) {
      const recipe = `version: 1\ndataset: ${part}\nkind: text\nsources: [{ format: parquet, path: tables/${part}/**, id: id, metadata: [lang] }]\n`;
      writeFileSync(join(folder, 'recipe.yaml'), recipe);
      const { manifest } = await buildHere(storage, join(folder, 'recipe.yaml'), []);
      assert.deepEqual(manifest.reasons, {});
      const read: object[] = [];
      for (const { file } of manifest.shards)
        for await (const group of groupsOf(await openDocumentReader(storage, `${part}/${file}`)))
          for (const { id, text, metadata } of group) read.push({ id, text, lang: metadata['lang'] });
      const byId = (list: readonly object[]) => new Map((list as typeof rows).map((row) => [row.id, row]));
      assert.deepEqual(byId(read), byId(rows), part);
      assert.equal(read.length, rows.length);
    }
  });
}

type Answers = Readonly<Record<string, readonly object[]>>;

async function drive(python: string, program: string, job: object): Promise<Answers> {
  const path = fileURLToPath(new URL(program, packageRoot));
  const child = spawn(python, [path], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stdin.end(JSON.stringify(job));
  try {
    return (await json(child.stdout)) as Answers;
  } catch (error) {
    throw new Error(said.slice(-3_000), { cause: error });
  }
}
