import { domainToASCII } from 'node:url';
import { codeUnitsOf } from '../../text/code-units.js';
import { hashedStrings } from '../../text/hashed-strings.js';
import { readListFile } from '../../text/list-file.js';
import { buildAutomaton } from '../../text/word-automaton.js';
/** Hosts of a list, by name. An entry may begin with `*.` or a point, which say nothing: it stands for all hosts below it. */
export function hostList(inline, file) {
    const hosts = hashedStrings();
    for (const entry of entriesOf(inline, file)) {
        const name = entry.replace(/^(\*\.|\.)/, '').replace(/\.$/, '');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: most names are ASCII, which need no conversion.
        const host = /^[\x00-\x7f]*$/.test(name) ? name.toLowerCase() : domainToASCII(name);
        // What is no name becomes an empty one, which is a part of addresses such as http://a../.
        if (host !== '')
            hosts.add(host);
    }
    return hosts;
}
/** False for an entry that no host can be, such as a whole address. */
export function mayBeHost(entry) {
    return /^[^\s/?#@\\:[\]]+$|^\[[\da-f:.]+\]$/i.test(entry.trim());
}
/** Whole addresses, as written. */
export function addressList(inline, file) {
    const addresses = hashedStrings();
    for (const entry of entriesOf(inline, file))
        addresses.add(entry);
    return addresses;
}
/** Words as addresses have them: ASCII letters and digits alone, lower case. */
export function wordSet(inline, file) {
    const words = new Set();
    for (const entry of entriesOf(inline, file)) {
        const word = lettersAndDigits(entry);
        if (word !== '')
            words.add(word);
    }
    return words;
}
/** Finds one of the words as a part of what {@link lettersAndDigits} makes of an address. */
export function partFinder(words) {
    if (words.size === 0)
        return () => undefined;
    const list = [...words];
    const automaton = buildAutomaton(list);
    return (text) => {
        let found;
        automaton.scan(codeUnitsOf(lettersAndDigits(text)), (word) => {
            found = list[word];
            return true;
        });
        return found;
    };
}
/** A text without all that is no ASCII letter or digit, in lower case. */
function lettersAndDigits(text) {
    return text.replace(/[^a-zA-Z0-9]+/g, '').toLowerCase();
}
function* entriesOf(inline, file) {
    for (const entry of inline)
        if (entry.trim() !== '')
            yield entry.trim();
    if (file === undefined)
        return;
    for (const line of readListFile(file))
        if (!line.startsWith('#'))
            yield line;
}
//# sourceMappingURL=url-lists.js.map