import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MillraceError } from '../../core/errors.ts';
import { printable, shorten } from '../../quality/printable.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { decodeSafetensors } from '../checkpoints/safetensors.ts';
import type { HostTensor } from '../host-tensor.ts';

/** The weights of a folder by their stored names, and the SHA-256 of each file that they were read from. */
export interface StoredWeights {
  readonly tensors: ReadonlyMap<string, HostTensor>;
  readonly files: ReadonlyMap<string, string>;
}

const single = 'model.safetensors';
const indexName = 'model.safetensors.index.json';
const mostIndexBytes = 16 * 2 ** 20;

/**
 * Reads `model.safetensors`, or the files that `model.safetensors.index.json` names: files of the folder itself, which
 * hold the weights that the index says, and no others. Costs the weights in memory, twice while a file is read.
 * Throws MillraceError `no-weights` (usage) and `bad-checkpoint`.
 */
export async function readWeights(folder: string): Promise<StoredWeights> {
  const whole = await readIfThere(join(folder, single));
  if (whole !== undefined) {
    const { tensors } = decodeSafetensors(whole, join(folder, single));
    return { tensors, files: new Map([[single, sha256Hex(whole)]]) };
  }
  const index = await readIfThere(join(folder, indexName));
  if (index === undefined) throw noWeights(folder);
  const at = join(folder, indexName);
  const places = indexOf(index, at);
  const tensors = new Map<string, HostTensor>();
  const files = new Map([[indexName, sha256Hex(index)]]);
  for (const name of [...new Set(places.values())].sort()) {
    const bytes = await readIfThere(join(folder, name));
    if (bytes === undefined) throw refused(`it names ${shown(name)}, which is not there`, at);
    files.set(name, sha256Hex(bytes));
    for (const [weight, tensor] of decodeSafetensors(bytes, join(folder, name)).tensors) {
      if (places.get(weight) !== name) throw refused(`it does not say that ${shown(weight)} is in ${shown(name)}`, at);
      tensors.set(weight, tensor);
    }
  }
  const missing = [...places.keys()].find((weight) => !tensors.has(weight));
  if (missing !== undefined) throw refused(`${shown(missing)} is not in ${shown(places.get(missing) ?? '')}`, at);
  return { tensors, files };
}

/** The file of each weight. */
function indexOf(bytes: Uint8Array, at: string): ReadonlyMap<string, string> {
  if (bytes.length > mostIndexBytes)
    throw refused(`it has ${bytes.length} bytes; at most ${mostIndexBytes} are read`, at);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw refused('it is no JSON', at, error);
  }
  const map = (value as { weight_map?: unknown } | null)?.weight_map;
  if (typeof map !== 'object' || map === null || Array.isArray(map)) throw refused('it has no weight_map', at);
  const places = new Map<string, string>();
  for (const [weight, file] of Object.entries(map)) {
    // A name alone: an index must not lead out of its folder.
    if (typeof file !== 'string' || !/^[\w.-]+\.safetensors$/.test(file)) {
      throw refused(`${shown(weight)} is in ${shown(String(file))}, which is no safetensors file of the folder`, at);
    }
    places.set(weight, file);
  }
  return places;
}

/** Undefined for a file that there is not. */
export async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function noWeights(folder: string): MillraceError {
  return new MillraceError('no-weights', `expected ${single} or ${indexName}, found neither`, {
    kind: 'usage',
    at: folder,
    hint: 'older files (pytorch_model.bin) are code: load them with transformers and call save_pretrained',
  });
}

function refused(message: string, at: string, cause?: unknown): MillraceError {
  return new MillraceError('bad-checkpoint', message, { at, cause });
}

function shown(name: string): string {
  return JSON.stringify(shorten(printable(name), 100));
}
