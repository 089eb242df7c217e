import { createHash } from 'node:crypto';
/**
 * The id of a record's copy, from 0. Where sources name ids of their own, one of these might be the same, as when they are
 * those of a version with copies: eight digits of a hash keep them apart.
 */
export function copyId(id, copy, namedIds) {
    const plain = `${id}~${copy}`;
    return namedIds ? `${plain}~${createHash('sha256').update(plain).digest('hex').slice(0, 8)}` : plain;
}
//# sourceMappingURL=copy-id.js.map