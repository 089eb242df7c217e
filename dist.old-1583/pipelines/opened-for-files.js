import { fileStamp } from './file-stamp.js';
import { openedOnce } from './opened-once.js';
/**
 * What `open` makes of parameters and of the files that they name under `keys`: made once in a thread for equal parameters,
 * since each job has an object of its own, and again when another file stands there. Files are asked once for each object.
 */
export function openedForFiles(keys, open) {
    const kept = new Map();
    return openedOnce((parameters) => {
        const key = JSON.stringify(parameters);
        const paths = keys.map((name) => parameters[name]).filter((path) => typeof path === 'string');
        const stamp = paths.map(fileStamp).join();
        const known = kept.get(key);
        if (known?.stamp === stamp)
            return known.opened;
        const opened = open(parameters);
        kept.set(key, { stamp, opened });
        return opened;
    });
}
//# sourceMappingURL=opened-for-files.js.map