import type { RecipeTraining } from '../recipes/recipe.ts';

/**
 * Python that runs ask for is looked for before any work, where the training runs on this machine. `only` names the
 * single run that is to be trained. Throws MillraceError `no-python` (usage).
 */
export async function requireTrainingPython(
  { train }: RecipeTraining,
  env: NodeJS.ProcessEnv,
  only?: string,
): Promise<void> {
  const { distributionOf } = await import('../training/distributed/distribution.ts');
  const wanted = train.filter(({ name }) => only === undefined || name === only);
  const engines = new Set(wanted.flatMap((settings) => distributionOf(settings)?.engine ?? []));
  if (engines.size === 0) return;
  const { temporalSettings } = await import('../workers/temporal/settings.ts');
  if (temporalSettings(env).kind === 'external') return;
  const { requirePython } = await import('../training/distributed/python.ts');
  for (const engine of engines) await requirePython(engine, env);
}
