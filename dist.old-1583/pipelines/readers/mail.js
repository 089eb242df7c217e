import { decodeWords } from 'postal-mime';
import { z } from 'zod';
import { mboxMessages, withoutFromQuotes } from '../formats/mbox-messages.js';
import { problemAlone } from '../formats/problem-alone.js';
import { isProblem, } from '../reader.js';
import { decompress } from './decompression.js';
import { folderLabel, labelOf } from './file-options.js';
import { inFrameChunks } from './frame-chunks.js';
import { parseEntity } from './mime-headers.js';
import { mailText } from './mime-text.js';
import { wholeFile } from './whole-file.js';
const options = z.strictObject({
    label: folderLabel,
    metadata: z
        .array(z.string().regex(/^[!-9;-~]+$/))
        .default([])
        .describe('Headers to keep as metadata, such as `subject`, `from` and `date`.'),
});
/**
 * Mail: one file, one message; its text is the body that a reader sees, without headers. Own MIME reading, since it must
 * be synchronous and must find charsets that are not declared; postal-mime decodes encoded words and is the oracle in
 * the tests.
 */
export const mail = {
    format: 'mail',
    summary: 'Mail messages (RFC 5322 with MIME), one a file; text where there is some, else HTML.',
    options,
    splitsAtLines: () => false,
    frames: wholeFile,
    parse: parseMail,
};
/** Mailboxes: a message for each `From ` line. */
export const mbox = {
    format: 'mbox',
    summary: 'Mailboxes (.mbox, also .gz, .bz2, .zst): a document for each message, as in `mail`.',
    options,
    splitsAtLines: () => false,
    frames: (input, limits, options) => inFrameChunks(messages(input, limits, options)),
};
async function* messages(input, limits, options) {
    const stream = decompress(input.key, input.pieces, limits);
    for await (const message of mboxMessages(stream, limits.recordBytes)) {
        const source = message.number === 0 ? input.key : `${input.key}:${message.number}`;
        yield isProblem(message)
            ? { frame: { source, ...problemAlone(message) }, bytes: 0 }
            : {
                frame: { source, parse: () => parseMail(withoutFromQuotes(message.bytes), input, options) },
                bytes: message.bytes.length,
            };
    }
}
function parseMail(bytes, input, options) {
    const message = parseEntity(bytes);
    if (message.headers.size === 0)
        return { problem: 'no-headers' };
    const body = mailText(message);
    if (isProblem(body))
        return body;
    const metadata = [];
    for (const name of options.metadata) {
        const value = message.headers.get(name.toLowerCase());
        if (value !== undefined)
            metadata.push([name, decodeWords(value).toWellFormed()]);
    }
    return { id: null, ...body, label: labelOf(options, input), metadata: Object.fromEntries(metadata) };
}
//# sourceMappingURL=mail.js.map