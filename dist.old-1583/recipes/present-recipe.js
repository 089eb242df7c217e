import { MillraceError } from '../core/errors.js';
import { checkValue, problemText } from './check-value.js';
/**
 * A recipe that was stored earlier, by the stages as they are now: with their present versions, and with defaults for
 * parameters that they did not have then. Throws a usage error `recipe-outdated` where a stage is gone or no longer
 * takes what the recipe says.
 */
export function presentRecipe(recipe, stages) {
    return {
        ...recipe,
        // Recipes that were stored before there were images have no such key.
        augment: recipe.augment ?? null,
        stages: recipe.stages.map((stage, index) => presentStage(stage, `stages.${index}`, stages)),
    };
}
function presentStage(stored, at, stages) {
    const { stage: name, parameters, when } = stored;
    const stage = stages.find((each) => each.name === name);
    if (stage === undefined)
        throw outdated(at, `expected a stage, found ${name}, which this version has not`);
    if (stage.version === stored.version)
        return stored;
    const checked = checkValue(stage.parameters, parameters);
    if (!checked.ok)
        throw outdated(at, `${name}: ${problemText(checked.problems[0])}`);
    return { stage: name, version: stage.version, parameters: checked.value, ...(when === undefined ? {} : { when }) };
}
function outdated(at, message) {
    return new MillraceError('recipe-outdated', message, {
        kind: 'usage',
        at,
        hint: 'correct the recipe for this version of Millrace, and run millrace schedule create with it again',
    });
}
//# sourceMappingURL=present-recipe.js.map