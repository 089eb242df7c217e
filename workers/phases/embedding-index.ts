import type { Merging } from '../../pipelines/dedup/dedup-stage.ts';
import { type EmbeddingLayout, embeddingHeaderBytes, embeddingLayout } from '../../pipelines/dedup/embedding-file.ts';
import { type WalkedDocuments, walkDocuments } from '../../pipelines/dedup/walked-documents.ts';
import { workKeys } from '../planning/plan.ts';
import { embedPhaseName, vectorsKind } from './embed-texts.ts';
import { knownFiles } from './known-version.ts';
import type { OpenBuild } from './open-build.ts';

/** One file of vectors, whose rows are documents that no earlier step took out. */
export interface IndexedVectors {
  readonly key: string;
  readonly layout: EmbeddingLayout;
  readonly ordinals: Uint32Array;
}

/** The documents that a semantic step compares. */
export interface EmbeddingIndex extends WalkedDocuments {
  /** Files of earlier versions, then those of the build's own partitions. */
  readonly files: readonly IndexedVectors[];
  /** Numbers of a vector; 0 where there are no documents. */
  readonly width: number;
}

let opened: { readonly name: string; readonly index: Promise<EmbeddingIndex> } | undefined;

/**
 * Reads headers, ordinals and weights of all files of vectors. The last index stays open, since every job of a thread asks
 * for it. Memory: 16 bytes a document.
 */
export function openEmbeddingIndex(build: OpenBuild, step: string, merging: Merging): Promise<EmbeddingIndex> {
  const name = `${build.storage.location}\0${build.folder}\0${step}`;
  if (opened?.name !== name) opened = { name, index: readIndex(build, step, merging) };
  return opened.index;
}

async function readIndex(build: OpenBuild, step: string, { keep, against }: Merging): Promise<EmbeddingIndex> {
  const { storage } = build;
  const known = against.length === 0 ? [] : await knownFiles(build, step, vectorsKind);
  const own = Array.from({ length: build.plan.partitions }, (_, partition) =>
    workKeys.output(build.folder, embedPhaseName(step), partition, vectorsKind),
  );
  const files: IndexedVectors[] = [];
  const weights: Uint32Array[] = [];
  for (const key of [...known, ...own]) {
    const layout = embeddingLayout(await storage.getRange(key, 0, embeddingHeaderBytes));
    const { documents, weightsAt, vectorsAt } = layout;
    const bytes = new Uint8Array(documents === 0 ? [] : await storage.getRange(key, embeddingHeaderBytes, vectorsAt));
    files.push({ key, layout, ordinals: new Uint32Array(bytes.buffer, 0, documents) });
    weights.push(new Uint32Array(bytes.buffer, weightsAt - embeddingHeaderBytes, documents));
  }
  const width = files.reduce((most, { layout }) => Math.max(most, layout.width), 0);
  return { files, width, ...walkDocuments(weights, keep, known.length) };
}
