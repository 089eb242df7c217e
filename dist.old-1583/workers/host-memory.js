import { totalmem } from 'node:os';
import { parseByteSize } from '../core/byte-size.js';
import { MillraceError } from '../core/errors.js';
const perThreadBytes = 1.5 * 2 ** 30;
const perHostBytes = 2 ** 29;
const shareOfMachine = 0.8;
/**
 * Resident memory above which a host is ended: 0.5 GiB and 1.5 GiB for each thread, at most 80 % of the machine over
 * all hosts. `setting` (a size such as `2GiB`) replaces it.
 *
 * @throws {MillraceError} `bad-size` (usage)
 */
export function hostMemoryBytes(hosts, threads, setting) {
    if (setting === undefined || setting === '') {
        return Math.floor(Math.min(perHostBytes + threads * perThreadBytes, (totalmem() * shareOfMachine) / hosts));
    }
    const bytes = parseByteSize(setting);
    if (bytes === undefined || bytes < 2 ** 27) {
        throw new MillraceError('bad-size', `Expected a size of at least 128MiB for a host's memory, found ${setting}`, {
            kind: 'usage',
            hint: 'For example --host-memory 2GiB.',
        });
    }
    return bytes;
}
//# sourceMappingURL=host-memory.js.map