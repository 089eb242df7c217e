/** Bytes of a token id in a shard, and of one in memory. */
export function tokenIdBytes({ vocabulary }) {
    return vocabulary <= 65_536 ? 2 : 4;
}
//# sourceMappingURL=token-id-bytes.js.map