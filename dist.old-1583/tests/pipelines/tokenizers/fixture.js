import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { packageRoot } from '../../../storage/package-root.js';
export function readFixture(name) {
    return readFileSync(new URL(`tests/fixtures/tokenizers/${name}`, packageRoot), 'utf8');
}
/** A `tokenizer.json` of the fixtures as data, to be changed by a test. */
export function readTokenizer(name) {
    return JSON.parse(readFixture(name));
}
export function readKinds() {
    const file = new URL('tests/fixtures/tokenizers/kinds.json.gz', packageRoot);
    return JSON.parse(gunzipSync(readFileSync(file)).toString());
}
//# sourceMappingURL=fixture.js.map