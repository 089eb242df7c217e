import { readFileSync } from 'node:fs';
import { MillraceError } from '../../core/errors.ts';
import { readClassifierFile } from './classifier-file.ts';
import { type Classifier, openClassifier } from './classifier-model.ts';

const opened = new Map<string, Classifier>();

/**
 * The classifier in a file, which a thread reads once. Memory: 4 bytes for each place and output, in each thread.
 * Throws MillraceError `no-stage-file`, `bad-classifier` (usage).
 */
export function openClassifierFile(path: string): Classifier {
  const known = opened.get(path);
  if (known !== undefined) return known;
  const classifier = openClassifier(readClassifierFile(readModel(path), path));
  opened.set(path, classifier);
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

function readModel(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new MillraceError('no-stage-file', 'expected a classifier, found no file that can be read', {
      kind: 'usage',
      at: path,
      cause,
    });
  }
}
