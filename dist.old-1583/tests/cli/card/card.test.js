import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { parse } from 'yaml';
import { croissant } from '../../../cli/card/croissant.js';
import { recipeOf } from '../../../cli/card/lineage-recipe.js';
import { markdownCode, markdownFence, markdownTable, markdownText } from '../../../cli/card/markdown.js';
import { readme } from '../../../cli/card/readme.js';
import { recipeYaml } from '../../../cli/card/recipe-yaml.js';
import { canonicalJson } from '../../../core/canonical-json.js';
import { loadRecipe } from '../../../recipes/load-recipe.js';
import { readManifest } from '../../../shards/catalogue.js';
import { openLocalFolder } from '../../../storage/local-folder.js';
import { packageRoot } from '../../../storage/package-root.js';
import { writeSampleStore } from '../../quality/sample-store.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { millrace } from '../command.js';
const recipes = globSync(['recipes/*.yaml', 'examples/*/*.yaml'], { cwd: packageRoot, absolute: true });
test('the recipe in a card is the recipe that the version was built from', async (t) => {
    const columnGates = `version: 1
dataset: gated
kind: text
sources: [ { format: jsonl, path: texts/*.jsonl, id: id, text: text, label: label, metadata: [topic] } ]
gates:
  - { metric: records, change: [-0.1, 0.5] }
  - { metric: length, psi: 0.2, severity: warn }
  - { column: id, unique: true }
  - { column: topic, not_null: true, max: 3 }
  - { column: label, accepted: [ham, spam], max: 1 }
`;
    const pictures = `version: 1
dataset: pictures
kind: image
sources: [ { format: folder, path: 'pictures/**', label: folder } ]
stages: [ check-image, dedup-exact, { dedup-image: { maxDistance: 3 } } ]
augment: { copies: 2, seed: 5, operations: [ random-horizontal-flip, { color-jitter: { hue: 0.1 } } ] }
gates: [ { column: caption, unique: true } ]
`;
    const folder = temporaryFolder(t);
    const written = [columnGates, pictures].map((text, index) => {
        const path = join(folder, `written-${index}.yaml`);
        writeFileSync(path, text);
        return path;
    });
    for (const path of [...recipes, ...written]) {
        const { recipe } = await loadRecipe(path);
        const lineage = JSON.parse(canonicalJson(recipe));
        const stored = recipeOf({ lineage: { recipe: lineage } });
        assert.ok(stored !== undefined, path);
        const again = join(folder, 'again.yaml');
        writeFileSync(again, recipeYaml(stored));
        assert.deepEqual(JSON.parse(canonicalJson((await loadRecipe(again)).recipe)), lineage, path);
    }
});
test('the card of a stored version', async (t) => {
    const store = temporaryFolder(t);
    const storage = openLocalFolder(store);
    await writeSampleStore(storage);
    const stored = await readManifest(storage, 'docs');
    const { manifest, sha256 } = stored;
    const text = readme(stored);
    await t.test('has front matter that says what the manifest says', () => {
        const matter = parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '');
        const [shard] = manifest.shards;
        assert.deepEqual(matter, {
            pretty_name: 'docs',
            size_categories: ['n<1K'],
            tags: ['millrace'],
            configs: [{ config_name: 'documents', default: true, data_files: [{ split: 'train', path: [shard?.file] }] }],
            dataset_info: [
                {
                    config_name: 'documents',
                    features: ['id', 'text', 'source', 'label', 'parent', 'metadata'].map((name) => ({ name, dtype: 'string' })),
                    splits: [{ name: 'train', num_bytes: shard?.bytes, num_examples: 2 }],
                    download_size: shard?.bytes,
                    dataset_size: shard?.bytes,
                },
            ],
        });
    });
    await t.test('has its numbers, reasons and digests', () => {
        assert.ok(text.includes('| kept | 2 | 25 % |'));
        assert.ok(text.includes('| `gopher-quality` | `gopher_short_doc` | 1 | 12.5 % |'));
        assert.ok(text.includes(`\`${sha256}\``));
        assert.ok(text.includes('- passed: kept.ratio is '));
    });
    await t.test('names only languages that are frequent and known', () => {
        const summary = {
            ...manifest.summary,
            'language.zh': 0.2,
            'language.en': 0.7,
            'language.und': 0.09,
            'language.fr': 0.004,
        };
        const more = readme({ ...stored, manifest: { ...manifest, summary } });
        assert.match(more, /\nlanguage:\n {2}- en\n {2}- zh\nsize/);
        assert.deepEqual(croissant({ ...stored, manifest: { ...manifest, summary } })['inLanguage'], ['en', 'zh']);
        assert.ok(more.includes('The language of 9 % of the documents could not be told.'));
    });
    await t.test('is printed, or written with its Croissant description', async () => {
        const printed = await millrace(['card', 'docs', '--store', store]);
        assert.equal(printed.out, text);
        const json = JSON.parse((await millrace(['card', 'docs', '--store', store, '--json'])).out);
        assert.deepEqual(json, { readme: text, croissant: croissant(stored) });
        const out = join(store, 'docs');
        const paths = JSON.parse((await millrace(['card', 'docs@1', '--store', store, '--out', out, '--json'])).out);
        assert.equal(readFileSync(paths['readme'] ?? '', 'utf8'), text);
        assert.deepEqual(JSON.parse(readFileSync(paths['croissant'] ?? '', 'utf8')), croissant(stored));
    });
});
test('names from data cannot break out of a card', () => {
    assert.equal(markdownText('<img src=x> [a](b) **c** `d` e|f'), '\\<img src=x\\> \\[a\\](b) \\*\\*c\\*\\* \\`d\\` e\\|f');
    assert.equal(markdownCode('a`b``c'), '```a`b``c```');
    assert.equal(markdownFence('', 'a\n````\nb'), '`````\na\n````\nb\n`````');
    const anyName = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\\|`<*_a]{0,8}$/));
    fc.assert(fc.property(fc.array(anyName, { minLength: 1, maxLength: 8 }), (names) => {
        const table = markdownTable(['', ''], names.map((name) => [markdownText(name), markdownCode(name)]));
        assert.equal(table.split('\n').length, names.length + 2);
        for (const line of table.split('\n').slice(2)) {
            assert.equal(line.replace(/\\\\|\\\|/g, '').match(/\|/g)?.length, 3);
        }
        assert.doesNotMatch(names
            .map(markdownText)
            .join(' ')
            .replace(/\\[!-~]/g, ''), /[<>[\]`*_|]/);
    }));
});
//# sourceMappingURL=card.test.js.map