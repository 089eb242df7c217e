import { glob } from 'tinyglobby';
import { listObjects } from './list-objects.js';
import { hasPath, parseS3Url, s3Url } from './s3-url.js';
/**
 * The objects that a pattern `s3://bucket/…` matches, by the very matcher that local patterns go through: `**` crosses
 * folders, hidden names are left out. Keys that no local path could have (`a//b`, `a/../b`) match nothing, nor do keys
 * that end with `/`, which stand for folders. In no order.
 *
 * Cost: a request for each 1,000 objects below the pattern's fixed beginning where it has `**`, else for each folder that
 * may hold matches.
 *
 * @throws {MillraceError} as `s3Error` tells
 */
export async function globObjects(pattern) {
    const { bucket, key } = parseS3Url(pattern.replace(/\/$/, ''));
    const fixed = /^[^*?[\]{}()!+@|\\]*/.exec(key)?.[0] ?? '';
    const sizes = new Map();
    const tree = key.includes('**') ? wholeTree(bucket, fixed, sizes) : undefined;
    let failed;
    const namesIn = async (path) => {
        const folder = path.split('/').slice(2).filter(Boolean).join('/');
        const under = folder === '' ? '' : `${folder}/`;
        if (tree !== undefined)
            return (await tree).get(folder) ?? new Map();
        const names = new Map();
        const prefix = fixed.startsWith(under) ? fixed : under;
        // The fixed beginning may go on below this folder: then one name of it leads there.
        const next = prefix.slice(under.length).indexOf('/');
        if (next >= 0)
            return names.set(prefix.slice(under.length).slice(0, next), { file: false, folder: true });
        for await (const { objects, prefixes } of listObjects(bucket, prefix, true)) {
            for (const object of objects) {
                if (!hasPath(object.key))
                    continue;
                sizes.set(object.key, object.bytes);
                add(names, object.key.slice(under.length), 'file');
            }
            for (const each of prefixes)
                if (hasPath(each.slice(0, -1)))
                    add(names, each.slice(under.length, -1), 'folder');
        }
        return names;
    };
    const read = (path, _, done) => {
        namesIn(path).then((names) => done(null, entriesOf(names)), (error) => {
            // The walk takes a folder that it cannot read for an empty one.
            failed ??= { error };
            done(null, []);
        });
    };
    const fs = { readdir: read };
    const paths = await glob(`/${bucket}/${key}`, { absolute: true, cwd: `/${bucket}`, dot: false, onlyFiles: true, fs });
    if (failed !== undefined)
        throw failed.error;
    return paths.flatMap((path) => {
        const found = path.slice(bucket.length + 2);
        const bytes = sizes.get(found);
        return bytes === undefined ? [] : [{ path: s3Url({ bucket, key: found }), bytes }];
    });
}
async function wholeTree(bucket, prefix, sizes) {
    const tree = new Map();
    for await (const { objects } of listObjects(bucket, prefix, false)) {
        for (const { key, bytes } of objects) {
            if (!hasPath(key))
                continue;
            sizes.set(key, bytes);
            for (let at = key.length, kind = 'file'; at > 0; kind = 'folder') {
                const slash = key.lastIndexOf('/', at - 1);
                const folder = slash < 0 ? '' : key.slice(0, slash);
                const names = tree.get(folder) ?? new Map();
                tree.set(folder, names);
                if (!add(names, key.slice(slash + 1, at), kind) && kind === 'folder')
                    break;
                at = slash;
            }
        }
    }
    return tree;
}
/** False where it was there before. */
function add(names, name, kind) {
    const known = names.get(name) ?? { file: false, folder: false };
    if (known[kind])
        return false;
    known[kind] = true;
    names.set(name, known);
    return true;
}
function entriesOf(names) {
    return [...names].flatMap(([name, { file, folder }]) => [
        ...(file ? [entry(name, false)] : []),
        ...(folder ? [entry(name, true)] : []),
    ]);
}
function entry(name, folder) {
    const no = () => false;
    return {
        ...{ name, parentPath: '', path: '' },
        ...{ isFile: () => !folder, isDirectory: () => folder, isSymbolicLink: no },
        ...{ isBlockDevice: no, isCharacterDevice: no, isFIFO: no, isSocket: no },
    };
}
//# sourceMappingURL=glob-objects.js.map