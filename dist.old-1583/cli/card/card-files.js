/** The splits that have shards, documents and images first. */
export function splitsOf({ shards }) {
    return ['documents', 'images', 'tokens'].flatMap((content) => ['train', 'holdout'].flatMap((split) => {
        const own = shards.filter((shard) => shard.content === content && shard.split === split);
        if (own.length === 0)
            return [];
        const sum = (of) => own.reduce((total, each) => total + of(each), 0);
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
    }));
}
//# sourceMappingURL=card-files.js.map