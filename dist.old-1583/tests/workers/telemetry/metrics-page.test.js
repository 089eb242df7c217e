import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packageRoot } from '../../../storage/package-root.js';
import { buildMetrics } from '../../../workers/telemetry/build-metrics.js';
test('docs/telemetry.md tells of every metric what it is', () => {
    const page = readFileSync(new URL('docs/telemetry.md', packageRoot), 'utf8');
    const rows = Object.values(buildMetrics).map(({ name, kind, labels, meaning }) => {
        const cells = [`\`${name}\``, kind, labels.map((label) => `\`${label}\``).join(', '), meaning];
        return `| ${cells.join(' | ')} |`;
    });
    assert.deepEqual(page.match(/^\| `millrace_.*$/gm), rows);
});
//# sourceMappingURL=metrics-page.test.js.map