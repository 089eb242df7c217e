interface AnyCursor {
  readonly content: 'tokens' | 'documents' | 'images';
  readonly split: 'train' | 'holdout';
  readonly seed: number;
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

/** A place in a training stream. Independent of ranks and threads: any number of either goes on from here. */
export type Cursor = VersionCursor | MixCursor;
