import { decodeText } from './charset.js';
import { declaredInHtml } from './html-charset.js';
import { parseEntity, parseStructured } from './mime-headers.js';
import { splitMultipart } from './multipart.js';
import { undoTransferEncoding } from './transfer-encoding.js';
/** Bounds for one message, far above those of real mail. */
export const mailLimits = { depth: 32, parts: 1000, headerBytes: 1 << 20 };
/**
 * The text that a mail program shows for a message: plain text where the sender gives it, else HTML source. Of
 * alternatives the plain one is taken; parts that follow each other, such as a list's footer, are joined where they have
 * the format of the first; attached files are left out, forwarded messages are not. Lines end in LF.
 * Problems: `no-text`, `too-deep`, `too-many-parts`, `headers-too-large`. Linear in bytes and depth.
 */
export function mailText(message) {
    const walk = { parts: 0, headerBytes: message.headerBytes, problem: undefined };
    const texts = textsOf(message, walk, 0);
    if (walk.problem !== undefined)
        return walk.problem;
    const format = texts[0]?.format;
    if (format === undefined)
        return { problem: 'no-text' };
    const text = texts.filter((part) => part.format === format).map((part) => part.text.replace(/\n+$/, '\n'));
    return { text: text.join('\n'), format };
}
/** The texts that are not blank, in order. */
function textsOf(entity, walk, depth) {
    walk.problem ??= brokenLimit(walk, depth);
    if (walk.problem !== undefined)
        return [];
    const type = parseStructured(entity.headers.get('content-type'));
    const disposition = parseStructured(entity.headers.get('content-disposition')).value;
    if (disposition === 'attachment')
        return [];
    if (type.value.startsWith('multipart/')) {
        const parts = splitMultipart(entity.body, type.parameters.get('boundary') ?? '', mailLimits.parts + 1);
        if (parts !== undefined) {
            const texts = [];
            for (const part of parts) {
                texts.push(textsOf(entered(part, walk), walk, depth + 1));
                if (walk.problem !== undefined)
                    return [];
            }
            return type.value === 'multipart/alternative' ? preferred(texts) : texts.flat();
        }
    }
    const encoding = parseStructured(entity.headers.get('content-transfer-encoding')).value;
    const content = undoTransferEncoding(entity.body, encoding);
    if (type.value === 'message/rfc822')
        return textsOf(entered(content, walk), walk, depth + 1);
    const isText = /^(text|multipart)(\/|$)/.test(type.value) || !type.value.includes('/');
    return isText ? leaf(content, type.value === 'text/html', type.parameters.get('charset') ?? null) : [];
}
function entered(bytes, walk) {
    const entity = parseEntity(bytes);
    walk.parts++;
    walk.headerBytes += entity.headerBytes;
    return entity;
}
function brokenLimit(walk, depth) {
    const { depth: deepest, parts, headerBytes } = mailLimits;
    if (depth > deepest)
        return { problem: 'too-deep', value: depth, limit: deepest };
    if (walk.parts > parts)
        return { problem: 'too-many-parts', value: walk.parts, limit: parts };
    if (walk.headerBytes <= headerBytes)
        return undefined;
    return { problem: 'headers-too-large', value: walk.headerBytes, limit: headerBytes };
}
function preferred(alternatives) {
    return (alternatives.find((texts) => texts[0]?.format === 'text') ?? alternatives.find((texts) => texts.length > 0) ?? []);
}
function leaf(content, isHtml, charset) {
    const declared = charset ?? (isHtml ? declaredInHtml(content) : null);
    const text = decodeText(content, declared).text.replaceAll('\r\n', '\n');
    return /\S/.test(text) ? [{ text, format: isHtml ? 'html' : 'text' }] : [];
}
//# sourceMappingURL=mime-text.js.map