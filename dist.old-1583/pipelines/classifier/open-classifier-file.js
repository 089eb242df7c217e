import { closeSync, openSync, readSync } from 'node:fs';
import { MillraceError } from '../../core/errors.js';
import { keptForFile, readStageFile, withStageFile } from '../stage-file.js';
import { readClassifierFile } from './classifier-file.js';
import { openClassifier } from './classifier-model.js';
import { fasttextMagic, openFasttext } from './fasttext/open-fasttext.js';
const what = 'a classifier';
/**
 * The classifier in a file, of Millrace or of fastText; a thread reads it once, and again when it is another. Memory: 4
 * bytes for each place and output, in each thread. Throws MillraceError `no-stage-file`, `bad-classifier` (usage).
 */
export const openClassifierFile = keptForFile((path) => isFasttext(path) ? openFasttext(path) : openClassifier(readClassifierFile(readStageFile(path, what), path)));
/**
 * The place among a classifier's classes of the one that is asked for: where none is named, the label that it tells from
 * all others. Throws MillraceError `unknown-label` (usage).
 */
export function classOf({ labels, positive }, label, at) {
    const wanted = label ?? positive;
    const found = wanted === null ? -1 : labels.indexOf(wanted);
    if (found >= 0)
        return found;
    const names = labels.slice(0, 20).map(shown);
    const named = wanted === null ? 'none' : shown(wanted);
    throw new MillraceError('unknown-label', `expected one of the labels of the classifier, found ${named}`, {
        kind: 'usage',
        at,
        hint: `its labels: ${names.join(', ')}${labels.length > names.length ? ', …' : ''}`,
    });
}
function shown(label) {
    return JSON.stringify(label.slice(0, 40));
}
/** True for a file that begins with fastText's number. */
function isFasttext(path) {
    return withStageFile(path, what, () => {
        const descriptor = openSync(path, 'r');
        try {
            const start = Buffer.alloc(4);
            readSync(descriptor, start);
            return start.readInt32LE() === fasttextMagic;
        }
        finally {
            closeSync(descriptor);
        }
    });
}
//# sourceMappingURL=open-classifier-file.js.map