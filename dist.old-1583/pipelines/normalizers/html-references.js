import { Parser } from 'htmlparser2';
// Longer names and numbers are none.
const reference = /&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});/g;
/** Text that was escaped more often than this keeps the rest. */
const maxPasses = 4;
/** Some 2,200 names have a meaning; others are asked for again. */
const decoded = new Map();
const mostRemembered = 4096;
/**
 * Text with HTML character references decoded, also where they were escaped up to four times: `&amp;lt;` becomes `<`. Only those
 * that end in a semicolon, and have a meaning: `this&not that` stays. Linear.
 * Source: HTML Standard, 13.5, Named character references
 */
export function decodeReferences(text) {
    let plain = text;
    for (let pass = 0; pass < maxPasses && plain.includes('&'); pass++) {
        const before = plain;
        plain = before.replace(reference, decode);
        if (plain === before)
            break;
    }
    return plain.toWellFormed();
}
function decode(found) {
    const known = decoded.get(found);
    if (known !== undefined)
        return known;
    let character = '';
    const parser = new Parser({ ontext: (text) => (character += text) }, { decodeEntities: true });
    parser.end(found);
    if (decoded.size < mostRemembered)
        decoded.set(found, character);
    return character;
}
//# sourceMappingURL=html-references.js.map