import type { Span } from './pii-span.ts';

const begin = /-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/y;
const end = /-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/y;
const mark = '-----';

/**
 * Finds private keys in PEM form (RFC 7468), and of PGP, by the `B` of their first line, asked in the order of the text. A
 * block without an end is no key. Each part of the text is looked through once for an end, so all calls together are linear.
 */
export class PrivateKeys {
  private readonly text: string;
  /** Where the next `-----END ` is that was looked for, and where that line of a key ends; −1 for none. */
  private ending = -1;
  private endingEnd = -1;
  private known = false;

  constructor(text: string) {
    this.text = text;
  }

  /** The block whose first line has its `B` at `at`. */
  around(at: number): Span | undefined {
    const start = at - mark.length;
    begin.lastIndex = start;
    if (start < 0 || !begin.test(this.text)) return undefined;
    this.findEnding(at);
    return this.endingEnd < 0 ? undefined : { start, end: this.endingEnd };
  }

  private findEnding(at: number): void {
    if (this.known && (this.ending < 0 || this.ending >= at)) return;
    this.known = true;
    this.ending = this.text.indexOf('-----END ', at);
    end.lastIndex = Math.max(0, this.ending);
    this.endingEnd = this.ending >= 0 && end.test(this.text) ? end.lastIndex : -1;
  }
}
