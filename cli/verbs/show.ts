import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

/** `show NAME[@V]`: one version's numbers, reasons, gates and lineage. */
export function showVerb(): Command {
  const command = verb('show', 'Show what a version is: fates, reasons, gates, metrics, shards and lineage', [
    'show docs-en',
    'show docs-en@2 --json | jq .summary',
    'show docs-en --report report.html',
  ])
    .argument('<name[@version]>', 'version to show')
    .option('--report <file>', 'also write a page with plots and samples, one HTML file');
  return runs<{ report?: string }>(command, async ({ store, report }, output, reference = '') => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { readManifest } = await import('../../shards/catalogue.ts');
    const { readDecision } = await import('../../shards/decision.ts');
    const { versionLines } = await import('../version-text.ts');
    const storage = openStorage(store);
    const stored = await readManifest(storage, reference);
    const decision = await readDecision(storage, stored);
    for (const line of versionLines(stored, decision)) output.line(line);
    if (report !== undefined) {
      const { renderReport } = await import('../../quality/report.ts');
      await writeFile(report, await renderReport(storage, stored.manifest));
      output.line(`Wrote ${report}`);
    }
    await output.result({ ...stored.manifest, manifestSha256: stored.sha256, decision: decision ?? null });
    return exitCode.ok;
  });
}
