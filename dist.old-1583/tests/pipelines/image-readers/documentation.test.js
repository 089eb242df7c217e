import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';
import { findImageReader, imageReaders } from '../../../pipelines/image-readers/image-readers.js';
import { packageRoot } from '../../../storage/package-root.js';
const page = readFileSync(new URL('docs/image-sources.md', packageRoot), 'utf8');
/** Formats that sources of images have. */
const ofImages = /^(csv|gzip|http|json|parquet|tar|warc)-/;
const words = (text) => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
describe('docs/image-sources.md', () => {
    it('lists every format with its options', () => {
        const rows = page.split('\n').filter((line) => /^\| `/.test(line) && line.split('|').length === 5);
        assert.deepEqual(rows.map((row) => [words(row.split('|')[1] ?? '')[0], words(row.split('|')[3] ?? '').sort()]), imageReaders.map(({ format, options }) => {
            assert.ok(options instanceof z.ZodObject);
            return [format, Object.keys(options.shape).sort()];
        }));
    });
    it('has examples that the readers accept', () => {
        const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
        assert.ok(blocks.length >= 5);
        for (const block of blocks) {
            const { sources } = parse(block);
            for (const { format, path, ...options } of sources) {
                assert.equal(typeof path, 'string');
                assert.ok(findImageReader(String(format))?.options.safeParse(options).success, block);
            }
        }
    });
    it('names every reason that the readers give', () => {
        const files = ['pipelines/image-readers/', 'pipelines/formats/'].flatMap((path) => {
            const folder = new URL(path, packageRoot);
            const names = readdirSync(folder).filter((name) => path !== 'pipelines/formats/' || ofImages.test(name));
            return names.map((name) => new URL(name, folder));
        });
        const sources = [...files, new URL('workers/planning/references.ts', packageRoot)].map((file) => readFileSync(file, 'utf8'));
        const reasons = sources.flatMap((text) => [...text.matchAll(/problem: '([a-z\d-]+)'/g)].map((match) => match[1] ?? ''));
        assert.ok(reasons.length > 40);
        const named = new Set(words(page.replace(/```[\s\S]*?```/g, '')));
        assert.deepEqual([...new Set(reasons)].filter((reason) => !named.has(reason)), []);
    });
});
//# sourceMappingURL=documentation.test.js.map