import { writeFile } from 'node:fs/promises';
import { MillraceError } from '../../core/errors.js';
import { exitCode } from '../exit-code.js';
import { runs, verb } from '../verb.js';
/** `show NAME[@V]`: one version's numbers, reasons, gates and lineage. */
export function showVerb() {
    const command = verb('show', 'Show what a version is: fates, reasons, gates, metrics, shards and lineage', [
        'show docs-en',
        'show docs-en@2 --json | jq .summary',
        'show docs-en --report report.html',
        'show docs-en --report report.html --samples 0',
        'show docs-en --statistics statistics.json',
    ])
        .argument('<name[@version]>', 'version to show')
        .option('--report <file>', 'also write a page with charts and samples, one HTML file')
        .option('--samples <n>', 'kept documents whose beginning the page shows: 8, or none with 0')
        .option('--statistics <file>', "also write the columns' statistics, JSON as Hugging Face's dataset viewer gives them");
    return runs(command, async ({ store, report, samples, statistics }, output, reference = '') => {
        const { openStorage } = await import('../../storage/open-storage.js');
        const { readManifest } = await import('../../shards/catalogue.js');
        const { readDecision } = await import('../../shards/decision.js');
        const { versionLines } = await import('../version-text.js');
        const excerpts = excerptsOf(samples, report);
        const storage = openStorage(store);
        const stored = await readManifest(storage, reference);
        const { manifest } = stored;
        const decision = await readDecision(storage, stored);
        for (const line of versionLines(stored, decision))
            output.line(line);
        if (report !== undefined) {
            const { renderReport } = await import('../../quality/report.js');
            await writeFile(report, await renderReport(storage, manifest, excerpts === undefined ? {} : { excerpts }));
            output.line(`Wrote ${report}`);
        }
        if (statistics !== undefined) {
            if (manifest.statistics === undefined)
                throw new MillraceError('no-statistics', `${manifest.dataset}@${manifest.version} has no statistics`, {
                    hint: 'versions built before statistics were measured have none: build it again',
                });
            await writeFile(statistics, await storage.get(`${manifest.dataset}/${manifest.statistics.file}`));
            output.line(`Wrote ${statistics}`);
        }
        await output.result({ ...manifest, manifestSha256: stored.sha256, decision: decision ?? null });
        return exitCode.ok;
    });
}
const mostExcerpts = 200;
function excerptsOf(samples, report) {
    if (samples === undefined)
        return undefined;
    if (report === undefined)
        throw new MillraceError('samples-without-report', '--samples belongs to --report', { kind: 'usage' });
    const count = /^\d{1,4}$/.test(samples) ? Number(samples) : Number.NaN;
    if (count <= mostExcerpts)
        return count;
    throw new MillraceError('bad-samples', `expected --samples from 0 to ${mostExcerpts}, found ${JSON.stringify(samples.slice(0, 20))}`, {
        kind: 'usage',
    });
}
//# sourceMappingURL=show.js.map