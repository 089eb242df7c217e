import { complement, holds, intersection, namedSet, union, whiteSpace, } from '../unicode/character-set.js';
import { peerSets } from '../unicode/peer-sets.js';
/** What a pattern asks for that is not implemented. */
export class PatternRefusal extends Error {
}
const mostRepeats = 256;
const deepest = 32;
/**
 * Reads a pattern in the syntax of Oniguruma, as `tokenizers` does: alternatives, groups, classes with unions and
 * intersections, `\p{…}` of general categories and some scripts, repetitions, `(?i:…)` over ASCII, and tests of one
 * character before or after. Throws {@link PatternRefusal} for anything else.
 */
export function parsePattern(source) {
    const reader = { characters: [...source], at: 0, caseless: false, depth: 0 };
    const node = readEither(reader);
    if (reader.at < reader.characters.length)
        throw new PatternRefusal('a parenthesis without its partner');
    return node;
}
function readEither(reader) {
    if (++reader.depth > deepest)
        throw new PatternRefusal(`more than ${deepest} groups in each other`);
    const options = [readSequence(reader)];
    while (accept(reader, '|'))
        options.push(readSequence(reader));
    reader.depth--;
    return options.length === 1 ? options[0] : { kind: 'either', options };
}
function readSequence(reader) {
    const parts = [];
    while (reader.at < reader.characters.length && peek(reader) !== '|' && peek(reader) !== ')') {
        const part = readRepeat(reader, readAtom(reader));
        if (reader.caseless)
            refuseWiderFolds(parts[parts.length - 1], part);
        parts.push(part);
    }
    return parts.length === 1 ? parts[0] : { kind: 'sequence', parts };
}
/** Two letters that fold to one ligature or to `ß` match these too. */
function refuseWiderFolds(before, after) {
    if (before?.kind !== 'set' || after.kind !== 'set')
        return;
    for (const [first = '', second = ''] of ['ss', 'st', 'ff', 'fi', 'fl']) {
        const [a, b] = [first.charCodeAt(0), second.charCodeAt(0)];
        if (holds(before.set, a) && holds(after.set, b))
            throw new PatternRefusal(`"${first}${second}" under (?i:…)`);
    }
}
function readRepeat(reader, node) {
    let repeated = node;
    for (;;) {
        const range = readRange(reader);
        if (range === undefined)
            return repeated;
        const [min, max, counted] = range;
        if (Math.max(min, Number.isFinite(max) ? max : 0) > mostRepeats || max < min)
            throw new PatternRefusal('such a repetition');
        if (repeated.kind === 'look')
            throw new PatternRefusal('a repeated test');
        if (counted && min === max && peek(reader) === '?')
            throw new PatternRefusal('a lazy repetition of one length');
        const lazy = accept(reader, '?');
        const possessive = !lazy && !counted && accept(reader, '+');
        repeated = {
            kind: 'repeat',
            node: repeated,
            min,
            max,
            greed: lazy ? 'lazy' : possessive ? 'possessive' : 'greedy',
        };
        // After a count a plus repeats once more; it is possessive only after a sign.
        if (/[*+?]/.test(peek(reader) ?? '') && !(counted && !lazy && peek(reader) === '+')) {
            throw new PatternRefusal('a repetition of a repetition');
        }
    }
}
function readRange(reader) {
    if (accept(reader, '?'))
        return [0, 1, false];
    if (accept(reader, '*'))
        return [0, Number.POSITIVE_INFINITY, false];
    if (accept(reader, '+'))
        return [1, Number.POSITIVE_INFINITY, false];
    if (peek(reader) !== '{')
        return undefined;
    const end = reader.characters.indexOf('}', reader.at);
    const range = reader.characters.slice(reader.at + 1, end).join('');
    const [, min = '', comma, max = ''] = /^(\d*)(,?)(\d*)$/.exec(range) ?? [];
    if (end < 0 || comma === undefined || (min === '' && max === ''))
        throw new PatternRefusal('a brace that is no repetition');
    reader.at = end + 1;
    const least = min === '' ? 0 : Number(min);
    return [least, comma === '' ? least : max === '' ? Number.POSITIVE_INFINITY : Number(max), true];
}
function readAtom(reader) {
    const character = take(reader);
    if (character === '(')
        return readGroup(reader);
    if (character === '[')
        return { kind: 'set', set: readClass(reader) };
    if (character === '.')
        return { kind: 'set', set: complement([0x0a, 0x0b]) };
    if (character === '$')
        return { kind: 'look', ahead: true, set: [0x0a, 0x0b], edge: true };
    if (character === '^')
        return { kind: 'look', ahead: false, set: [0x0a, 0x0b], edge: true };
    if (character === '\\') {
        if (accept(reader, 'z'))
            return { kind: 'look', ahead: true, set: [], edge: true };
        if (accept(reader, 'A'))
            return { kind: 'look', ahead: false, set: [], edge: true };
        return { kind: 'set', set: folded(readEscape(reader), reader) };
    }
    if (/[*+?{}]/.test(character))
        throw new PatternRefusal(`"${character}" where nothing stands before it`);
    return { kind: 'set', set: folded(single(character), reader) };
}
function readGroup(reader) {
    const caseless = reader.caseless;
    const kind = acceptAny(reader, ['?:', '?i:', '?=', '?!', '?<=', '?<!']);
    if (kind === undefined && peek(reader) === '?')
        throw new PatternRefusal('a group of this kind');
    if (kind === '?i:')
        reader.caseless = true;
    const node = readEither(reader);
    if (!accept(reader, ')'))
        throw new PatternRefusal('a parenthesis without its partner');
    reader.caseless = caseless;
    if (kind === undefined || kind === '?:' || kind === '?i:')
        return node;
    if (node.kind !== 'set')
        throw new PatternRefusal('a test of more than one character');
    const ahead = kind === '?=' || kind === '?!';
    const negated = kind.endsWith('!');
    return { kind: 'look', ahead, set: negated ? complement(node.set) : node.set, edge: negated };
}
function readClass(reader) {
    if (++reader.depth > deepest)
        throw new PatternRefusal(`more than ${deepest} classes in each other`);
    const negated = accept(reader, '^');
    if (peek(reader) === ']' || peek(reader) === undefined)
        throw new PatternRefusal('an empty class');
    const terms = [];
    let set = [];
    while (!accept(reader, ']')) {
        if (acceptAny(reader, ['&&']) !== undefined) {
            terms.push(set);
            set = [];
        }
        else
            set = union(set, readClassItem(reader));
    }
    reader.depth--;
    const all = [...terms, set].reduce((a, b) => intersection(a, b));
    if (negated && reader.caseless)
        throw new PatternRefusal('a class with ^ under (?i:…)');
    return negated ? complement(all) : folded(all, reader);
}
function readClassItem(reader) {
    const character = take(reader);
    if (character === '[') {
        if (peek(reader) === ':')
            throw new PatternRefusal('a class by name such as [:alpha:]');
        return readClass(reader);
    }
    const first = character === '\\' ? readEscape(reader) : single(character);
    const following = reader.characters[reader.at + 1];
    if (peek(reader) !== '-' || following === ']' || following === '[' || following === undefined)
        return first;
    if (!isSingle(first))
        throw new PatternRefusal('a range from a class');
    reader.at++;
    const end = take(reader);
    const last = end === '\\' ? readEscape(reader) : single(end);
    if (!isSingle(last) || (last[1] ?? 0) < (first[1] ?? 0))
        throw new PatternRefusal('a range to a class, or backwards');
    return [first[0] ?? 0, last[1] ?? 0];
}
const controls = { n: 10, r: 13, t: 9, f: 12, v: 11, a: 7, e: 27 };
function readEscape(reader) {
    const character = take(reader);
    const control = Object.hasOwn(controls, character) ? controls[character] : undefined;
    if (control !== undefined)
        return [control, control + 1];
    switch (character) {
        case 's':
            return whiteSpace;
        case 'S':
            return complement(whiteSpace);
        case 'd':
            return namedSet('Nd') ?? [];
        case 'D':
            return complement(namedSet('Nd') ?? []);
        case 'w':
            return peerSets.patternWord();
        case 'W':
            return complement(peerSets.patternWord());
        case 'p':
        case 'P':
            return readProperty(reader, character === 'P');
        case 'u':
        case 'x':
            return readCodePoint(reader, character);
    }
    if (/[0-9A-Za-z]/.test(character))
        throw new PatternRefusal(`\\${character}`);
    return single(character);
}
function readProperty(reader, negated) {
    const end = reader.characters.indexOf('}', reader.at);
    const written = reader.characters.slice(reader.at, end).join('');
    const [, not, name = ''] = /^\{(\^?)(?:Script=|sc=|gc=)?([A-Za-z]+)$/.exec(written) ?? [];
    const set = end < 0 ? undefined : namedSet(name);
    if (set === undefined)
        throw new PatternRefusal(`\\p${written.slice(0, 40)}}`);
    reader.at = end + 1;
    return negated !== (not === '^') ? complement(set) : set;
}
function readCodePoint(reader, kind) {
    const rest = reader.characters.slice(reader.at, reader.at + 10).join('');
    const [all = '', braced, digits] = (kind === 'u' ? /^()([0-9A-Fa-f]{4})/ : /^\{([0-9A-Fa-f]{1,6})\}|^([0-7][0-9A-Fa-f])/).exec(rest) ?? [];
    const codePoint = Number.parseInt(braced || (digits ?? ''), 16);
    if (!(codePoint < 0x110000))
        throw new PatternRefusal(`\\${kind} without a code point`);
    reader.at += all.length;
    return [codePoint, codePoint + 1];
}
/** The set with what ASCII letters fold to, under `(?i:…)`. */
function folded(set, { caseless }) {
    if (!caseless)
        return set;
    if ((set[set.length - 1] ?? 0) > 0x80)
        throw new PatternRefusal('more than ASCII under (?i:…)');
    const more = [];
    for (let letter = 0x61; letter <= 0x7a; letter++) {
        if (!holds(set, letter) && !holds(set, letter - 0x20))
            continue;
        more.push([letter, letter + 1], [letter - 0x20, letter - 0x1f]);
        if (letter === 0x73)
            more.push([0x17f, 0x180]);
        if (letter === 0x6b)
            more.push([0x212a, 0x212b]);
    }
    return union(set, ...more);
}
function single(character) {
    const codePoint = character.codePointAt(0) ?? 0;
    return [codePoint, codePoint + 1];
}
function isSingle(set) {
    return set.length === 2 && set[1] === (set[0] ?? 0) + 1;
}
function peek({ characters, at }) {
    return characters[at];
}
function take(reader) {
    const character = reader.characters[reader.at++];
    if (character === undefined)
        throw new PatternRefusal('a pattern that ends too early');
    return character;
}
function accept(reader, character) {
    if (peek(reader) !== character)
        return false;
    reader.at++;
    return true;
}
function acceptAny(reader, words) {
    const word = words.find((each) => reader.characters.slice(reader.at, reader.at + each.length).join('') === each);
    reader.at += word?.length ?? 0;
    return word;
}
//# sourceMappingURL=parse-pattern.js.map