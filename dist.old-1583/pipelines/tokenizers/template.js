import { invalid, unsupported } from './unsupported-file.js';
/** What stands for the text in a template. */
export const theText = 'text';
/**
 * The template for one text of a `post_processor`. Throws MillraceError `tokenizer-unsupported` for two that add tokens,
 * and for a second text; `tokenizer-invalid` for a token that the file does not define.
 */
export function readTemplate(file, at = 'post_processor') {
    switch (file.type) {
        case 'ByteLevel':
            return [theText];
        case 'BertProcessing':
        case 'RobertaProcessing':
            return [file.cls[1], theText, file.sep[1]];
        case 'TemplateProcessing':
            return file.single.flatMap((piece) => {
                if ('Sequence' in piece) {
                    if (piece.Sequence.id === 'B')
                        throw unsupported(`${at}.single`, 'a second text');
                    return [theText];
                }
                const { id } = piece.SpecialToken;
                const special = Object.hasOwn(file.special_tokens, id) ? file.special_tokens[id] : undefined;
                if (special === undefined)
                    throw invalid(`${at}.special_tokens`, 'each token of the template, found fewer');
                return special.ids;
            });
        case 'Sequence': {
            const templates = file.processors.map((member, index) => readTemplate(member, `${at}.processors.${index}`));
            const adding = templates.filter(addsTokens);
            if (adding.length > 1)
                throw unsupported(`${at}.processors`, 'two templates, one after the other');
            return adding[0] ?? [theText];
        }
    }
}
/** Whether a template is more than the text. */
export function addsTokens(template) {
    return template.length !== 1 || template[0] !== theText;
}
/** Ids with the template around them. */
export function fillTemplate(template, ids) {
    if (!addsTokens(template))
        return ids;
    const texts = template.filter((piece) => piece === theText).length;
    const filled = new Uint32Array(template.length - texts + texts * ids.length);
    let at = 0;
    for (const piece of template) {
        if (piece === theText) {
            filled.set(ids, at);
            at += ids.length;
        }
        else
            filled[at++] = piece;
    }
    return filled;
}
/** Cuts ids so that with the template they are at most as many as the file allows. */
export function truncate(ids, { max_length, direction }, template) {
    const most = Math.max(0, max_length - template.filter((piece) => piece !== theText).length);
    if (ids.length <= most)
        return ids;
    return direction === 'Left' ? ids.slice(ids.length - most) : ids.slice(0, most);
}
/** Fills ids up to the length that the file asks for. */
export function pad(ids, { strategy, pad_to_multiple_of, direction, pad_id }) {
    const length = strategy === 'BatchLongest' ? ids.length : strategy.Fixed;
    const step = pad_to_multiple_of ?? 0;
    const wanted = step > 0 && length % step > 0 ? length + step - (length % step) : length;
    if (ids.length >= wanted)
        return ids;
    const padded = new Uint32Array(wanted).fill(pad_id);
    padded.set(ids, direction === 'Left' ? wanted - ids.length : 0);
    return padded;
}
//# sourceMappingURL=template.js.map