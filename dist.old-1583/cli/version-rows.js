import { countText } from '../quality/number-text.js';
import { terminalTable } from '../quality/terminal-table.js';
import { listDatasets, listVersions, readManifest, readVersion } from '../shards/catalogue.js';
import { readDecision } from '../shards/decision.js';
import { readLatest } from '../shards/latest.js';
/** Every version of a dataset, or of all, ascending. Reads their manifests. Throws `dataset-not-found` (usage). */
export async function listVersionRows(storage, name) {
    const datasets = name === undefined ? await listDatasets(storage) : [(await readManifest(storage, name)).manifest.dataset];
    const rows = [];
    for (const dataset of datasets) {
        const latest = await readLatest(storage, dataset);
        for (const version of await listVersions(storage, dataset)) {
            const stored = await readVersion(storage, dataset, version);
            const { manifest, sha256 } = stored;
            rows.push({
                dataset,
                version,
                latest: latest?.version === version,
                gatesPassed: manifest.gatesPassed,
                decision: (await readDecision(storage, stored))?.decision ?? null,
                records: manifest.records,
                kind: manifest.kind,
                tokens: manifest.tokens,
                shards: manifest.shards.length,
                manifestSha256: sha256,
            });
        }
    }
    return rows;
}
/** Lines of a table for people. Texts are what is expected: only where there are images, a column tells the kind. */
export function versionTable(rows) {
    const hasImages = rows.some(({ kind }) => kind === 'image');
    const headings = [
        ...['dataset', 'version'],
        ...(hasImages ? ['kind'] : []),
        ...['records', 'kept', 'tokens', 'shards'],
    ];
    const columns = [...headings, 'gates', ''].map((heading) => ({
        heading,
        align: textColumns.has(heading) ? 'left' : 'right',
    }));
    return terminalTable(columns, rows.map((row) => [
        row.dataset,
        countText(row.version),
        ...(hasImages ? [row.kind] : []),
        ...[row.records.in, row.records.kept].map(countText),
        row.kind === 'image' ? '' : countText(row.tokens),
        countText(row.shards),
        row.gatesPassed ? 'passed' : (row.decision ?? 'FAILED'),
        row.latest ? 'latest' : '',
    ]));
}
const textColumns = new Set(['dataset', 'kind', 'gates', '']);
//# sourceMappingURL=version-rows.js.map