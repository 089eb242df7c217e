import { z } from 'zod';
import { MillraceError } from '../../core/errors.js';
import { tokenBytes } from './byte-alphabet.js';
import { patternFile } from './normalizers/normalizer-file.js';
import { finder } from './normalizers/open-normalizer.js';
import { unsupported } from './unsupported-file.js';
/** What turns ids into text. A decoder that is not implemented is refused when it is first asked, since ids do not hang on it. */
export function openDecoder({ decoder }, ids, spellings) {
    const tokens = [];
    for (const [token, id] of ids)
        tokens[id] = token;
    for (const [id, spelling] of spellings)
        tokens[id] = spelling;
    const vocabularySize = tokens.length;
    const outside = (id) => new MillraceError('token-range', `Expected token ids below ${vocabularySize}, found ${id}.`);
    if (decoder?.type === 'ByteLevel')
        return { vocabularySize, decode: byteDecoder(tokens, outside) };
    let decodeAll;
    return {
        vocabularySize,
        decode(found) {
            decodeAll ??= decoder ? decodeBy(decoder, 'decoder') : (all) => [all.join(' ')];
            const spelt = Array.from(found, (id) => {
                const token = tokens[id];
                if (token === undefined)
                    throw outside(id);
                return token;
            });
            return decodeAll(spelt).join('');
        },
    };
}
/** Decodes ids one after the other, without their tokens in between. */
function byteDecoder(tokens, outside) {
    const bytesOf = [];
    return (found) => {
        const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
        let text = '';
        for (const id of found) {
            let bytes = bytesOf[id];
            if (bytes === undefined) {
                const token = tokens[id];
                if (token === undefined)
                    throw outside(id);
                bytes = tokenBytes(token);
                bytesOf[id] = bytes;
            }
            text += decoder.decode(bytes, { stream: true });
        }
        return text + decoder.decode();
    };
}
const kinds = z.discriminatedUnion('type', [
    z.looseObject({ type: z.enum(['ByteLevel', 'ByteFallback', 'Fuse']) }),
    z.object({ type: z.literal('WordPiece'), prefix: z.string(), cleanup: z.boolean() }),
    z.looseObject({
        type: z.literal('Metaspace'),
        replacement: z.string(),
        prepend_scheme: z.string().default('always'),
    }),
    z.object({ type: z.literal('BPEDecoder'), suffix: z.string() }),
    z.object({ type: z.literal('Strip'), content: z.string(), start: z.int(), stop: z.int() }),
    z.object({ type: z.literal('Replace'), pattern: patternFile, content: z.string() }),
    z.object({ type: z.literal('Sequence'), decoders: z.array(z.looseObject({ type: z.string() })) }),
]);
function decodeBy(file, at) {
    const parsed = kinds.safeParse(file);
    if (!parsed.success)
        throw unsupported(at, `the decoder ${JSON.stringify(file.type).slice(0, 60)}`);
    const kind = parsed.data;
    switch (kind.type) {
        case 'ByteLevel':
            return (tokens) => [utf8(tokens.map(tokenBytes))];
        case 'ByteFallback':
            return joinBytes;
        case 'Fuse':
            return (tokens) => [tokens.join('')];
        case 'WordPiece':
            return (tokens) => tokens.map((token, index) => wordPiece(token, index, kind));
        case 'Metaspace':
            return (tokens) => tokens.map((token, index) => {
                const first = index === 0 && kind.prepend_scheme !== 'never';
                return token.replaceAll(kind.replacement, first ? '' : ' ');
            });
        case 'BPEDecoder':
            return (tokens) => tokens.map((token, index) => token.replaceAll(kind.suffix, index === tokens.length - 1 ? '' : ' '));
        case 'Strip':
            return (tokens) => tokens.map((token) => stripped(token, kind));
        case 'Replace': {
            const find = finder(kind.pattern, `${at}.pattern`);
            return (tokens) => tokens.map((token) => replaced(token, find, kind.content));
        }
        case 'Sequence': {
            const members = kind.decoders.map((member, index) => decodeBy(member, `${at}.decoders.${index}`));
            return (tokens) => members.reduce((decoded, member) => member(decoded), tokens);
        }
    }
}
function utf8(parts) {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(parts));
}
/** Tokens `<0x41>` in a row as the text of these bytes, or U+FFFD for each where they are no UTF-8. */
function joinBytes(tokens) {
    const decoded = [];
    let waiting = [];
    const flush = () => {
        if (waiting.length === 0)
            return;
        const text = Buffer.from(waiting).toString();
        decoded.push(Buffer.from(text).equals(Buffer.from(waiting)) ? text : '\ufffd'.repeat(waiting.length));
        waiting = [];
    };
    for (const token of tokens) {
        const [, byte] = /^<0x([0-9A-Fa-f]{2})>$/.exec(token) ?? [];
        if (byte !== undefined)
            waiting.push(Number.parseInt(byte, 16));
        else {
            flush();
            decoded.push(token);
        }
    }
    flush();
    return decoded;
}
const cleanups = [
    ...[
        [' .', '.'],
        [' ?', '?'],
        [' !', '!'],
        [' ,', ','],
        [" ' ", "'"],
        [" n't", "n't"],
        [" 'm", "'m"],
    ],
    ...[
        [' do not', " don't"],
        [" 's", "'s"],
        [" 've", "'ve"],
        [" 're", "'re"],
    ],
];
function wordPiece(token, index, { prefix, cleanup }) {
    const joined = index === 0 ? token : token.startsWith(prefix) ? token.slice(prefix.length) : ` ${token}`;
    return cleanup ? cleanups.reduce((text, [from = '', to = '']) => text.replaceAll(from, to), joined) : joined;
}
function stripped(token, { content, start, stop }) {
    const characters = [...token];
    let from = 0;
    while (from < Math.min(start, characters.length) && characters[from] === content)
        from++;
    let to = characters.length;
    for (let n = 0; n < stop && to > from && characters[to - 1] === content; n++)
        to--;
    return characters.slice(from, to).join('');
}
function replaced(token, find, content) {
    let text = '';
    let end = 0;
    find(token, (from, to) => {
        text += token.slice(end, from) + content;
        end = to;
    });
    return text + token.slice(end);
}
//# sourceMappingURL=decode.js.map