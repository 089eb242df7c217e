import { MillraceError } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import { openArrowReader } from './arrow-reader.ts';
import { openArrowWriter } from './arrow-writer.ts';
import { mappedWriter } from './mapped-rows.ts';
import { contentName, type RowFileReader, type RowFileWriter } from './row-file.ts';
import type { RowSchema } from './row-schema.ts';

/** What all sequences of a token shard share: tokens in each, and the ids there are (0 to `vocabulary` − 1). */
export interface TokenShape {
  readonly length: number;
  readonly vocabulary: number;
}

/**
 * One packed sequence. `tokens` has the shape's length, padding included; the first `used` of them are text.
 * `starts[i]` is where the part of `documents[i]` begins.
 */
export interface TokenSequence {
  readonly tokens: ArrayLike<number>;
  readonly used: number;
  readonly starts: ArrayLike<number>;
  readonly documents: readonly string[];
}

/** A token id outside the vocabulary: it would be stored as another token. */
export class TokenRangeError extends MillraceError {
  override readonly name = 'TokenRangeError';

  constructor(id: number, vocabulary: number) {
    super('token-range', `token id ${id} is not below the vocabulary's size, ${vocabulary}`, {
      hint: 'the tokenizer and the packer must be of the same vocabulary',
    });
  }
}

/** Most sequences in a record batch, the unit of random access: 512 KiB of 1,024 16-bit tokens. */
export const tokenGroupRows = 256;
const groupLimits = { rows: tokenGroupRows, textBytes: 16 * 2 ** 20 };

/** How token shards are stored: as they are, or at about half the size and a third of the reading speed. */
export type TokenCompression = 'none' | 'zstd';

/**
 * Writes a token shard, Arrow IPC, to `data/<sha256>.arrow` in the dataset's folder. Ids take 16 bits where the
 * vocabulary is at most 65,536, else 32. `add` throws {@link TokenRangeError}; nothing of that call is then certain.
 */
export async function openTokenWriter(
  storage: Storage,
  dataset: string,
  shape: TokenShape,
  compression: TokenCompression = 'none',
): Promise<RowFileWriter<TokenSequence>> {
  const target = { storage, folder: dataset, name: contentName('data', 'arrow') };
  const writer = await openArrowWriter(
    target,
    tokenColumns(shape),
    groupLimits,
    compression === 'zstd' ? 'small' : 'none',
  );
  return mappedWriter(writer, (sequence) => {
    checkIds(sequence.tokens, shape.vocabulary);
    return sequence;
  });
}

/** Opens a token shard. `tokens` comes back as a Uint16Array or Uint32Array over the group's memory. */
export function openTokenReader(
  storage: Storage,
  key: string,
  shape: TokenShape,
): Promise<RowFileReader<TokenSequence>> {
  return openArrowReader(storage, key, tokenColumns(shape));
}

/** The columns of a token shard. */
export function tokenColumns({ length, vocabulary }: TokenShape) {
  const type = vocabulary <= 65_536 ? 'fixed<uint16>' : 'fixed<uint32>';
  return {
    tokens: { type, length },
    used: { type: 'uint32' },
    starts: { type: 'list<uint32>' },
    documents: { type: 'list<utf8>' },
  } as const satisfies RowSchema;
}

function checkIds(tokens: ArrayLike<number>, vocabulary: number): void {
  for (let i = 0; i < tokens.length; i++) {
    const id = tokens[i] ?? Number.NaN;
    if (!(id >= 0 && id < vocabulary && Number.isInteger(id))) throw new TokenRangeError(id, vocabulary);
  }
}
