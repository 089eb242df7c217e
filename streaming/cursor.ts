import type { Curriculum } from './curriculum/stages.ts';

interface AnyCursor {
  readonly content: 'tokens' | 'documents' | 'images';
  readonly split: 'train' | 'holdout';
  readonly seed: number;
  /** Absent where an epoch is shuffled as a whole. */
  readonly curriculum?: Curriculum;
  readonly epoch: number;
  /** Samples of the epoch, over all ranks, that come before this place. */
  readonly position: number;
}

/** A place in the stream of one version. */
export interface VersionCursor extends AnyCursor {
  readonly format: 'millrace-cursor/1';
  /** SHA-256 of the manifest that is streamed. */
  readonly manifestSha256: string;
}

/** A place in the stream of a mix. */
export interface MixCursor extends AnyCursor {
  readonly format: 'millrace-mix-cursor/1';
  /** The versions by the SHA-256 of their manifests, in the mix's order, and how many samples of each an epoch has. */
  readonly parts: readonly { readonly manifestSha256: string; readonly samples: number }[];
}

/** A place in a stream in order of arrival: of a version, or of a build that is to become one. */
export interface ArrivalCursor extends AnyCursor {
  readonly format: 'millrace-arrival-cursor/1';
  /** Of the SHA-256 of the shards that the first `position` samples lie in, joined by line feeds; after epoch 0 of all. */
  readonly shardsSha256: string;
}

/** A place in a training stream. Independent of ranks and threads: any number of either goes on from here. */
export type Cursor = VersionCursor | MixCursor | ArrivalCursor;
