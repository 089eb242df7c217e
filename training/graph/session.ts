import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MillraceError } from '../../core/errors.ts';
import type { NativeBackend } from '../backend/backend.ts';
import type { HostTensor } from '../host-tensor.ts';
import { dataTypes } from './data-type.ts';
import { type Graph, savedModel } from './graph.ts';
import { variableNames } from './variable.ts';

/** A graph with the values of its variables, ready to run. */
export interface Session {
  /** Values of `fetches`, in their order, with `feeds` for the placeholders that they need. */
  readonly run: (feeds: Readonly<Record<string, HostTensor>>, fetches: readonly string[]) => Float32Array[];
  /** Gives variables new values, by name. */
  readonly assign: (values: ReadonlyMap<string, HostTensor>) => void;
  /** Values of variables, in the order of `names`. */
  readonly fetch: (names: readonly string[]) => Float32Array[];
  readonly close: () => void;
}

/**
 * Loads a graph into TensorFlow. The library reads graphs only from a folder: a temporary one holds it for that moment.
 * Throws MillraceError `graph-refused` with TensorFlow's own words.
 */
export function openSession(graph: Graph, { binding }: NativeBackend): Session {
  const model = load(graph, binding);
  const runRaw = (feeds: Readonly<Record<string, HostTensor>>, fetches: readonly string[]) => {
    const ids: number[] = [];
    const results: number[] = [];
    try {
      for (const { dtype, shape, data } of Object.values(feeds)) {
        ids.push(binding.createTensor([...shape], dataTypes[dtype], data));
      }
      const names = Object.keys(feeds).map(firstOutput).join(',');
      const found = binding.runSavedModel(model, ids, names, fetches.map(firstOutput).join(','));
      results.push(...found.map(({ id }) => id));
      return results.map((id) => binding.tensorDataSync(id));
    } finally {
      for (const id of [...ids, ...results]) binding.deleteTensor(id);
    }
  };
  const run: Session['run'] = (feeds, fetches) => runRaw(feeds, fetches).map(toFloats);
  return {
    run,
    assign: (values) => {
      const feeds = [...values].map(([name, value]) => [variableNames.feed(name), value] as const);
      if (feeds.length > 0) runRaw(Object.fromEntries(feeds), [...values.keys()].map(variableNames.assign));
    },
    fetch: (names) => (names.length === 0 ? [] : run({}, names.map(variableNames.fetch))),
    close: () => binding.deleteSavedModel(model),
  };
}

function load(graph: Graph, binding: NativeBackend['binding']): number {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-graph-'));
  try {
    writeFileSync(join(folder, 'saved_model.pb'), savedModel(graph));
    return binding.loadSavedModel(folder, 'serve');
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new MillraceError('graph-refused', `TensorFlow refuses the traced graph: ${message}`, { cause });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function firstOutput(name: string): string {
  return `${name}:0`;
}

function toFloats(data: Float32Array | Int32Array | Uint8Array): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new TypeError('a fetch of the graph must be float32');
}
