import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';
import { findReader, readers } from '../../../pipelines/readers/readers.js';
import { packageRoot } from '../../../storage/package-root.js';
const page = readFileSync(new URL('docs/text-sources.md', packageRoot), 'utf8');
const words = (text) => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
describe('docs/text-sources.md', () => {
    it('lists every format with its options', () => {
        const rows = page.split('\n').filter((line) => /^\| `/.test(line) && line.split('|').length === 5);
        const options = new Map();
        for (const row of rows) {
            const [format = ''] = words(row.split('|')[1] ?? '');
            const named = words(row.split('|')[3] ?? '');
            options.set(format, row.includes('| as `') ? (options.get(named[0] ?? '') ?? []) : named.sort());
        }
        assert.deepEqual([...options], readers.map((reader) => {
            assert.ok(reader.options instanceof z.ZodObject);
            return [reader.format, Object.keys(reader.options.shape).sort()];
        }));
    });
    it('has examples that the readers accept', () => {
        const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
        assert.ok(blocks.length >= 7);
        for (const block of blocks) {
            const { sources } = parse(block);
            for (const { format, path, ...options } of sources) {
                assert.equal(typeof path, 'string');
                assert.ok(findReader(String(format))?.options.safeParse(options).success, block);
            }
        }
    });
    it('names every reason that the readers give', () => {
        const files = ['pipelines/readers/', 'pipelines/formats/', 'pipelines/formats/arrow/'].flatMap((path) => {
            const folder = new URL(path, packageRoot);
            return readdirSync(folder)
                .filter((name) => name.endsWith('.ts'))
                .map((name) => new URL(name, folder));
        });
        const reasons = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/problem: '([a-z\d-]+)'/g)].map((match) => match[1] ?? ''));
        assert.ok(reasons.length > 60);
        const named = new Set(words(page.replace(/```[\s\S]*?```/g, '')));
        assert.deepEqual([...new Set(reasons)].filter((reason) => !named.has(reason)), []);
    });
});
//# sourceMappingURL=documentation.test.js.map