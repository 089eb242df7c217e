import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { metricsOfRows } from '../../quality/metric-rows.js';
import { manifestBytes } from '../../shards/manifest.js';
import { readMetrics } from '../../shards/metrics.js';
import { verifyVersion } from '../../shards/verify.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { buildHere } from './build-here.js';
const line = (id, text, label) => JSON.stringify({ id, text, label });
const german = 'Alle Menschen sind frei und gleich an Würde und Rechten geboren.';
const english = 'All human beings are born free and equal in dignity and rights.';
function writeInputs(folder) {
    writeFileSync(join(folder, 'a.jsonl'), [line('a1', german, 'x'), line('a2', `${english} Write to jo@example.com.`), '{broken', line('a3', german)].join('\n'));
    writeFileSync(join(folder, 'b.jsonl'), [line('b1', `${english}\n${english}`, 'y'), line('a1', 'again')].join('\n'));
    writeFileSync(join(folder, 'c.txt'), `${english} 😀`);
}
const recipeText = `
version: 1
dataset: counted
kind: text
sources:
  - { format: jsonl, path: a.jsonl, id: id, text: text, label: label }
  - { format: jsonl, path: 'b*.jsonl', id: id, text: text, label: label }
  - { format: text, path: '*.txt' }
stages: [dedup-exact]
tokenizer: { train: { vocabulary: 300 } }
limits: { quarantine: 1 }
`;
test('counts by source, statistics and vocabulary use of a small build; the same in one partition and in many', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-measures-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    writeInputs(folder);
    const recipePath = join(folder, 'recipe.yaml');
    writeFileSync(recipePath, recipeText);
    const storage = openLocalFolder(join(folder, 'store'));
    const { manifest, partitions } = await buildHere(storage, recipePath, []);
    const parted = openLocalFolder(join(folder, 'parted'));
    const other = await buildHere(parted, recipePath, ['limits.partitionBytes=128']);
    assert.ok(partitions === 1 && other.partitions > 3, `${other.partitions} partitions`);
    const codePoints = (...texts) => texts.reduce((sum, text) => sum + [...text].length, 0);
    assert.deepEqual(manifest.sources?.map(({ tokens: _, ...counts }) => counts), [
        {
            source: 'a.jsonl',
            format: 'jsonl',
            records: { in: 4, kept: 2, dropped: 0, merged: 1, quarantined: 1 },
            characters: codePoints(german, english, ' Write to jo@example.com.'),
        },
        {
            source: 'b*.jsonl',
            format: 'jsonl',
            records: { in: 2, kept: 1, dropped: 1, merged: 0, quarantined: 0 },
            characters: codePoints(english, '\n', english),
        },
        {
            source: '*.txt',
            format: 'text',
            records: { in: 1, kept: 1, dropped: 0, merged: 0, quarantined: 0 },
            characters: codePoints(english, ' 😀'),
        },
    ]);
    const tokens = manifest.sources?.reduce((sum, source) => sum + source.tokens, 0);
    const { summary } = manifest;
    assert.equal(tokens, summary['tokens.total']);
    assert.equal(summary['language.de'], 0.25);
    assert.equal(summary['language.en'], 0.75);
    const byLanguage = ['de', 'en'].map((code) => summary[`tokensPerCharacter.${code}`] ?? 0);
    const englishCharacters = codePoints(english, ' Write to jo@example.com.', english, '\n', english, english, ' 😀');
    const [de = 0, en = 0] = byLanguage;
    assert.equal(Math.round(de * codePoints(german) + en * englishCharacters), tokens);
    assert.ok(de > en, 'English is what the tokenizer saw most of');
    assert.equal(summary['label.x'], 0.5);
    assert.equal(summary['pii.email.ratio'], 0.25);
    assert.equal(summary['repetition.max'], Math.round((63 / 127) * 1e6) / 1e6);
    assert.ok((summary['vocabulary.usedRatio'] ?? 0) > 0.05 && (summary['vocabulary.usedRatio'] ?? 1) < 0.5);
    assert.ok((summary['perplexity.unigram'] ?? 0) > 5 && (summary['perplexity.unigram'] ?? 1e9) < 300);
    const key = `counted/${manifest.statistics?.file}`;
    const statistics = JSON.parse(new TextDecoder().decode(await storage.get(key)));
    assert.equal(statistics.num_examples, 4);
    const columns = new Map(statistics.statistics.map((column) => [column.column_name, column.column_statistics]));
    assert.deepEqual([...columns.keys()], ['id', 'text', 'label', 'language', 'tokens', 'duplicates']);
    assert.deepEqual([columns.get('text')?.['min'], columns.get('text')?.['max']], [codePoints(german), codePoints(english, '\n', english)]);
    assert.deepEqual([columns.get('label')?.['nan_count'], columns.get('label')?.['frequencies']], [2, { x: 1, y: 1 }]);
    assert.deepEqual([columns.get('duplicates')?.['max'], columns.get('duplicates')?.['mean']], [1, 0.25]);
    assert.equal(columns.get('tokens')?.['mean'], (tokens ?? 0) / 4);
    const rows = await readMetrics(storage, `counted/${manifest.metrics[0]?.file}`);
    assert.deepEqual(metricsOfRows(rows).languages, { de: 1, en: 3 });
    assert.deepEqual((await verifyVersion(storage, 'counted@1')).problems, []);
    for (const name of ['statistics', 'sources', 'summary', 'metrics']) {
        assert.deepEqual(other.manifest[name], manifest[name], name);
    }
    assert.ok(manifestBytes(manifest).length < 20_000);
});
//# sourceMappingURL=dataset-measures.test.js.map