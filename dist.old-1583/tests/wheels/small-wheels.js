import { createHash } from 'node:crypto';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storedZip } from './stored-zip.js';
export const subject = { code: 'thing', name: 'the thing', hint: 'do without' };
/** A wheel that pip takes, of a Python that this machine need not have; `wanted` members are in its pin. */
export function smallWheel(name, wanted) {
    const info = `${name}-1.0.dist-info`;
    const bytes = storedZip({
        ...wanted,
        [`${name}/unwanted.py`]: 'pass',
        [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`,
        [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp399-cp399-manylinux2014_x86_64\n',
    });
    const pin = {
        package: name,
        version: '1.0',
        platformTag: 'manylinux2014_x86_64',
        python: { version: '399', abi: 'cp399' },
        sha256: createHash('sha256').update(bytes).digest('hex'),
        wheelBytes: bytes.length,
        members: Object.entries(wanted).map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) })),
    };
    return { pin, bytes };
}
/** A folder to be PATH, whose `python3` is this shell script. pip's arguments hold `--dest FOLDER --requirement FILE`. */
export async function pipOf(folder, script) {
    const bin = await mkdtemp(join(folder, 'bin-'));
    await writeFile(join(bin, 'python3'), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, 'python3'), 0o755);
    return bin;
}
/** As {@link pipOf}: a pip that serves these wheels whatever their digest. */
export async function pipThatServes(folder, wheels) {
    const index = await mkdtemp(join(folder, 'index-'));
    for (const { pin, bytes } of wheels)
        await writeFile(join(index, pin.package), bytes);
    const cut = 'while [ "$1" != --dest ]; do shift; done; read wanted < "$4"';
    return pipOf(folder, `${cut}; exec /bin/cp "${index}/\${wanted%%=*}" "$2/a.whl"`);
}
//# sourceMappingURL=small-wheels.js.map