import { MillraceError } from '../../core/errors.js';
import { openedOnce } from '../opened-once.js';
import { keptForFile, readStageFile } from '../stage-file.js';
const openThesaurus = keptForFile((path) => parseThesaurus(readStageFile(path, 'a thesaurus').toString('utf8'), path));
/**
 * The thesaurus in the file that an operation's parameters name, empty where they name none. A thread reads a file once,
 * and again when it is another, which is asked once for each object of parameters: lines of a word and its synonyms, parted
 * by tabs; lines that begin with # say nothing. Memory: the file's text, about twice.
 * Throws MillraceError `no-stage-file`, `bad-thesaurus` (usage).
 */
export const thesaurusOf = openedOnce(({ thesaurus }) => thesaurus === undefined ? new Map() : openThesaurus(thesaurus));
/** Throws MillraceError `bad-thesaurus` (usage) for a line without a synonym. */
function parseThesaurus(text, path) {
    const synonyms = new Map();
    for (const [index, line] of text.split(/\r?\n/).entries()) {
        if (line.trim() === '' || line.startsWith('#'))
            continue;
        const [word = '', ...others] = line
            .split('\t')
            .map((part) => part.trim())
            .filter((part) => part !== '');
        if (others.length === 0)
            throw noSynonym(path, index + 1);
        const key = word.toLowerCase();
        synonyms.set(key, [...(synonyms.get(key) ?? []), ...others.filter((other) => other.toLowerCase() !== key)]);
    }
    return synonyms;
}
function noSynonym(path, line) {
    return new MillraceError('bad-thesaurus', 'expected a word and its synonyms, parted by tabs, found one word', {
        kind: 'usage',
        at: `${path}:${line}`,
        hint: 'a line is: quick<tab>fast<tab>rapid',
    });
}
//# sourceMappingURL=thesaurus.js.map