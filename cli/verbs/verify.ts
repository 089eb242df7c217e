import type { Command } from 'commander';
import { formatByteSize } from '../../core/byte-size.ts';
import { filesText } from '../../quality/number-text.ts';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

/** `verify NAME[@V]`: every file of a version against its manifest. */
export function verifyVerb(): Command {
  const command = verb('verify', 'Read every file of a version again and hold it to the manifest', [
    'verify docs-en',
    'verify docs-en@3 --json',
  ]).argument('<name[@version]>', 'version to check');
  return runs(command, async ({ store }, output, reference = '') => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { verifyVersion } = await import('../../shards/verify.ts');
    const { ok, files, bytes, problems } = await verifyVersion(openStorage(store), reference);
    for (const problem of problems) output.line(`wrong: ${problem}`);
    output.line(
      ok
        ? `${reference} is whole: ${filesText(files)}, ${formatByteSize(bytes)}, every fate accounted for.`
        : `${reference} is damaged: build it again from its recipe, or restore the files from a copy.`,
    );
    await output.result({ ok, files, bytes, problems });
    return ok ? exitCode.ok : exitCode.failed;
  });
}
