import { MillraceError } from '../core/errors.js';
import { wallTime } from '../core/zoned-time.js';
// Braces of other words are glob alternatives.
const placeholders = /\{(date|year|month|day|hour)\}/g;
/**
 * A recipe whose sources' paths name the time in words: `{date}` (`2026-11-20`), `{year}`, `{month}`, `{day}` and
 * `{hour}`, with two digits, become those that clocks of `zone` show at `at()`, which is asked only where one occurs.
 * Throws a usage error `no-time` where there is none to give.
 */
export function datedRecipe(recipe, at, zone) {
    const dated = recipe.sources.findIndex(({ path }) => path.search(placeholders) >= 0);
    if (dated < 0)
        return recipe;
    const time = at();
    if (time === undefined) {
        throw new MillraceError('no-time', 'expected a time for the words in braces, found none', {
            kind: 'usage',
            at: `sources.${dated}.path`,
            hint: 'build it by hand with --at 2026-11-20, or by a schedule',
        });
    }
    const words = wordsOf(time, zone);
    const sources = recipe.sources.map((source) => ({
        ...source,
        path: source.path.replace(placeholders, (_, word) => words[word]),
    }));
    return { ...recipe, sources };
}
function wordsOf(time, zone) {
    const wall = wallTime(time, zone);
    const year = String(wall.year).padStart(4, '0');
    const [month, day, hour] = [wall.month, wall.day, wall.hour].map((part) => String(part).padStart(2, '0'));
    return { date: `${year}-${month}-${day}`, year, month: month ?? '', day: day ?? '', hour: hour ?? '' };
}
//# sourceMappingURL=dated-recipe.js.map