import { MillraceError } from '../core/errors.js';
import { parseZonedTime } from '../core/zoned-time.js';
/**
 * Reads a recipe whose paths may hold `{date}` and the like: for the time that `at` names, by default now, in the zone
 * of the recipe's schedule, else UTC. Throws what loading throws, and a usage error `bad-time`.
 */
export async function loadDatedRecipe(path, overrides, at) {
    const { loadRecipe } = await import('../recipes/load-recipe.js');
    const { datedRecipe } = await import('../recipes/dated-recipe.js');
    const loaded = await loadRecipe(path, overrides);
    const zone = loaded.operations.schedule?.timezone ?? 'UTC';
    const named = at === undefined ? undefined : requireTime(at, zone, '--at').start;
    return { ...loaded, recipe: datedRecipe(loaded.recipe, () => named ?? new Date(), zone) };
}
/** The time that an option names. Throws a usage error `bad-time`. */
export function requireTime(text, zone, option) {
    const time = parseZonedTime(text, zone);
    if (time !== undefined)
        return time;
    throw new MillraceError('bad-time', `expected a day or time, found ${JSON.stringify(text)}`, {
        kind: 'usage',
        at: option,
        hint: `write 2026-11-20 or 2026-11-20T02:00 (in zone ${zone}), or 2026-11-20T02:00Z`,
    });
}
//# sourceMappingURL=load-dated-recipe.js.map