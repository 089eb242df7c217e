import type { Graph } from '../graph/graph.ts';
import type { Session } from '../graph/session.ts';
import { addVariable } from '../graph/variable.ts';
import type { CacheShape } from '../model.ts';
import type { CacheRows, LayerCache } from './cached-step.ts';

/** Adds a layer's caches for each layer, as variables of a graph below `name`. */
export function addCaches(
  graph: Graph,
  name: string,
  { layers, heads, headWidth }: CacheShape,
  { slots, positions }: CacheRows,
): readonly LayerCache[] {
  const shape = [slots * positions + 1, heads * headWidth];
  return Array.from({ length: layers }, (_, layer) => ({
    key: addVariable(graph, `${name}/${layer}/key`, shape),
    value: addVariable(graph, `${name}/${layer}/value`, shape),
  }));
}

/** Fills caches with zeros: a variable must have a value before it is read. */
export function emptyCaches(session: Session, caches: readonly LayerCache[]): void {
  for (const { name, shape } of caches.flatMap(({ key, value }) => [key, value])) {
    const data = new Float32Array(shape.reduce((product, side) => product * side, 1));
    session.assign(new Map([[name, { dtype: 'float32', shape, data }]]));
  }
}

/** Bytes of all keys and values. */
export function bytesOf(caches: readonly LayerCache[]): number {
  return caches.reduce((sum, { key }) => sum + 8 * key.shape.reduce((product, side) => product * side, 1), 0);
}
