import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { MillraceError } from '../../core/errors.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Mix } from '../../streaming/mix/mix.ts';

/** The options of `stream` that say how several versions are mixed. */
export interface MixFlags {
  readonly mix?: string;
  readonly weights?: readonly number[];
  readonly samples?: number;
  readonly temperature?: number;
}

/**
 * The version or the mix that the words and the options name. Throws a usage error `stream-unnamed`, `option-unfit`,
 * `recipe-invalid` for a file that is no mix, and what `readManifest` throws.
 */
export async function streamedVersion(
  storage: Storage,
  references: readonly string[],
  flags: MixFlags,
): Promise<StoredManifest | Mix> {
  const { readManifest } = await import('../../shards/catalogue.ts');
  const named = flags.mix === undefined ? mixOfWords(references, flags) : await mixOfFile(flags.mix, references, flags);
  if (typeof named === 'string') return readManifest(storage, named);
  const parts = named.parts.map(async (part) => ({ ...part, version: await readManifest(storage, part.version) }));
  return { ...named, parts: await Promise.all(parts) };
}

function mixOfWords(references: readonly string[], { weights, samples, temperature }: MixFlags): Mix<string> | string {
  const [first] = references;
  if (first === undefined) {
    throw new MillraceError('stream-unnamed', 'expected the name of a version, or --mix, found neither', {
      kind: 'usage',
      hint: 'npx millrace ls lists the datasets',
    });
  }
  if (weights !== undefined && weights.length !== references.length) {
    throw unfit(`expected a weight for each of ${references.length} versions, found ${weights.length}`);
  }
  const mixed = references.length > 1 || weights !== undefined || samples !== undefined || temperature !== undefined;
  if (!mixed) return first;
  return {
    parts: references.map((version, part) => {
      const weight = weights?.[part];
      return weight === undefined ? { version } : { version, weight };
    }),
    ...(samples === undefined ? {} : { samples }),
    ...(temperature === undefined ? {} : { temperature }),
  };
}

async function mixOfFile(path: string, references: readonly string[], flags: MixFlags): Promise<Mix<string>> {
  const beside = (['weights', 'samples', 'temperature'] as const).find((name) => flags[name] !== undefined);
  if (references.length > 0) throw unfit(`expected no versions beside --mix, found ${references[0]}`);
  if (beside !== undefined) throw unfit(`expected no --${beside} beside --mix: the file says it`);
  const { parseRecipe } = await import('../../recipes/parse-recipe.ts');
  const { mixSchema } = await import('../../recipes/mix-schema.ts');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new MillraceError('mix-not-found', `expected a mix, found no file that can be read (${error.code})`, {
      kind: 'usage',
      at: path,
    });
  });
  return parseRecipe(text, path, [], mixSchema);
}

/** Numbers with commas between them, or commander's refusal. */
export function numberList(text: string): readonly number[] {
  const numbers = text.split(',').map((each) => (each.trim() === '' ? Number.NaN : Number(each)));
  if (numbers.every((each) => each > 0 && Number.isFinite(each))) return numbers;
  throw new InvalidArgumentError('Expected numbers above 0 with commas between them, such as 7,2,1.');
}

/** A number above 0, or commander's refusal. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Expected a number above 0.');
}

function unfit(message: string): MillraceError {
  return new MillraceError('option-unfit', message, {
    kind: 'usage',
    hint: 'name the versions with --weights, or give a file with --mix',
  });
}
