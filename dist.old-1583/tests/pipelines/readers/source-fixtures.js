import { readFileSync } from 'node:fs';
import { findReader } from '../../../pipelines/readers/readers.js';
import { packageRoot } from '../../../storage/package-root.js';
import { readAll } from './read-all.js';
/** Sources that other programs wrote, and what they read back of them. */
export const sourceFixtures = new URL('tests/fixtures/text-sources/', packageRoot);
export function sourceFixture(name) {
    return readFileSync(new URL(name, sourceFixtures));
}
export const expected = JSON.parse(sourceFixture('expected.json').toString());
/** All records of a file, read as a format. */
export function readAs(format, key, bytes, options = {}, more = {}) {
    const reader = findReader(format);
    if (reader === undefined)
        throw new Error(`no reader of ${format}`);
    return readAll(reader, key, bytes, options, more);
}
/** A record's text, or its problem. */
export function told(record) {
    return 'problem' in record ? `!${record.problem}` : record.text;
}
//# sourceMappingURL=source-fixtures.js.map