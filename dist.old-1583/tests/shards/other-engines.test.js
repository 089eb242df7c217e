import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { json } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { boxesToText } from '../../shards/boxes-column.js';
import { openDocumentWriter } from '../../shards/documents.js';
import { openFateWriter } from '../../shards/fates.js';
import { openImageWriter } from '../../shards/images.js';
import { openInputWriter } from '../../shards/inputs.js';
import { metadataToText } from '../../shards/metadata-column.js';
import { writeMetrics } from '../../shards/metrics.js';
import { openRecordFateWriter } from '../../shards/record-fates.js';
import { openRecordWriter } from '../../shards/records.js';
import { openTokenWriter } from '../../shards/tokens.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { packageRoot } from '../../storage/package-root.js';
import { testPython } from '../python-environment.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { sampleImages } from './sample-images.js';
import { hardTexts, sampleDocuments, sampleFates } from './sample-rows.js';
test('pyarrow, DuckDB and polars read every kind of file, value for value', { timeout: 400_000 }, async (t) => {
    let python;
    try {
        python = await testPython();
    }
    catch (error) {
        t.skip(`no Python with pyarrow, DuckDB and polars: ${error instanceof Error ? error.message : error}`);
        return;
    }
    const storage = openLocalFolder(temporaryFolder(t));
    const files = [
        ...(await writeTables(storage)),
        ...(await writeIntermediates(storage)),
        ...(await writeTokens(storage)),
        await writeImages(storage),
    ];
    const found = await readElsewhere(python, files);
    for (const { name, rows } of files) {
        const engines = Object.entries(found[name] ?? {});
        assert.equal(engines.length, 3);
        for (const [engine, theirs] of engines) {
            assert.equal(theirs.length, rows.length, `${engine}: rows of ${name}`);
            assert.deepEqual(theirs, rows, `${engine}: values of ${name}`);
        }
    }
});
async function writeAll(opening, rows) {
    const writer = await opening;
    await writer.add(rows);
    return (await writer.finish()).file;
}
async function writeTables(storage) {
    const place = (name, file, rows) => ({
        name,
        path: `${storage.location}/set/${file}`,
        rows,
    });
    const documents = sampleDocuments(4_300);
    const fates = sampleFates(1_000);
    const inputs = hardTexts.map((path, index) => ({ path, bytes: 2 ** (index * 5), sha256: 'ab'.repeat(32) }));
    const metrics = hardTexts.map((key, index) => ({
        metric: `m${index % 2}`,
        key: index === 3 ? null : key,
        value: index / 3,
    }));
    return [
        place('documents', await writeAll(openDocumentWriter(storage, 'set'), documents), documents.map((document) => ({ ...document, metadata: metadataToText(document.metadata) }))),
        place('no documents', await writeAll(openDocumentWriter(storage, 'set'), []), []),
        place('fates', await writeAll(openFateWriter(storage, 'set'), fates), fates),
        place('inputs', await writeAll(openInputWriter(storage, 'set'), inputs), inputs),
        place('metrics', (await writeMetrics(storage, 'set', metrics)).file, metrics),
    ];
}
async function writeIntermediates(storage) {
    const folder = 'set/work/build';
    const records = sampleDocuments(1_500).map(({ parent: _, ...document }, ordinal) => ({
        ordinal,
        item: { ...document, format: 'text' },
        evidence: ordinal % 7 === 0 ? '{"pii":[]}' : null,
        textHash: ordinal % 5 === 0 ? null : '00ff00ff00ff00ff',
    }));
    const fates = sampleFates(300).map((fate, ordinal) => ({ ordinal, fate }));
    const place = (name, file, rows) => ({
        name,
        path: `${storage.location}/${folder}/${file}`,
        rows,
    });
    return [
        place('records', await writeAll(openRecordWriter(storage, folder, 'records.arrow'), records), records.map(({ ordinal, evidence, textHash, item }) => ({
            ordinal,
            ...item,
            metadata: metadataToText(item.metadata),
            evidence,
            textHash,
        }))),
        place('no records', await writeAll(openRecordWriter(storage, folder, 'none.arrow'), []), []),
        place('record fates', await writeAll(openRecordFateWriter(storage, folder, 'fates.arrow'), fates), fates.map(({ ordinal, fate }) => ({ ordinal, ...fate }))),
    ];
}
async function writeTokens(storage) {
    const files = [];
    for (const vocabulary of [65_536, 65_537]) {
        const rows = Array.from({ length: 600 }, (_, row) => ({
            tokens: Array.from({ length: 64 }, (_, index) => (index * 2_654_435_761 + row * 97) % vocabulary),
            used: row % 65,
            starts: row % 3 === 0 ? [] : [0, row % 64],
            documents: row % 3 === 0 ? [] : ['first', hardTexts[row % 9] ?? ''],
        }));
        const file = await writeAll(openTokenWriter(storage, 'set', { length: 64, vocabulary }), rows);
        files.push({ name: `tokens of ${vocabulary}`, path: `${storage.location}/set/${file}`, rows });
    }
    return files;
}
/** Other engines give an image as Hugging Face's struct, and its bytes as numbers. */
async function writeImages(storage) {
    const images = sampleImages(300);
    const file = await writeAll(openImageWriter(storage, 'set'), images);
    const rows = images.map(({ image, boxes, metadata, signals, ...row }) => ({
        ...row,
        image: { bytes: [...image], path: null },
        boxes: boxesToText(boxes),
        metadata: metadataToText(metadata),
        ...signals,
    }));
    return { name: 'images', path: `${storage.location}/set/${file}`, rows };
}
async function readElsewhere(python, files) {
    const program = fileURLToPath(new URL('tests/shards/other-engines.py', packageRoot));
    const child = spawn(python, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end(JSON.stringify(files.map(({ name, path }) => ({ name, path }))));
    return (await json(child.stdout));
}
//# sourceMappingURL=other-engines.test.js.map