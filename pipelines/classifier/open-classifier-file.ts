import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { MillraceError } from '../../core/errors.ts';
import { fileStamp } from '../file-stamp.ts';
import { readClassifierFile } from './classifier-file.ts';
import { type Classifier, openClassifier } from './classifier-model.ts';
import { fasttextMagic, openFasttext } from './fasttext/open-fasttext.ts';

interface Opened {
  readonly stamp: string;
  readonly classifier: Classifier;
}

const opened = new Map<string, Opened>();

/**
 * The classifier in a file, of Millrace or of fastText; a thread reads it once, and again when it is another. Memory: 4
 * bytes for each place and output, in each thread. Throws MillraceError `no-stage-file`, `bad-classifier` (usage).
 */
export function openClassifierFile(path: string): Classifier {
  const stamp = fileStamp(path);
  const known = opened.get(path);
  if (known?.stamp === stamp) return known.classifier;
  const classifier = isFasttext(path) ? openFasttext(path) : openClassifier(readClassifierFile(readModel(path), path));
  opened.set(path, { stamp, classifier });
  return classifier;
}

/**
 * The place among a classifier's classes of the one that is asked for: where none is named, the label that it tells from
 * all others. Throws MillraceError `unknown-label` (usage).
 */
export function classOf({ labels, positive }: Classifier, label: string | undefined, at: string): number {
  const wanted = label ?? positive;
  const found = wanted === null ? -1 : labels.indexOf(wanted);
  if (found >= 0) return found;
  const names = labels.slice(0, 20).map(shown);
  const named = wanted === null ? 'none' : shown(wanted);
  throw new MillraceError('unknown-label', `expected one of the labels of the classifier, found ${named}`, {
    kind: 'usage',
    at,
    hint: `its labels: ${names.join(', ')}${labels.length > names.length ? ', …' : ''}`,
  });
}

function shown(label: string): string {
  return JSON.stringify(label.slice(0, 40));
}

/** True for a file that begins with fastText's number. */
function isFasttext(path: string): boolean {
  return withModel(path, () => {
    const descriptor = openSync(path, 'r');
    const start = Buffer.alloc(4);
    readSync(descriptor, start);
    closeSync(descriptor);
    return start.readInt32LE() === fasttextMagic;
  });
}

function readModel(path: string): Uint8Array {
  return withModel(path, () => readFileSync(path));
}

function withModel<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw new MillraceError('no-stage-file', 'expected a classifier, found no file that can be read', {
      kind: 'usage',
      at: path,
      cause,
    });
  }
}
