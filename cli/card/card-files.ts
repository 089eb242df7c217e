import type { Manifest } from '../../shards/manifest.ts';

/** The shards of one content and split. */
export interface CardSplit {
  readonly content: 'documents' | 'images' | 'tokens';
  readonly split: 'train' | 'holdout';
  readonly rows: number;
  readonly tokens: number;
  /** Rows that are augmented copies. */
  readonly copies: number;
  readonly bytes: number;
  readonly shards: Manifest['shards'];
}

/** The splits that have shards, documents and images first. */
export function splitsOf({ shards }: Pick<Manifest, 'shards'>): CardSplit[] {
  return (['documents', 'images', 'tokens'] as const).flatMap((content) =>
    (['train', 'holdout'] as const).flatMap((split): CardSplit[] => {
      const own = shards.filter((shard) => shard.content === content && shard.split === split);
      if (own.length === 0) return [];
      const sum = (of: (shard: Manifest['shards'][number]) => number) =>
        own.reduce((total, each) => total + of(each), 0);
      return [
        {
          content,
          split,
          rows: sum(({ rows }) => rows),
          tokens: sum(({ tokens = 0 }) => tokens),
          copies: sum(({ copies = 0 }) => copies),
          bytes: sum(({ bytes }) => bytes),
          shards: own,
        },
      ];
    }),
  );
}
