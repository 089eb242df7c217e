import { chooseContent } from './choose-content.js';
import { hasStructure } from './has-structure.js';
import { hint } from './name-hints.js';
import { writeContent } from './write-content.js';
/** A main text shorter than this, in letters, of a page with ten times as much prose is a mistake, as an empty one is. */
const shortestText = 60;
/**
 * Tells a sink of a page's main text, and whether there was one. False, and nothing told, for a page that has no parts
 * to choose from, as mails and fragments have none, and for one of which nothing would stay: all of it is its text.
 * Linear in the outline's size.
 */
export function writeMainText(outline, sink, options) {
    if (!hasStructure(outline))
        return false;
    let chosen = chooseContent(outline, options);
    let mistaken = isMistake(outline, chosen);
    if (mistaken && chosen.article) {
        chosen = chooseContent(outline, options, true);
        mistaken = isMistake(outline, chosen);
    }
    if (mistaken)
        return false;
    writeContent(outline, chosen.kept, sink);
    return true;
}
function isMistake(outline, { kept, prose }) {
    const weight = keptWeight(outline, kept);
    return weight === 0 || (weight < shortestText && prose > 10 * shortestText);
}
function keptWeight({ elements, ownText, hints }, kept) {
    let weight = 0;
    for (let element = 0; element < elements; element++) {
        if (kept[element] === 1 && (hints[element] & hint.invisible) === 0)
            weight += ownText[element];
    }
    return weight;
}
//# sourceMappingURL=main-text.js.map