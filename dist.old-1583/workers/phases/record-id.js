import { createHash } from 'node:crypto';
/**
 * Id of a record whose source names none: 80 bits, as 20 hexadecimal digits, of the SHA-256 of its place.
 * Among 10⁹ records, two share an id with a probability of about 4 in 10 million.
 */
export function recordId(source) {
    return createHash('sha256').update(source).digest('hex').slice(0, 20);
}
//# sourceMappingURL=record-id.js.map