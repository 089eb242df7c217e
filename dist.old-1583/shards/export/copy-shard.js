import { MillraceError } from '../../core/errors.js';
import { streamingSha256 } from '../../storage/digest.js';
const pieceBytes = 8 * 2 ** 20;
/** Copies a shard as it is. Throws MillraceError `bad-file` where its bytes are not those that the manifest names. */
export async function copyShard(storage, dataset, shard, folder, path) {
    const key = `${dataset}/${shard.file}`;
    const file = await folder.create(path);
    const digest = streamingSha256();
    for (let start = 0; start < shard.bytes; start += pieceBytes) {
        const piece = await storage.getRange(key, start, Math.min(shard.bytes, start + pieceBytes));
        digest.update(piece);
        await file.write(piece);
    }
    await file.close();
    if (digest.hex() === shard.sha256)
        return;
    throw new MillraceError('bad-file', 'expected the bytes that the manifest names, found others', {
        at: key,
        hint: 'build the version again from its recipe, or restore the file from a copy',
    });
}
//# sourceMappingURL=copy-shard.js.map