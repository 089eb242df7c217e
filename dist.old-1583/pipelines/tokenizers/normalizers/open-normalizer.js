import { byteText } from '../byte-alphabet.js';
import { openPattern } from '../pattern/open-pattern.js';
import { classOf, whiteSpace } from '../unicode/character-set.js';
import { lowerCase, peerNormalForm } from '../unicode/peer-normal-form.js';
import { peerSets } from '../unicode/peer-sets.js';
import { openPrecompiled } from './precompiled.js';
/**
 * Opens the normalizer of a tokenizer file. Texts are well-formed. Cost: linear.
 *
 * @throws MillraceError `tokenizer-unsupported` for a pattern, `tokenizer-invalid` for a broken table of sentencepiece
 */
export function openNormalizer(file, at = 'normalizer') {
    switch (file.type) {
        case 'Sequence':
            return inTurn(file.normalizers.map((member, index) => openNormalizer(member, `${at}.normalizers.${index}`)));
        case 'NFC':
        case 'NFD':
        case 'NFKC':
        case 'NFKD':
            return byCharacter((text) => peerNormalForm(text, file.type));
        case 'Lowercase':
            return byCharacter(lowerCase);
        case 'StripAccents':
            return without(peerSets.mark());
        case 'Nmt':
            return inTurn([without(nmtRemoved), replacing(nmtSpaces, ' ')]);
        case 'ByteLevel':
            return byCharacter(byteText);
        case 'BertNormalizer':
            return bert(file);
        case 'Strip':
            return strip(file);
        case 'Prepend':
            return {
                normalize: (text) => (text === '' ? text : file.prepend + text),
                startUnits: (_, units) => (units === 0 ? 0 : units + file.prepend.length),
            };
        case 'Precompiled':
            return precompiled(openPrecompiled(file.precompiled_charsmap, `${at}.precompiled_charsmap`));
        case 'Replace':
            return replace(file.pattern, file.content, `${at}.pattern`);
    }
}
function inTurn(members) {
    return {
        normalize: (text) => members.reduce((normalized, member) => member.normalize(normalized), text),
        startUnits: (text, units) => {
            let normalized = text;
            return members.reduce((left, member) => {
                const after = member.startUnits(normalized, left);
                normalized = member.normalize(normalized);
                return after;
            }, units);
        },
    };
}
/** One that does to a text's beginning what it does to it alone. */
function byCharacter(normalize) {
    return { normalize, startUnits: (text, units) => normalize(text.slice(0, units)).length };
}
/** `tokenizers` gives what follows a beginning that was taken away the place of that beginning. */
function precompiled(normalize) {
    return {
        normalize,
        startUnits: (text, units) => {
            if (units === 0)
                return 0;
            const begun = normalize(text.slice(0, units)).length;
            return begun > 0 ? begun : (normalize(text).codePointAt(0) ?? 0) > 0xffff ? 2 : 1;
        },
    };
}
function without(set) {
    return replacing(set, '');
}
function replacing(set, content) {
    const any = new RegExp(classOf(set), 'gu');
    return byCharacter((text) => text.replace(any, () => content));
}
/** Control characters, and what counts as white space; source: `nmt` rules of sentencepiece, as `tokenizers` has them. */
const nmtRemoved = [0x01, 0x09, 0x0b, 0x0c, 0x0e, 0x20, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0];
const nmtSpaces = [
    ...[0x09, 0x0b, 0x0c, 0x0e, 0x1680, 0x1681, 0x200b, 0x2010, 0x2028, 0x202a],
    ...[0x2581, 0x2582, 0xfeff, 0xff00, 0xfffd, 0xfffe],
];
/** CJK ideographs as BERT counts them. */
const ideographs = [
    ...[0x3400, 0x4dc0, 0x4e00, 0xa000, 0xf900, 0xfb00, 0x20000, 0x2a6e0],
    ...[0x2a700, 0x2b740, 0x2b740, 0x2b820, 0x2b920, 0x2ceb0, 0x2f800, 0x2fa20],
];
function bert(file) {
    const steps = [];
    if (file.clean_text)
        steps.push(without(peerSets.other()), replacing(whiteSpace, ' '));
    if (file.handle_chinese_chars) {
        const ideograph = new RegExp(classOf(ideographs), 'gu');
        steps.push(byCharacter((text) => text.replace(ideograph, ' $& ')));
    }
    if (file.strip_accents ?? file.lowercase) {
        steps.push(byCharacter((text) => peerNormalForm(text, 'NFD')), without(peerSets.nonspacingMark()));
    }
    if (file.lowercase)
        steps.push(byCharacter(lowerCase));
    return inTurn(steps);
}
function strip({ strip_left, strip_right }) {
    const space = classOf(whiteSpace);
    const left = new RegExp(`^${space}+`, 'u');
    const last = new RegExp(`^${space}$`, 'u');
    // From the end by hand: a regex for it would try again from each space.
    const withoutEnd = (text) => {
        let end = text.length;
        while (end > 0 && last.test(text.charAt(end - 1)))
            end--;
        return text.slice(0, end);
    };
    return {
        normalize: (text) => {
            const begun = strip_left ? text.replace(left, '') : text;
            return strip_right ? withoutEnd(begun) : begun;
        },
        startUnits: (text, units) => Math.max(0, units - (strip_left ? (left.exec(text)?.[0].length ?? 0) : 0)),
    };
}
function replace(pattern, content, at) {
    const find = finder(pattern, at);
    return {
        normalize: (text) => {
            let replaced = '';
            let end = 0;
            find(text, (from, to) => {
                replaced += text.slice(end, from) + content;
                end = to;
            });
            return end === 0 ? text : replaced + text.slice(end);
        },
        // What is put in counts for the last character that it replaces.
        startUnits: (text, units) => {
            let left = units;
            find(text, (from, to) => {
                if (from >= units)
                    return;
                const last = isInside(text, to - 1) ? to - 2 : to - 1;
                left += (last < units ? content.length : 0) - (Math.min(to, units) - from);
            });
            return left;
        },
    };
}
function isInside(text, at) {
    const unit = text.charCodeAt(at);
    return unit >= 0xdc00 && unit < 0xe000;
}
/** Finds literal text, or matches of a pattern. */
export function finder(pattern, at) {
    if ('Regex' in pattern)
        return openPattern(pattern.Regex, `${at}.Regex`).find;
    const literal = pattern.String;
    return (text, onMatch) => {
        for (let from = text.indexOf(literal); from >= 0; from = text.indexOf(literal, from + literal.length)) {
            onMatch(from, from + literal.length);
        }
    };
}
//# sourceMappingURL=open-normalizer.js.map