import { type Edges, mergeGreedily } from './cluster.ts';
import { numberDocuments, type Place } from './numbering.ts';
import type { Removal } from './removal.ts';
import { type Keep, walkOrder } from './walk-order.ts';

/**
 * The documents of several files, numbered in the order in which they are walked. The first `known` files are of earlier
 * versions; their documents have the first numbers.
 */
export interface WalkedDocuments {
  readonly known: number;
  readonly knownDocuments: number;
  readonly documents: number;
  /** The file of a document, and its place among that file's rows. */
  readonly placeOf: (document: number) => Place;
  /** The document at a place among a file's rows. */
  readonly numberOf: (file: number, row: number) => number;
  /** A document's number if documents were counted through the files. */
  readonly inputPlace: (document: number) => number;
}

/** `weights` are those of `weightOf`, a column for each file. Memory: 8 bytes a document, 20 while it is called. */
export function walkDocuments(weights: readonly Uint32Array[], keep: Keep, known: number): WalkedDocuments {
  const counts = weights.map(({ length }) => length);
  const knownDocuments = counts.slice(0, known).reduce((sum, count) => sum + count, 0);
  const order = walkOrder(keep, joined(weights), knownDocuments);
  const placeOf = numberDocuments(counts);
  const inputPlace = (document: number): number => order[document] ?? 0;
  const numbers = new Uint32Array(order.length);
  for (let document = 0; document < order.length; document++) numbers[inputPlace(document)] = document;
  let documents = 0;
  const starts = counts.map((count) => {
    documents += count;
    return documents - count;
  });
  return {
    known,
    knownDocuments,
    documents: order.length,
    placeOf: (document) => placeOf(inputPlace(document)),
    numberOf: (file, row) => numbers[(starts[file] ?? 0) + row] ?? 0,
    inputPlace,
  };
}

/**
 * The removals that edges between walked documents ask for. `ordinals` are those of each file's rows; the files of earlier
 * versions are partitions below zero.
 */
export function mergeWalked(
  edges: Edges,
  { placeOf, known }: WalkedDocuments,
  ordinals: readonly Uint32Array[],
): Removal[] {
  const placed = (document: number): { readonly partition: number; readonly ordinal: number } => {
    const { partition, row } = placeOf(document);
    return { partition: partition - known, ordinal: ordinals[partition]?.[row] ?? 0 };
  };
  return mergeGreedily(edges).map(({ document, into, similarity }): Removal => {
    const target = placed(into);
    return { ...placed(document), intoPartition: target.partition, intoOrdinal: target.ordinal, similarity };
  });
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
