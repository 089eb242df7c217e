import { readFileSync } from 'node:fs';
import { packageRoot } from '../../storage/package-root.js';
/** The rows of a file of JSON lines in `tests/fixtures/`. */
export function fixtureRows(name) {
    const lines = readFileSync(new URL(`tests/fixtures/${name}`, packageRoot), 'utf8')
        .trimEnd()
        .split('\n');
    return lines.map((line) => JSON.parse(line));
}
//# sourceMappingURL=fixture-rows.js.map