const introduction = 'A preset stands in the list of stages, and the recipe that is stored with a version has its stages in full. `override` changes or leaves out some of them: `- preset: zh` with `override: { gopher-quality: { minWords: 20 }, c4-quality: false }` below it. `when` goes to each of its stages. What a preset leaves unsaid is the default of the stage.';
/** The presets of `docs/stages.md`: what each stands for, as a recipe would say it. */
export function presetReference(presets) {
    return [introduction, ...presets.flatMap(section)];
}
function section({ name, summary, citation, stages }) {
    return [
        `### preset: ${name}`,
        summary,
        `Source: ${citation}`,
        ['```yaml', ...stages.flatMap(stageLines), '```'].join('\n'),
    ];
}
function stageLines({ stage, parameters, when }) {
    const written = Object.entries(parameters).map(([key, value]) => `    ${key}: ${JSON.stringify(value)}`);
    return [`- ${stage}:`, ...written, ...(when === undefined ? [] : [`  when: ${JSON.stringify(when)}`])];
}
//# sourceMappingURL=preset-reference.js.map