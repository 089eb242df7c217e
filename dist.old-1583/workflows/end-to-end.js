/**
 * From raw files to judged models: builds a version, trains the recipe's runs on that very version in order, then
 * evaluates them. A version whose gates failed is not trained on.
 */
export async function endToEnd(reference, flow) {
    const of = 1 + reference.runs + reference.evaluations.length;
    const { store } = reference.build;
    flow.onStage({ kind: 'build', stage: `build ${reference.build.dataset}`, done: 0, of });
    const build = await flow.build(reference.build);
    const train = [];
    const evaluated = [];
    if (build.gatesPassed) {
        const { dataset, version } = build;
        for (let index = 0; index < reference.runs; index++) {
            const earlier = train.map(({ run }) => run);
            const { run, name } = await flow.planRun({
                store,
                training: reference.training,
                index,
                dataset,
                version,
                earlier,
            });
            flow.onStage({ kind: 'train', stage: `train ${name}`, done: 1 + index, of, name });
            train.push(await flow.train({ store, run, data: { dataset, version } }, name));
        }
        for (const [index, { run: place, ...wanted }] of reference.evaluations.entries()) {
            const run = train[place];
            if (run === undefined)
                throw new Error(`evaluation ${index} is of run ${place}, and there are ${train.length}`);
            flow.onStage({ kind: 'evaluate', stage: `evaluate ${run.name}`, done: 1 + reference.runs + index, of });
            evaluated.push(await flow.evaluate({ store, run: run.run, ...wanted }));
        }
    }
    const result = { build, train, eval: evaluated };
    await flow.onResult(result);
    return result;
}
//# sourceMappingURL=end-to-end.js.map