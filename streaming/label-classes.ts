import { byCodeUnit } from '../core/code-unit-order.ts';
import { MillraceError } from '../core/errors.ts';

/** More distinct labels than this are no classes but, it is to be feared, texts or ids. */
const maxClasses = 10_000;

/** Places of classes by label. */
export type ClassOfLabel = ReadonlyMap<string, number>;

/** Classes and the labels that belong to each. */
export interface LabelClasses {
  /** In code-unit order. */
  readonly classes: readonly string[];
  readonly classOfLabel: ClassOfLabel;
}

/** The classes that `given` says, labels by class. Throws MillraceError `label-twice` (usage). */
export function classesOf(given: Readonly<Record<string, readonly string[]>>): LabelClasses {
  const classes = Object.keys(given).sort(byCodeUnit);
  const classOfLabel = new Map<string, number>();
  for (const [place, name] of classes.entries()) {
    for (const label of given[name] ?? []) {
      if (classOfLabel.has(label)) throw labelTwice(label);
      classOfLabel.set(label, place);
    }
  }
  return { classes, classOfLabel };
}

/**
 * Each distinct label as a class of its own; null is none. `things` are what has the labels, for an error.
 * Throws MillraceError `too-many-classes` (usage).
 */
export async function distinctLabels(
  groups: AsyncIterable<Iterable<string | null>>,
  things: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const found = new Set<string>();
  for await (const labels of groups) {
    for (const label of labels) if (label !== null) found.add(label);
    if (found.size > maxClasses) {
      throw new MillraceError('too-many-classes', `the ${things} have more than ${maxClasses} labels`, {
        kind: 'usage',
        hint: 'say which labels make which class',
      });
    }
  }
  return Object.fromEntries([...found].map((label): [string, [string]] => [label, [label]]));
}

function labelTwice(label: string): MillraceError {
  return new MillraceError('label-twice', `the label ${JSON.stringify(label)} is in two classes`, {
    kind: 'usage',
    hint: 'each label belongs to one class',
  });
}
