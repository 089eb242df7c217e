import { MillraceError } from '../../core/errors.ts';
import { indentedJson } from '../../core/indented-json.ts';
import { sha256Hex } from '../../storage/digest.ts';
import type { Storage } from '../../storage/storage.ts';
import { decodeSafetensors, encodeSafetensors } from '../checkpoints/safetensors.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { RunConfig } from '../run-config.ts';
import type { NamedParameters } from '../run-settings.ts';
import { runFolder } from '../runs/run-folder.ts';
import { readRunRecord } from '../runs/run-record.ts';
import { readWeight, storeWeight, unpacked, type WeightLayout } from './packed-weight.ts';
import type { Variant } from './variant.ts';

const weightsFile = 'weights.safetensors';

/** `compression.json`: what a folder of a compressed model holds. It is written last. */
interface VariantRecord {
  readonly format: 'millrace-compression/1';
  /** The run that was trained, and the step of the checkpoint that was taken. */
  readonly run: string;
  readonly step: number;
  /** The model that is left. */
  readonly model: NamedParameters;
  /** What products are computed in. */
  readonly products: 'float32' | 'int8';
  readonly weights: Readonly<Record<string, WeightLayout>>;
  readonly file: { readonly sha256: string; readonly bytes: number };
}

/** A compressed model as it was read back. */
export interface StoredVariant {
  readonly config: RunConfig;
  readonly weights: ReadonlyMap<string, HostTensor>;
  readonly products: VariantRecord['products'];
  /** Of the file with its weights. */
  readonly bytes: number;
}

/** Key of the folder with the compressed models that were made of a run. */
export function compressionFolder(run: string): string {
  return `${runFolder(run)}/compression`;
}

/** Writes `<folder>/weights.safetensors` and, last, `<folder>/compression.json`. */
export async function writeVariant(
  storage: Storage,
  folder: string,
  { config, weights }: Variant,
  { step, products }: Pick<VariantRecord, 'step' | 'products'>,
): Promise<void> {
  const stored = [...weights].map(([name, weight]) => ({ name, ...storeWeight(name, weight) }));
  const bytes = encodeSafetensors(new Map(stored.flatMap(({ tensors }) => [...tensors])));
  await storage.put(`${folder}/${weightsFile}`, bytes);
  const record: VariantRecord = {
    ...{ format: 'millrace-compression/1', run: config.run, step, model: config.settings.model, products },
    weights: Object.fromEntries(stored.map(({ name, layout }) => [name, layout])),
    file: { sha256: sha256Hex(bytes), bytes: bytes.length },
  };
  await storage.put(`${folder}/compression.json`, Buffer.from(indentedJson(record)));
}

/** Throws MillraceError `not-found` where there is none, and `bad-compression` for files that do not fit each other. */
export async function readVariant(storage: Storage, folder: string): Promise<StoredVariant> {
  const at = `${folder}/compression.json`;
  const record = parse(await storage.get(at), at);
  const bytes = await storage.get(`${folder}/${weightsFile}`);
  if (sha256Hex(bytes) !== record.file.sha256) {
    throw new MillraceError('bad-compression', 'its bytes are not those that compression.json names', {
      at: `${folder}/${weightsFile}`,
    });
  }
  const { tensors } = decodeSafetensors(bytes, `${folder}/${weightsFile}`);
  const config = await readRunRecord(storage, runFolder(record.run));
  try {
    const weights = Object.entries(record.weights).map(
      ([name, layout]) => [name, unpacked(readWeight(name, layout, tensors))] as const,
    );
    return {
      config: { ...config, settings: { ...config.settings, model: record.model } },
      weights: new Map(weights),
      products: record.products,
      bytes: bytes.length,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new MillraceError('bad-compression', error.message, { at, cause: error });
  }
}

function parse(bytes: Uint8Array, at: string): VariantRecord {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new MillraceError('bad-compression', 'it is no JSON', { at, cause: error });
  }
  const record = value as Partial<VariantRecord> | null;
  if (record?.format === 'millrace-compression/1' && record.weights !== undefined) return record as VariantRecord;
  throw new MillraceError('bad-compression', 'it does not describe a compressed model', { at });
}
