import { formatByteSize } from '../../core/byte-size.js';
import { exitCode } from '../exit-code.js';
import { runs, verb } from '../verb.js';
/** `verify NAME[@V]`: every file of a version against its manifest. */
export function verifyVerb() {
    const command = verb('verify', 'Read every file of a version again and hold it to the manifest', [
        'verify docs-en',
        'verify docs-en@3 --json',
    ]).argument('<name[@version]>', 'version to check');
    return runs(command, async ({ store }, output, reference = '') => {
        const { openStorage } = await import('../../storage/open-storage.js');
        const { verifyVersion } = await import('../../shards/verify.js');
        const { ok, files, bytes, problems } = await verifyVersion(openStorage(store), reference);
        for (const problem of problems)
            output.line(`wrong: ${problem}`);
        output.line(ok
            ? `${reference} is whole: ${files} files, ${formatByteSize(bytes)}, every fate accounted for.`
            : `${reference} is damaged: build it again from its recipe, or restore the files from a copy.`);
        await output.result({ ok, files, bytes, problems });
        return ok ? exitCode.ok : exitCode.failed;
    });
}
//# sourceMappingURL=verify.js.map