const begin = /-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/y;
const end = /-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/y;
const mark = '-----';
/**
 * Finds private keys in PEM form (RFC 7468), and of PGP, by the `B` of their first line, asked in the order of the text. A
 * block without an end is no key. Each part of the text is looked through once for an end, so all calls together are linear.
 */
export class PrivateKeys {
    text;
    /** Where the next `-----END ` is that was looked for, and where that line of a key ends; −1 for none. */
    ending = -1;
    endingEnd = -1;
    known = false;
    constructor(text) {
        this.text = text;
    }
    /** The block whose first line has its `B` at `at`. */
    around(at) {
        const start = at - mark.length;
        begin.lastIndex = start;
        if (start < 0 || !begin.test(this.text))
            return undefined;
        this.findEnding(at);
        return this.endingEnd < 0 ? undefined : { start, end: this.endingEnd };
    }
    findEnding(at) {
        if (this.known && (this.ending < 0 || this.ending >= at))
            return;
        this.known = true;
        this.ending = this.text.indexOf('-----END ', at);
        end.lastIndex = Math.max(0, this.ending);
        this.endingEnd = this.ending >= 0 && end.test(this.text) ? end.lastIndex : -1;
    }
}
//# sourceMappingURL=private-key.js.map