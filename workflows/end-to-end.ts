import type { BuildReference, BuildResult } from './contract.ts';
import type {
  EvaluationRequest,
  EvaluationResult,
  RunPlanRequest,
  RunReference,
  TrainingResult,
} from './training-contract.ts';

/** What to build, and the training part of its recipe. */
export interface EndToEndReference {
  readonly build: BuildReference;
  /** Key of the recipe's stored training part. */
  readonly training: string;
  /** Entries of `train`. */
  readonly runs: number;
  /** Entries of `evaluate`; `run` is the place of its run in `train`. */
  readonly evaluations: readonly (Omit<EvaluationRequest, 'store' | 'run'> & { readonly run: number })[];
}

export interface EndToEndResult {
  readonly build: BuildResult;
  readonly train: readonly TrainingResult[];
  readonly eval: readonly EvaluationResult[];
}

/** What a run from raw files to a judged model does now. `workflowId` is the workflow that does it, if another does. */
export interface EndToEndProgress {
  readonly stage: string;
  readonly done: number;
  readonly of: number;
  readonly workflowId: string | null;
  readonly kind: 'build' | 'train' | 'evaluate';
}

/** What the orchestration needs of its surroundings. */
export interface EndToEndFlow {
  readonly build: (reference: BuildReference) => Promise<BuildResult>;
  readonly planRun: (request: RunPlanRequest) => Promise<RunReference & { readonly name: string }>;
  readonly train: (reference: RunReference, name: string) => Promise<TrainingResult>;
  readonly evaluate: (request: EvaluationRequest) => Promise<EvaluationResult>;
  /** `name` is that of the run that is trained. */
  readonly onStage: (stage: Omit<EndToEndProgress, 'workflowId'> & { readonly name?: string }) => void;
  readonly onResult: (result: EndToEndResult) => Promise<void>;
}

/**
 * From raw files to judged models: builds a version, trains the recipe's runs on that very version in order, then
 * evaluates them. A version whose gates failed is not trained on.
 */
export async function endToEnd(reference: EndToEndReference, flow: EndToEndFlow): Promise<EndToEndResult> {
  const of = 1 + reference.runs + reference.evaluations.length;
  const { store } = reference.build;
  flow.onStage({ kind: 'build', stage: `build ${reference.build.dataset}`, done: 0, of });
  const build = await flow.build(reference.build);
  const train: TrainingResult[] = [];
  const evaluated: EvaluationResult[] = [];
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
      if (run === undefined) throw new Error(`evaluation ${index} is of run ${place}, and there are ${train.length}`);
      flow.onStage({ kind: 'evaluate', stage: `evaluate ${run.name}`, done: 1 + reference.runs + index, of });
      evaluated.push(await flow.evaluate({ store, run: run.run, ...wanted }));
    }
  }
  const result = { build, train, eval: evaluated };
  await flow.onResult(result);
  return result;
}
